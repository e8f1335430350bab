import { rulesOn, type MerchandisingRule } from '@/lib/catalog/merchandising'
import type { Product } from '@/lib/catalog/schema'
import type { RankingContext } from './schema'
import { catalogueIndex, type CatalogueIndex, type Entry } from './tokens'
import { MERCHANDISE } from './weights'

export type Rule = MerchandisingRule

/** What the rules of one place do to a piece: leave it out, multiply its score, fix its place. */
export type Effect = {
  excluded: boolean
  /** 1 when no rule touches the score. */
  factor: number
  /** The place a pin gives it, 1 is first; null without one. A pin beats every other rule. */
  pin: number | null
  /** The rule to name. */
  rule: Rule | null
}

const UNTOUCHED: Effect = { excluded: false, factor: 1, pin: null, rule: null }

/** Whether a rule is about a piece; an attribute value of a colourway is meant whichever colourway is shown. */
function isAbout(
  { target }: Rule,
  product: Product,
  entry: Entry | undefined,
  ids: ReadonlyMap<string, number>,
): boolean {
  if (target.by === 'product') return target.product === product.slug
  if (target.by === 'house') return target.house === product.house.slug
  const id = ids.get(target.token)
  if (id === undefined || !entry) return false
  if (entry.tokens.ids.includes(id) || entry.category.ids.includes(id)) return true
  for (const colour of entry.colours.values()) if (colour.ids.includes(id)) return true
  return false
}

/** The older first: by the first day, then by id, which grows with time. */
const olderFirst = (a: Rule, b: Rule): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** How far a factor is from changing nothing. */
const strength = (factor: number): number => Math.abs(Math.log(Math.max(factor, 1e-3)))

/** A score with a rule's factor: a boost raises and burying lowers, also what stands below nothing. */
export const ruled = (score: number, factor: number): number =>
  score >= 0 ? score * factor : factor > 1 ? score / factor : score * (2 - factor)

/** The rules of one place: those of its category and those for everywhere, in force on the day where one is told. */
export const rulesAt = (
  rules: readonly Rule[],
  { category, day }: { category: string | null; day?: string | undefined },
): Rule[] =>
  (day === undefined ? rules : rulesOn(rules, day)).filter(
    (rule) => rule.category === null || rule.category === category,
  )

/**
 * What the rules do to each piece at one place: those of its category and those for everywhere. Several factors are
 * multiplied and the strongest is named; exclusion beats factors, a pin of a piece in stock beats everything.
 * @param where the category listed, or null on shelves and mixed listings; the day, where the rules are of several.
 */
export function effectsOf(
  rules: readonly Rule[],
  at: { category: string | null; day?: string | undefined },
  catalogue: ReadonlyMap<string, Product>,
): (product: Product) => Effect {
  const here = rulesAt(rules, at).sort(olderFirst)
  if (here.length === 0) return () => UNTOUCHED
  const { entries, numbers } = catalogueIndex(catalogue)
  return (product) => {
    const about = here.filter((rule) => isAbout(rule, product, entries.get(product.slug), numbers))
    if (about.length === 0) return UNTOUCHED
    const pin = product.inStock ? about.find((rule) => rule.kind === 'pin' && rule.place !== null) : undefined
    const excluding = pin ? undefined : about.find((rule) => rule.kind === 'exclude')
    let factor = 1
    let named: Rule | null = null
    for (const rule of about) {
      if ((rule.kind !== 'boost' && rule.kind !== 'bury') || rule.factor === null) continue
      factor *= rule.factor
      if (!named || strength(rule.factor) > strength(named.factor ?? 1)) named = rule
    }
    return { excluded: excluding !== undefined, factor, pin: pin?.place ?? null, rule: pin ?? excluding ?? named }
  }
}

/** What rules do by day, the day asked for last at the end, and there by category. */
type Kept = { index: CatalogueIndex; days: Map<string, Map<string | null, (product: Product) => Effect>> }
const kept = new WeakMap<readonly Rule[], Kept>()

/**
 * The effects of a context's rules at one place. They are kept beside the list of rules: pass the same list while it
 * holds, and proving reasons costs no second look. Of a list that outlives its days only the latest few asked for are.
 */
export function effectsAt(
  { rules, day, catalogue }: Pick<RankingContext, 'rules' | 'day' | 'catalogue'>,
  category: string | null,
): (product: Product) => Effect {
  if (!rules || rules.length === 0) return () => UNTOUCHED
  const index = catalogueIndex(catalogue)
  let known = kept.get(rules)
  if (known?.index !== index) kept.set(rules, (known = { index, days: new Map() }))
  const { days } = known
  const places = days.get(day ?? '') ?? new Map<string | null, (product: Product) => Effect>()
  days.delete(day ?? '')
  days.set(day ?? '', places)
  const [oldest] = days.keys()
  if (days.size > MERCHANDISE.keptDays && oldest !== undefined) days.delete(oldest)
  let effect = places.get(category)
  if (!effect) {
    const worked = effectsOf(rules, { category, day }, catalogue)
    const found = new WeakMap<Product, Effect>()
    effect = (product) => {
      const seen = found.get(product) ?? worked(product)
      found.set(product, seen)
      return seen
    }
    places.set(category, effect)
  }
  return effect
}

/**
 * Whether the rules leave a piece out at one place: for whoever lists, counts or sorts pieces without ranking them. A
 * pinned piece in stock is not left out.
 * @param category the category listed, or null on mixed listings.
 */
export function excludedFrom(
  context: Pick<RankingContext, 'rules' | 'day' | 'catalogue'>,
  category: string | null,
): (product: Product) => boolean {
  if (!context.rules?.some(({ kind }) => kind === 'exclude')) return () => false
  const effectOf = effectsAt(context, category)
  return (product) => effectOf(product).excluded
}

export type Pin = { place: number; rule: Rule }

/**
 * Puts pinned items at their places among the items in stock; of two at one place the older rule's keeps it and the next
 * goes one further. A place beyond the end is the end.
 * @param items in order, what is in stock first.
 * @param pinOf the place and the rule of an item that is pinned.
 */
export function pinned<T>(items: readonly T[], pinOf: (item: T) => Pin | null): T[] {
  const pins: (Pin & { item: T })[] = []
  const free: T[] = []
  for (const item of items) {
    const pin = pinOf(item)
    if (pin) pins.push({ item, place: pin.place, rule: pin.rule })
    else free.push(item)
  }
  if (pins.length === 0) return [...items]
  pins.sort((a, b) => a.place - b.place || olderFirst(a.rule, b.rule))
  let last = 0
  for (const { item, place } of pins) {
    last = Math.max(place, last + 1)
    free.splice(last - 1, 0, item)
  }
  return free
}
