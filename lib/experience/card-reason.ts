import { becauseOf } from '@/lib/ranking/reasons'
import type { Ranked } from '@/lib/ranking/schema'
import type { Shopper } from './schema'

/**
 * "Because you viewed Rapace gown": the viewed or bought piece that most moved this one, when one did. The reason is
 * true: without that fact the piece would not have moved as far.
 */
export function cardReason(ranked: Ranked, shopper: Shopper): string | null {
  const because = becauseOf(ranked.product, shopper.facts, shopper.catalogue.bySlug)
  const cause = because && shopper.catalogue.bySlug.get(because.product)
  if (!because || !cause || cause.slug === ranked.product.slug) return null
  return shopper.say.t(because.fact.kind === 'purchase' ? 'card.becauseBought' : 'card.because', { piece: cause.name })
}
