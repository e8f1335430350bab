import type { Product } from '@/lib/catalog/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import { rulesAt, type Rule } from './merchandise'
import { mixOf } from './mix'
import { foreseenIn } from './neighbours'
import { neutralOf, roomOf, type Part } from './rooms'
import type { RankingContext, TokenKey } from './schema'
import { tasteShare } from './taste'
import { dimensionOf } from './tokens'
import { BLEND, CANDIDATES, NEWS, TASTE, TASTE_OF_OTHERS } from './weights'

/** What is read of a context. */
export type CandidateContext = Pick<
  RankingContext,
  'catalogue' | 'trending' | 'affinity' | 'asOf' | 'rules' | 'day' | 'neighbours' | 'session' | 'visit' | 'mix'
>

export type Candidates = {
  /** The pieces worth a closer look, in the neutral order. */
  considered: readonly Product[]
  /** All others, in the neutral order: in stock first, then by popularity. Made when first read. */
  readonly rest: readonly Product[]
}

/**
 * The pieces of a set that could stand among the first: those that most people look at, those that share her strongest
 * attribute values, what the session neighbours expect, what is new, what marketers put there. Their number does not
 * grow with the set, so an order costs about the same however large the catalogue is; the rest follows in everybody's
 * order, which is kept from request to request. A set of up to `CANDIDATES.all` pieces is considered whole.
 *
 * What is out of stock is considered only after everything in stock is. Popularity is as of the minute; whoever ranks
 * what is considered reads it as of now. Rules choose here and order nothing: what they leave out is still there.
 *
 * A decision that is made several times (to prove reasons) chooses once and orders `considered` each time: that is small
 * enough to be considered whole.
 * @param products pieces of the catalogue, each once. The list must not change.
 * @param category the category listed, whose rules apply; unless told the one that all pieces are of, if any.
 */
export function chooseCandidates(
  context: CandidateContext,
  products: readonly Product[],
  category?: string | null,
): Candidates {
  if (products.length <= CANDIDATES.all) return { considered: products, rest: [] }
  const place = category === undefined ? commonCategory(context, products) : category
  const known = chosenFor.get(context)
  if (known?.products === products && known.place === place) return known.candidates
  const candidates = choose(context, products, place)
  chosenFor.set(context, { products, place, candidates })
  return candidates
}

/** The category that all pieces are of; asked for only where rules could depend on it. */
export function commonCategory({ rules }: Pick<RankingContext, 'rules'>, products: readonly Product[]): string | null {
  const [first] = products
  if (!first || !rules || rules.length === 0) return null
  return products.every(({ category }) => category === first.category) ? first.category : null
}

/** What was chosen for a context: who orders a set, and then proves its reasons, asks again for the same. */
type Chosen = { products: readonly Product[]; place: string | null; candidates: Candidates }
const chosenFor = new WeakMap<CandidateContext, Chosen>()

function choose(context: CandidateContext, products: readonly Product[], category: string | null): Candidates {
  const rules = rulesAt(context.rules ?? [], { category, day: context.day })
  const part = roomOf(context.catalogue, products)
  const { room, members } = part
  const { order } = neutralOf(room, context.trending, context.asOf)
  const chosen = new Uint8Array(room.products.length)
  const isIn = (place: number): boolean => members === null || members[place] === 1
  const take = (place: number): void => {
    if (isIn(place) && room.products[place]?.inStock) chosen[place] = 1
  }

  let heads = 0
  for (const place of order) {
    if (!isIn(place)) continue
    chosen[place] = 1
    if (++heads >= CANDIDATES.heads) break
  }
  for (const place of tasteful(context, part)) take(place)
  for (const place of newest(context, part)) take(place)
  for (const slug of named(context, rules)) {
    const place = room.places.get(slug)
    if (place !== undefined) take(place)
  }
  for (const place of boosted(rules, context, part)) take(place)

  const inOrder = (wanted: 0 | 1): Product[] => {
    const found: Product[] = []
    for (let i = 0; i < order.length; i++) {
      const place = order[i] ?? 0
      if (chosen[place] !== wanted || !isIn(place)) continue
      const product = room.products[place]
      if (product) found.push(product)
    }
    return found
  }
  let rest: Product[] | undefined
  return {
    considered: inOrder(1),
    get rest() {
      return (rest ??= inOrder(0))
    },
  }
}

