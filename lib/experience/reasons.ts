import type { Product } from '@/lib/catalog/schema'
import { isMessageKey } from '@/lib/core/messages'
import type { EventKind, Fact } from '@/lib/events/schema'
import type { Ranked } from '@/lib/ranking/schema'
import type { Reason } from './decision'
import type { Shopper } from './schema'

/** How many reasons a panel lists. */
const REASONS_SHOWN = 4
/** What weighs less is told as nothing. */
const LEAST_TOLD = 0.005

/**
 * What moved a shelf, in words, strongest first: the parts of its pieces' scores, added up and brought to shares of 1.
 * Parts nobody would understand by themselves are gathered under the nearest word.
 */
export function reasonsOf(ranked: readonly Ranked[], shopper: Shopper): Reason[] {
  const byPart = new Map<string, number>()
  let total = 0
  for (const { parts } of ranked) {
    for (const { part, weight } of parts) {
      if (weight <= 0) continue
      byPart.set(part, (byPart.get(part) ?? 0) + weight)
      total += weight
    }
  }
  const byText = new Map<string, number>()
  for (const [part, weight] of byPart) {
    const text = partWords(part, shopper)
    byText.set(text, (byText.get(text) ?? 0) + weight)
  }
  const own = [...byPart].filter(([part]) => /^(affinity|neighbours):/.test(part)).sort((a, b) => b[1] - a[1])[0]
  // What is hers is told however little it is: without it the order would be everybody's.
  const hers = own && partWords(own[0], shopper)
  const rules = rulesOf(ranked, shopper)
  for (const { text } of rules) {
    total -= byText.get(text) ?? 0
    byText.delete(text)
  }
  const ruled = rules.reduce((sum, { weight }) => sum + weight, 0)
  const others = [...byText]
    .map(([text, weight]) => ({ text, weight: (1 - ruled) * (weight / total) }))
    .filter(({ text, weight }) => weight >= LEAST_TOLD || text === hers)
    .sort((a, b) => b.weight - a.weight || a.text.localeCompare(b.text))
  const most = Math.max(1, REASONS_SHOWN - rules.length)
  const told = others.slice(0, most)
  const last = others.find(({ text }) => text === hers)
  if (last && !told.includes(last)) told.splice(-1, 1, last)
  return [...rules, ...told].sort((a, b) => b.weight - a.weight || a.text.localeCompare(b.text))
}

/** How much a reason is told to count that is about what is not there. */
const ALSO = 0.2

/** Reasons with one more, about what is not there. */
export const withAlso = (reasons: readonly Reason[], also: string | undefined): Reason[] =>
  also === undefined
    ? [...reasons]
    : [
        ...reasons.map(({ text, weight }) => ({ text, weight: weight * (1 - ALSO) })),
        { text: also, weight: reasons.length === 0 ? 1 : ALSO },
      ].sort((a, b) => b.weight - a.weight)

/** The rules of the house that put some of these pieces where they stand: each is told, by its share of the pieces. */
function rulesOf(ranked: readonly Ranked[], shopper: Shopper): Reason[] {
  const byText = new Map<string, number>()
  for (const { rule } of ranked) {
    if (!rule) continue
    const text = ruleWords(rule.id, shopper)
    byText.set(text, (byText.get(text) ?? 0) + 1 / ranked.length)
  }
  return [...byText].map(([text, weight]) => ({ text, weight }))
}

function partWords(part: string, shopper: Shopper): string {
  const { say, catalogue } = shopper
  const { t } = say
  const [kind = '', ...rest] = part.split(':')
  const value = rest.join(':')
  const piece = () => catalogue.bySlug.get(value)?.name ?? value
  switch (kind) {
    case 'affinity':
      return tokenWords(value, shopper)
    case 'together':
      return t('reason.together', { piece: piece() })
    case 'similar':
      return t('reason.similar', { piece: piece() })
    case 'viewed-with':
      return t('reason.viewedWith', { piece: piece() })
    case 'neighbours':
      return t('reason.neighbours', { piece: piece() })
    case 'new':
      return t('reason.new')
    case 'rule':
      return ruleWords(value, shopper)
    case 'pair':
    case 'style':
      return t('reason.goesTogether')
    case 'closing':
      return t('reason.closing')
    default:
      return t('reason.trending')
  }
}

