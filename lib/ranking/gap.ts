import type { Product } from '@/lib/catalog/schema'
import type { Minor } from '@/lib/core/money'
import { blend, type Candidate, type Place } from './blend'
import { complementCandidates, type ComplementCandidate } from './complements'
import { diversify, GAP_VARIETY } from './diversity'
import type { Part, Ranked, RankingContext } from './schema'
import { fitsMixedShelf } from './shelves'
import { BLEND, GAP, VARIETY } from './weights'

type GapCandidate = Candidate & {
  /** Null for another piece of a category that the cart holds: no complement, but it may be what closes the gap. */
  complement: ComplementCandidate | null
  closing: number
}

/** Whether one more piece at this price reaches the tier without going past twice what is missing. */
export const closesGap = (price: Minor, gap: Minor): boolean => price >= gap && price <= 2 * gap

/**
 * The cart nudge's pieces: what would reach the next tier from this cart. In stock first; then pieces that reach it, and
 * only after them those that do not; among equals shoes when the cart has none, then categories that the cart lacks; then
 * those that do not go past twice the gap; then what goes with the cart and is near her taste. At most three of the first
 * four are of one category, and one of them lies between the gap and twice the gap whenever the catalogue has such a
 * piece. Never what is in the cart or owned, no necklaces (a mixed shelf).
 * @param gap minor units still missing; zero or less: the tier is reached and there is nothing to close.
 */
export function rankForGap(
  context: RankingContext,
  options: { gap: Minor; cart: readonly string[]; owned?: Iterable<string> },
): Ranked[] {
  const { gap, cart, owned = [] } = options
  if (gap <= 0) return []
  const { catalogue } = context
  const left = new Set([...owned, ...cart])
  const complements = complementCandidates(context, cart, left)
  const held = new Set(cart.map((slug) => catalogue.get(slug)?.category))
  const found = new Map(complements.candidates.map((candidate) => [candidate.product, candidate]))
  const candidates: GapCandidate[] = []
  for (const product of catalogue.values()) {
    if (left.has(product.slug) || !fitsMixedShelf(product)) continue
    const complement = found.get(product) ?? null
    const closing = closesGap(product.price, gap) ? GAP.closing : 0
    const score = GAP.complement * (complement?.score ?? 0) + closing
    candidates.push({ product, complement, closing, score, group: groupOf(product, gap, held) })
  }
  const ranked = blend(candidates, context, placeOf(complements.place))
  const reaches = ({ product }: Ranked) => product.inStock && product.price >= gap
  const varied = diversify(ranked.filter(reaches), GAP_VARIETY)
  return [...withOneInRange(varied, gap), ...ranked.filter((item) => !reaches(item))]
}

function groupOf({ category, price }: Product, gap: Minor, held: ReadonlySet<string | undefined>): number {
  const lacking = !held.has('shoes') && category === 'shoes' ? 0 : held.has(category) ? 2 : 1
  return 2 * lacking + (closesGap(price, gap) ? 0 : 1)
}

/** The gap's pieces are described as complements, with what closing the gap adds. */
function placeOf(place: Place<ComplementCandidate>): Place<GapCandidate> {
  return {
    taste: BLEND.places.gap,
    choosy: true,
    parts({ complement, closing }) {
      const parts: Part[] = complement ? place.parts(complement) : []
      const scaled = parts.map(({ part, weight }) => ({ part, weight: weight * GAP.complement }))
      return closing > 0 ? [...scaled, { part: 'closing', weight: closing }] : scaled
    },
    colour: (candidate, palate) => place.colour?.({ ...NOTHING, ...candidate }, palate) ?? '',
    chosenWith: ({ complement }) => (complement && place.chosenWith?.(complement)) ?? null,
  }
}
const NOTHING = { complements: [], popularity: 0, shared: [], style: 0 }

/** Moves the best piece between the gap and twice the gap into the last of the first places, if none stands there. */
function withOneInRange(items: readonly Ranked[], gap: Minor): Ranked[] {
  const at = items.findIndex(({ product }) => closesGap(product.price, gap))
  const last = VARIETY.first - 1
  const found = items[at]
  if (!found || at <= last) return [...items]
  const remaining = items.filter((item) => item !== found)
  return [...remaining.slice(0, last), found, ...remaining.slice(last)]
}