/** Her strongest likings and dislikes with what each counts in a score. */
function strongest({ affinity }: CandidateContext): { key: TokenKey; weight: number }[] {
  if (!affinity || affinity.weight <= 0) return []
  const found: { key: TokenKey; weight: number }[] = []
  for (const [key, score] of affinity.scores)
    if (score !== 0) found.push({ key, weight: score * (TASTE[dimensionOf(key)] ?? TASTE_OF_OTHERS) })
  return found
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.key < b.key ? -1 : 1))
    .slice(0, CANDIDATES.tokens)
}

/**
 * The pieces that stand first when her strongest tokens decide as much of the score as taste does in the blend. Their
 * postings are summed up, so that the cost follows them; what to look at is cut off at a border that a sample gives,
 * instead of sorting everything. Of equal ones the more popular.
 */
function tasteful(context: CandidateContext, { room, members }: Part): number[] {
  const likings = strongest(context)
  if (likings.length === 0) return []
  const { order, inStock, scores } = neutralOf(room, context.trending, context.asOf)
  const tastes = new Float32Array(scores.length)
  for (const { key, weight } of likings) {
    const places = room.postings.get(key)
    if (!places) continue
    for (let i = 0; i < places.length; i++) tastes[places[i] ?? 0] = (tastes[places[i] ?? 0] ?? 0) + weight
  }
  let most = 0
  for (let place = 0; place < tastes.length; place++) {
    const taste = tastes[place] ?? 0
    if (taste > most) most = taste
  }
  if (most === 0) return []
  const share = tasteShare(context.affinity, BLEND.places.category * mixOf(context).affinity)
  const scale = share / most
  const mixed = (place: number): number => (1 - share) * (scores[place] ?? 0) + scale * (tastes[place] ?? 0)

  const buyable = order.subarray(0, inStock)
  const here = members === null ? buyable : buyable.filter((place) => members[place] === 1)
  if (here.length === 0) return []
  const step = Math.ceil(here.length / CANDIDATES.sample.size)
  const sample = new Float64Array(Math.ceil(here.length / step))
  for (let i = 0; i < sample.length; i++) sample[i] = mixed(here[i * step] ?? 0)
  sample.sort()
  const border = sample[Math.max(0, sample.length - CANDIDATES.sample.best)] ?? 0

  const above: { place: number; value: number }[] = []
  const equal: number[] = []
  for (let i = 0; i < here.length; i++) {
    const place = here[i] ?? 0
    const value = mixed(place)
    if (value > border) above.push({ place, value })
    else if (value === border && equal.length < CANDIDATES.taste) equal.push(place)
  }
  const best = above.sort((a, b) => b.value - a.value).slice(0, CANDIDATES.taste)
  return [...best.map(({ place }) => place), ...equal.slice(0, CANDIDATES.taste - best.length)]
}

/** What was listed lately and can be bought, newest first. */
function* newest({ asOf }: CandidateContext, { room, members }: Part): Generator<number> {
  const now = asOf.getTime()
  let found = 0
  for (const place of room.newest) {
    const product = room.products[place]
    if (!product || found >= CANDIDATES.news) return
    const age = now - product.listedAt.getTime()
    if (age > NEWS.days * MS_PER_DAY) return
    if (age < 0 || !product.inStock || (members !== null && members[place] !== 1)) continue
    found += 1
    yield place
  }
}

/** Pieces that somebody or something names: rules, and visits like hers. */
function* named(context: CandidateContext, rules: readonly Rule[]): Generator<string> {
  for (const { target } of rules) if (target.by === 'product') yield target.product
  let left = CANDIDATES.foreseen
  for (const slug of foreseenIn(context)?.keys() ?? []) {
    if (left-- <= 0) return
    yield slug
  }
}

/** Of each house or attribute value that a rule lifts, the most popular pieces. */
function* boosted(
  rules: readonly Rule[],
  { trending, asOf }: CandidateContext,
  { room, members }: Part,
): Generator<number> {
  for (const { kind, target } of rules) {
    if (kind !== 'boost' || target.by === 'product') continue
    const places = room.postings.get(target.by === 'house' ? `house:${target.house}` : target.token)
    if (!places) continue
    const has = new Set(places)
    let found = 0
    for (const place of neutralOf(room, trending, asOf).order) {
      if (found >= CANDIDATES.boosted) break
      if (!has.has(place) || (members !== null && members[place] !== 1)) continue
      found += 1
      yield place
    }
  }
}