/** What a marketer noted of a rule; of one that is gone by now, only that there was one. */
export function ruleWords(id: string, { say: { t }, editorial }: Pick<Shopper, 'say' | 'editorial'>): string {
  const note = editorial.rules.find((rule) => rule.id === id)?.note
  return note ? t('reason.ruled', { note }) : t('reason.ruledBy')
}

/** What counts as having looked at something; to follow a card or to stay is part of the same look. */
const LOOKS: ReadonlySet<EventKind> = new Set(['view', 'house-view', 'category-view', 'cart-add', 'purchase'])
/** What she said of a value, or tried, the plainest first; of pieces she said the rest. */
const SAYINGS = ['follow', 'prefer', 'search'] as const
/** Facts that speak against what they are about. */
const AGAINST: ReadonlySet<EventKind> = new Set(['dislike', 'cart-remove', 'return'])

/** What taught a liking: facts that speak for it. */
export const taughtBy = (token: string, { affinity }: Pick<Shopper, 'affinity'>): Fact[] =>
  (affinity.evidence.get(token) ?? []).filter(({ kind }) => !AGAINST.has(kind))

/** A liking in words. It is "a house you return to" only for who did: one look is one look, and a search is none. */
export function tokenWords(token: string, { say: { t }, catalogue, affinity }: Shopper): string {
  const at = token.indexOf(':')
  const value = token.slice(at + 1)
  const dimension = token.slice(0, at)
  const taught = taughtBy(token, { affinity })
  const looks = taught.filter(({ kind }) => LOOKS.has(kind)).length
  if (taught.length > 0 && looks === 0 && dimension !== 'price') {
    const said = SAYINGS.find((kind) => taught.some((fact) => fact.kind === kind)) ?? 'like'
    const house = dimension === 'house' ? catalogue.houses.find(({ slug }) => slug === value)?.name : undefined
    const category =
      dimension === 'category' ? catalogue.categories.find(({ slug }) => slug === value)?.name : undefined
    return t(`reason.said.${said}`, { value: house ?? category ?? capital(value) })
  }
  const again = looks > 1
  switch (dimension) {
    case 'house': {
      const house = catalogue.houses.find(({ slug }) => slug === value)?.name ?? value
      return t(again ? 'reason.house' : 'reason.houseOnce', { house })
    }
    case 'colour':
    case 'hue':
    case 'metal':
      return t(again ? 'reason.colour' : 'reason.colourOnce', { colour: capital(value) })
    case 'category': {
      const category = catalogue.categories.find(({ slug }) => slug === value)?.name ?? capital(value)
      return t('reason.category', { category })
    }
    case 'price':
      return t('reason.price')
    default: {
      // "Floor" needs its noun, "silk satin" doesn't.
      const own = `reason.attribute.${dimension}`
      return t(isMessageKey(own) ? own : 'reason.attribute', { value: capital(value) })
    }
  }
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** The behaviours that taught what moved these pieces: only they are named as "the facts it used". */
export function evidenceOf(ranked: readonly Ranked[], shopper: Shopper): Fact[] {
  const tokens = new Set<string>()
  const met = new Set<string>()
  for (const { parts } of ranked) {
    for (const { part, weight } of parts) {
      if (weight > 0 && part.startsWith('affinity:')) tokens.add(part.slice('affinity:'.length))
      if (weight > 0 && part.startsWith('neighbours:')) met.add(part.slice('neighbours:'.length))
    }
  }
  const visited = shopper.facts.filter(
    ({ visitId, product, kind }) =>
      visitId === shopper.visitId && product !== null && met.has(product) && (kind === 'view' || kind === 'cart-add'),
  )
  return [...new Set([...[...tokens].flatMap((token) => taughtBy(token, shopper)), ...visited])]
}

/**
 * What a decision that is hers rests on: the facts that speak for what it shows; where none does, those that speak
 * against what it does not show any more.
 */
export function factsOf(ranked: readonly Ranked[], shopper: Shopper): { facts: Fact[]; against: boolean } {
  const speaking = evidenceOf(ranked, shopper)
  if (speaking.length > 0) return { facts: speaking, against: false }
  return { facts: shopper.facts.filter(({ kind }) => AGAINST.has(kind)), against: true }
}

/** The kind of a piece in a sentence: "gown", "pair", "ring". By its subcategory where that has a word, else its category. */
export function kindOf(product: Product, { say }: Pick<Shopper, 'say'>): string {
  const keys = [`kind.${product.subcategory}`, `kind.${product.category}`].filter(isMessageKey)
  return say.t(keys[0] ?? 'kind.piece')
}
