import type { Product } from '@/lib/catalog/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import { foreseenIn } from './neighbours'
import { neutralOf, roomOf, type Part } from './rooms'
import type { RankingContext, TokenKey } from './schema'
import { dimensionOf } from './tokens'
import { BLEND, NEWS, TASTE, TASTE_OF_OTHERS } from './weights'

/** How many pieces of a large set are looked at closely, and for what. */
export const CANDIDATES = {
  /** Sets up to this size are looked at whole. */
  all: 600,
  /** By popularity: no fewer than any page ever shows. */
  heads: 240,
  /** By her strongest attribute values, and how many of those are asked. */
  taste: 120,
  tokens: 24,
  /** Of those listed lately, the newest. */
  news: 24,
  /** For each rule that lifts a house or an attribute value. */
  boosted: 24,
}

/** What is read of a context. */
export type CandidateContext = Pick<
  RankingContext,
  'catalogue' | 'trending' | 'affinity' | 'asOf' | 'rules' | 'neighbours' | 'session' | 'visit'
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
 * @param products pieces of the catalogue, each once. The list must not change; to pass the same one again costs nothing.
 */
export function chooseCandidates(context: CandidateContext, products: readonly Product[]): Candidates {
  if (products.length <= CANDIDATES.all) return { considered: products, rest: [] }
  const part = roomOf(context.catalogue, products)
  const { room, members } = part
  const { order } = neutralOf(room, context.trending, context.asOf)
  const chosen = new Uint8Array(room.products.length)
  const isIn = (place: number): boolean => members === null || members[place] === 1
  const choose = (place: number): void => {
    if (isIn(place) && room.products[place]?.inStock) chosen[place] = 1
  }

  let heads = 0
  for (const place of order) {
    if (!isIn(place)) continue
    chosen[place] = 1
    if (++heads >= CANDIDATES.heads) break
  }
  for (const place of tasteful(context, part)) choose(place)
  for (const place of newest(context, part)) choose(place)
  for (const slug of named(context)) {
    const place = room.places.get(slug)
    if (place !== undefined) choose(place)
  }
  for (const place of boosted(context, part)) choose(place)

  const inOrder = (wanted: 0 | 1): Product[] => {
    const found: Product[] = []
    for (const place of order) {
      const product = room.products[place]
      if (product && chosen[place] === wanted && isIn(place)) found.push(product)
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
  return [...affinity.scores]
    .map(([key, score]) => ({ key, weight: score * (TASTE[dimensionOf(key)] ?? TASTE_OF_OTHERS) }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.key < b.key ? -1 : 1))
    .slice(0, CANDIDATES.tokens)
}

/** Grades into which scores are sorted: finer ones would tell pieces apart that taste hardly does. */
const GRADES = 1024

/**
 * The pieces that stand first when taste decides as much as it ever can: the other extreme, popularity alone, is among
 * the heads. Sums over the postings of her tokens, so that the cost follows them; what is cut off is found by counting
 * grades instead of sorting.
 */
function* tasteful(context: CandidateContext, { room, members }: Part): Generator<number> {
  const likings = strongest(context)
  if (likings.length === 0) return
  const { order, scores } = neutralOf(room, context.trending, context.asOf)
  const tastes = new Float32Array(scores.length)
  for (const { key, weight } of likings) {
    const places = room.postings.get(key)
    if (places) for (const place of places) tastes[place] = (tastes[place] ?? 0) + weight
  }
  let most = 0
  for (const taste of tastes) if (taste > most) most = taste
  if (most === 0) return
  const gradeOf = (place: number): number => {
    const mixed = (1 - BLEND.most) * (scores[place] ?? 0) + (BLEND.most * Math.max(0, tastes[place] ?? 0)) / most
    return Math.min(GRADES - 1, Math.floor(mixed * GRADES))
  }
  const counts = new Int32Array(GRADES)
  for (const place of order) {
    if (members !== null && members[place] !== 1) continue
    const grade = gradeOf(place)
    counts[grade] = (counts[grade] ?? 0) + 1
  }
  let least = GRADES - 1
  for (let above = counts[least] ?? 0; above < CANDIDATES.taste && least > 0;) above += counts[--least] ?? 0
  let left = CANDIDATES.taste
  // Above the last grade all; within it the more popular ones.
  for (const place of order) {
    if (members !== null && members[place] !== 1) continue
    if (gradeOf(place) > least) {
      left -= 1
      yield place
    }
  }
  for (const place of order) {
    if (left <= 0) return
    if ((members === null || members[place] === 1) && gradeOf(place) === least) {
      left -= 1
      yield place
    }
  }
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
function* named(context: CandidateContext): Generator<string> {
  for (const { target } of context.rules ?? []) if (target.by === 'product') yield target.product
  yield* foreseenIn(context)?.keys() ?? []
}

/** Of each house or attribute value that a rule lifts, the most popular pieces. */
function* boosted({ rules = [], trending, asOf }: CandidateContext, { room, members }: Part): Generator<number> {
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
