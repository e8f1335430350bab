import { productPicture } from '@/lib/catalog/pictures'
import type { Variant } from '@/lib/catalog/schema'
import type { Shopper } from '@/lib/experience/schema'
import { sizeWords } from '@/lib/experience/sizes'
import { sizeSaid, type wishesOf } from './contribute-view'

/** Below so many units the list says how many are left. */
const FEW = 3

/** A wish as a card: the piece in the colour wished for, its price now, how it stands with stock, and how to remove it. */
export function wishCard(
  { piece, colour }: ReturnType<typeof wishesOf>[number],
  variants: readonly Variant[],
  shopper: Shopper,
) {
  const { t, money } = shopper.say
  const way = piece.colourways.find((one) => one.slug === colour)
  const own = variants.filter((variant) => variant.product === piece.slug && variant.colour === colour)
  return {
    href: colour === piece.colourways[0]?.slug ? `/p/${piece.slug}` : `/p/${piece.slug}?colour=${colour}`,
    name: piece.name,
    house: piece.house.name,
    price: money(piece.price),
    picture: { ...productPicture(way?.picture ?? ''), alt: way?.alt ?? '' },
    lines: [way?.name ?? colour, ...stockLines(own, shopper, piece.category)],
    remove: {
      id: `remove-${piece.slug}`,
      fields: { kind: 'unwish', product: piece.slug, place: 'wishlist' },
      label: t('cart.remove'),
      name: t('wish.removeFrom', { piece: piece.name }),
    },
  }
}

/** How the piece stands, in her own size where she said one and it is made in it. */
function stockLines(own: readonly Variant[], shopper: Shopper, category: string): string[] {
  const { say } = shopper
  const { t } = say
  const said = sizeSaid(shopper, category)
  const hers = own.find(({ size }) => size === said)
  if (hers) {
    const size = sizeWords({ category }, hers.size, say)
    if (hers.stock <= 0) return [t('wish.sizeSoldOut', { size })]
    return [t('wish.sizeLeft', { size, few: hers.stock <= FEW ? hers.stock : 'many' })]
  }
  const left = own.reduce((sum, { stock }) => sum + Math.max(0, stock), 0)
  if (left === 0) return [t('wish.soldOut')]
  return [left <= FEW ? t('wish.left', { count: left }) : t('wish.inStock')]
}
