import type { Fact } from '@/lib/events/schema'
import type { Ranked } from '@/lib/ranking/schema'
import type { UsedFact } from './decision'
import { usedFacts } from './facts'
import type { Shopper } from './schema'
import { shownOf } from './shelf'

/** What made a piece hers, or told that it is not for her. */
const WHY_LEFT: ReadonlySet<Fact['kind']> = new Set(['purchase', 'dislike', 'rate', 'cart-add'])

/**
 * The facts for which a shelf leaves out pieces that everybody else is shown on it; none where it leaves out nothing that
 * would have stood there.
 * @param everybodys the shelf as anybody is shown it
 * @param left slugs that it leaves out here
 */
export function leftOut(
  everybodys: readonly Ranked[],
  left: ReadonlySet<string>,
  { facts, catalogue, say }: Pick<Shopper, 'facts' | 'catalogue' | 'say'>,
): UsedFact[] {
  const missing = new Set(shownOf(everybodys).flatMap(({ product }) => (left.has(product.slug) ? [product.slug] : [])))
  if (missing.size === 0) return []
  const about = ({ kind, product }: Fact) => product !== null && missing.has(product) && WHY_LEFT.has(kind)
  return usedFacts(facts.filter(about), catalogue, say)
}
