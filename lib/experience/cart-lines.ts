import { productPicture } from '@/lib/catalog/pictures'
import { cartNotices, mostOf, type CartLineView } from '@/lib/cart/rules'
import type { SaidPicture } from './cards'
import type { Say } from './say'
import { variantWords } from './sizes'

/** A line of the cart in finished strings. */
export type CartLineWords = {
  sku: string
  href: string
  house: string
  name: string
  variant: string
  price: string
  each?: string
  quantity: number
  max: number
  picture: SaidPicture
  notice?: string
  words: { fewer: string; more: string; remove: string; removeName: string }
}

/** One notice as it stands; several as sentences of one text. */
const joined = (notices: readonly string[]): string =>
  notices.map((notice, i) => (i < notices.length - 1 ? notice.replace(/\.?$/, '.') : notice)).join(' ')

/**
 * What the cart shows of a line, with what changed since the shopper last looked.
 * @param told what else is to be said beside it.
 */
export function cartLineView(line: CartLineView, say: Say, told: string | null = null): CartLineWords {
  const { t, money } = say
  const piece = line.productName
  const notices = cartNotices([line]).map((notice) => {
    switch (notice.kind) {
      case 'price-changed':
        return t('cartNotice.priceChanged', { from: money(notice.from), to: money(notice.to) })
      case 'sold-out':
        return t('cartNotice.soldOut')
      case 'fewer-left':
        return t('cartNotice.fewerLeft', { left: notice.left })
    }
  })
  if (told) notices.push(told)
  return {
    sku: line.sku,
    href: `/p/${line.product}?colour=${line.colour}`,
    house: line.house.name,
    name: piece,
    variant: variantWords(line, line.colourName, line.size, say),
    price: money(line.unitPrice * line.quantity),
    ...(line.quantity > 1 ? { each: t('cart.each', { amount: money(line.unitPrice) }) } : {}),
    quantity: line.quantity,
    max: mostOf(line.stock),
    picture: { ...productPicture(line.picture), alt: line.alt },
    ...(notices.length > 0 ? { notice: joined(notices) } : {}),
    words: {
      fewer: t('cart.fewer', { piece }),
      more: t('cart.more', { piece }),
      remove: t('cart.remove'),
      removeName: t('cart.removeLabel', { piece }),
    },
  }
}
