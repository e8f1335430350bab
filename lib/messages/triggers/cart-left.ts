import { buyable, type CartLineView } from '@/lib/cart/rules'
import { cartLoyalty } from '@/lib/experience/nudge'
import { due, saidAt, type Condition } from './condition'

const total = (lines: readonly CartLineView[]): number =>
  buyable(lines).reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)

/**
 * Something that can be bought lies in their cart. Since the newest of its lines was put there; that line makes it the
 * same message, so that who adds a piece is reminded of the new cart and no longer of the old one. Gone when the cart is
 * empty, bought or sold out.
 *
 * What is missing to the next tier, or that this cart reaches one, is the cart's own nudge: `cartLoyalty`, as on the page.
 */
export const cartLeft: Condition = ({ shopper, cart }, { kind }) => {
  const lines = cart.filter(({ stock }) => stock > 0)
  const newest = lines.reduce<CartLineView | null>(
    (last, line) => (last && last.addedAt >= line.addedAt ? last : line),
    null,
  )
  if (!newest) return []
  const amount = total(lines)
  const { nudge, reached } = cartLoyalty(shopper, amount)
  const pieces = [...new Set(lines.toSorted((a, b) => b.unitPrice - a.unitPrice).map(({ product }) => product))]
  return [
    due({
      cause: 'cart-left',
      subject: `cart:${newest.addedAt.toISOString()}`,
      since: newest.addedAt,
      kind,
      pieces,
      values: {
        amount,
        count: lines.reduce((sum, { quantity, stock }) => sum + Math.min(quantity, stock), 0),
        ...(nudge ? { amountMissing: nudge.gap, tier: nudge.tier.name } : {}),
        ...(reached ? { reached: reached.tier.name } : {}),
      },
      why: [
        {
          values: { piece: newest.productName, date: saidAt(newest.addedAt) },
          facts: lines.map(({ sku }) => `cart:${sku}`),
        },
        ...(nudge ? [{ values: { amount: nudge.gap, tier: nudge.tier.name } }] : []),
      ],
    }),
  ]
}
