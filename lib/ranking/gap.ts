import type { Product } from '@/lib/catalog/schema'
import type { Minor } from '@/lib/core/money'
import { blend, type Candidate } from './blend'
import { complementCandidates } from './complements'
import { diversify } from './diversity'
import type { Ranked, RankingContext } from './schema'
import { fitsMixedShelf } from './shelves'
import { GAP, VARIETY } from './weights'

/** Whether one more piece at this price reaches the tier without going past twice what is missing. */
export const closesGap = (price: Minor, gap: Minor): boolean => price >= gap && price <= 2 * gap

/**
 * The cart nudge's pieces: what would reach the next tier from this cart. In stock first; then pieces that reach it, and
 * only after them those that do not; among equals shoes when the cart has none, then categories that the cart lacks, then
 * what goes with the cart, near her taste and not far past the gap. At most three of the first four are of one category,
 * and one of them lies between the gap and twice the gap whenever the catalogue has such a piece. Never what is in the
 * cart or owned, no necklaces (a mixed shelf).
 * @param gap minor units still missing; zero or less: the tier is reached and there is nothing to close.
 */
export function rankForGap(
  context: RankingContext,
  options: { gap: Minor; cart: readonly string[]; owned?: Iterable<string> },
): Ranked[] {
  const { gap, cart, owned = [] } = options
  if (gap <= 0) return []
  const { catalogue } = context
  const held = new Set(cart.flatMap((slug) => catalogue.get(slug)?.category ?? []))
  const left = new Set([...owned, ...cart])
  const complements = complementCandidates(context, cart, left)
  const found = new Set(complements.map(({ product }) => product))
  // Another piece of a category that the cart holds is no complement, but it may be the only one that closes the gap.
  const others = [...catalogue.values()].filter((product) => !found.has(product) && !left.has(product.slug))
  const candidates = [...complements, ...others.map((product): Candidate => ({ product, score: 0, parts: [] }))].filter(
    ({ product }) => fitsMixedShelf(product),
  )
  const groupOf = (product: Product): number => {
    const lacking = !held.has('shoes') && product.category === 'shoes' ? 0 : held.has(product.category) ? 2 : 1
    return (product.price >= gap ? 0 : 3) + lacking
  }
  const ranked = blend(
    candidates.map((candidate): Candidate => {
      const closing = closesGap(candidate.product.price, gap) ? GAP.closing : 0
      return {
        ...candidate,
        group: groupOf(candidate.product),
        score: candidate.score * GAP.complement + closing,
        parts: [
          ...candidate.parts.map(({ part, weight }) => ({ part, weight: weight * GAP.complement })),
          ...(closing > 0 ? [{ part: 'closing', weight: closing }] : []),
        ],
      }
    }),
    context,
  )
  const reaching = ranked.filter(({ product }) => product.inStock && product.price >= gap)
  const rest = ranked.filter((item) => !reaching.includes(item))
  const varied = diversify(reaching, { first: VARIETY.first, perCategory: VARIETY.perCategoryInGap })
  return [...withOneInRange(varied, gap), ...rest]
}

/** Moves the best piece between the gap and twice the gap into the last of the first places, if none stands there. */
function withOneInRange(items: readonly Ranked[], gap: Minor): Ranked[] {
  const inRange = ({ product }: Ranked) => closesGap(product.price, gap)
  const at = items.findIndex(inRange)
  const last = VARIETY.first - 1
  const found = items[at]
  if (!found || at <= last) return [...items]
  const remaining = items.filter((item) => item !== found)
  return [...remaining.slice(0, last), found, ...remaining.slice(last)]
}
