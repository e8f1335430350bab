import type { Tier } from '@/lib/loyalty/schema'
import type { OrderView as PlacedOrder } from '@/lib/orders/queries'
import type { Shopper } from './schema'
import { variantWords } from './sizes'
import { extrasWords } from './offer-words'
import { discountWords, type SummaryView } from './summary'

/** For how long after an order its page still thanks and announces, in milliseconds. */
const FRESH_MS = 60 * 60_000

export type OrderWords = {
  title: string
  text: string
  /** It has just been placed: the page thanks and announces. */
  fresh: boolean
  /** The tier that this very order reached, while it is news and held. */
  tier: Tier | null
  lines: {
    id: string
    picture: { path: string; alt: string } | null
    house: string
    name: string
    href?: string
    variant: string
    price: string
    quantity?: string
  }[]
  /** What an offer put into the parcel; empty for nothing. */
  extras: string
  address: string[] | null
  summary: SummaryView
}

/** An order in finished strings. */
export function orderView(order: PlacedOrder, shopper: Shopper): OrderWords {
  const { say, standing, catalogue, customer, now } = shopper
  const { t, money } = say
  const fresh = order.status === 'confirmed' && now.getTime() - order.placedAt.getTime() < FRESH_MS
  const reached = standing?.history.find((change) => change.orderId === order.id)?.to ?? null
  const tier = fresh && reached && standing?.tier?.key === reached.key ? reached : null
  const { address } = order
  const past = shopper.orders.find(({ id }) => id === order.id)
  const returned = new Map(past?.lines.map((line) => [line.id, line.returned]))
  const summary: SummaryView['lines'] = [{ label: t('cart.subtotal'), amount: money(order.merchandise) }]
  if (order.discount > 0) {
    const { discountReason, discountPercent: percent } = order
    // The column keeps whole percentages only; without one the reason cannot be told truly.
    const label = discountReason && percent !== null ? discountWords(discountReason, { percent }, say) : ''
    summary.push({
      label: label || t('order.discount'),
      amount: `−${money(order.discount)}`,
    })
  }
  if (order.pointsDiscount > 0) {
    summary.push({ label: t('order.points'), amount: `−${money(order.pointsDiscount)}` })
  }
  summary.push({
    label: t('cart.shipping'),
    amount: order.shipping === 0 ? t('cart.shipping.free') : money(order.shipping),
  })
  return {
    title: fresh
      ? t('confirmation.title', { name: customer?.firstName ?? '' })
      : t('order.title', { number: order.number }),
    text: t('confirmation.text', { number: order.number }),
    fresh,
    tier,
    lines: order.lines.map((line) => {
      const piece = catalogue.bySlug.get(line.product)
      return {
        id: line.id,
        picture: line.picture ? { path: line.picture, alt: line.alt ?? '' } : null,
        house: line.houseName,
        name: line.productName,
        ...(piece ? { href: `/p/${line.product}` } : {}),
        variant: variantWords({ category: piece?.category ?? '' }, line.colourName, line.size, say),
        price: money(line.unitPrice * line.quantity),
        ...quantityOf(line.quantity, returned.get(line.id) ?? 0, say),
      }
    }),
    extras: order.status === 'released' ? '' : extrasWords(order.extras, say),
    address: address && [
      address.name,
      address.line1,
      ...(address.line2 ? [address.line2] : []),
      [address.city, address.region, address.postcode].filter(Boolean).join(', '),
      say.country(address.country),
    ],
    summary: { lines: summary, total: { label: t('cart.total'), amount: money(order.total) } },
  }
}

/** "2 pieces", "One returned", or both; nothing for a single piece that was kept. */
function quantityOf(quantity: number, returned: number, { t }: Shopper['say']): { quantity?: string } {
  const words = [
    ...(quantity > 1 ? [t('checkout.pieces', { count: quantity })] : []),
    ...(returned > 0 ? [t('order.returned', { count: returned })] : []),
  ]
  return words.length > 0 ? { quantity: words.join('. ') } : {}
}
