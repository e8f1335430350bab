import type { Product, Variant } from '@/lib/catalog/schema'
import { ONE_SIZE } from '@/lib/catalog/sku'
import { SHIPPING } from '@/lib/cart/shipping'
import { prospect } from '@/lib/loyalty/prospect'
import type { Shopper } from './schema'
import { sizeWords } from './sizes'

/** Below so many units the page says how many are left. */
const FEW = 3

/** A size as the buying panel offers it. */
export type SizeOffer = { sku: string; label: string; heading: string; note?: string; soldOut?: string }

/** The sizes of one colourway, with live stock in words. */
export function sizeOffers(
  piece: Product,
  colour: string,
  variants: readonly Variant[],
  { say }: Shopper,
): SizeOffer[] {
  const { t } = say
  return variants
    .filter((variant) => variant.colour === colour)
    .map(({ sku, size, stock }) => {
      const words = sizeWords(piece, size, say)
      const only = size === ONE_SIZE
      const label = only ? words : size
      return {
        sku,
        label,
        heading: t('product.size', { size: words }),
        ...(stock > 0 && stock <= FEW ? { note: t(only ? 'product.leftOne' : 'product.left', { count: stock }) } : {}),
        ...(stock <= 0 ? { soldOut: t('product.soldOutSize', { size: label }) } : {}),
      }
    })
}

/** The short lines under the button: shipping to where she is, returns, and what the piece counts for. */
export function buyingLines(
  piece: Product,
  shopper: Shopper,
): { text: string; link?: { href: string; label: string } }[] {
  const { say, country, entitlements, programme } = shopper
  const { t, money } = say
  const free = entitlements.freeShippingTo.includes(country)
  const counts = countsFor(piece, shopper)
  return [
    {
      text:
        country === 'US' && free
          ? t('product.shipping.us')
          : free
            ? t('product.shipping.free')
            : t('product.shipping.abroad', { amount: money(SHIPPING[programme.currency]?.fee ?? 0) }),
    },
    { text: t('product.returns') },
    ...(counts ? [{ text: counts, link: { href: '/loyalty', label: t('footer.loyalty') } }] : []),
  ]
}

/** What a piece counts for, from the same fold as the cart's words; null where it counts towards nothing. */
function countsFor({ price }: Product, shopper: Shopper): string | null {
  const { say, programme, memberships, transactions, redemptions, standing, now } = shopper
  const { t, money } = say
  const { reachesTier, nudge } = prospect({
    ...{ programme, memberships, transactions, redemptions },
    asOf: now,
    cartMerchandise: price,
  })
  if (reachesTier) return t('product.reaches', { tier: reachesTier.name })
  if (!nudge) return null
  const values = { amount: money(price), tier: nudge.tier.name, threshold: money(nudge.threshold) }
  return t(standing ? 'product.countsMember' : 'product.counts', values)
}
