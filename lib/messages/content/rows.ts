import { discountWords } from '@/lib/experience/summary'
import type { Shopper } from '@/lib/experience/schema'
import type { Due, MessageContent } from '../schema'
import { counted, orderOf } from './about'

type Row = MessageContent['rows'][number]

/** What an order or a return comes to, line by line; none for every other cause. */
export function rowsOf(shopper: Shopper, due: Due): Row[] {
  if (due.cause === 'order-placed') return orderRows(shopper, due)
  if (due.cause === 'return-received') return returnRows(shopper, due)
  return []
}

/** The order's own page says the same: pieces, subtotal, what was taken off, shipping, total. */
function orderRows(shopper: Shopper, due: Due): Row[] {
  const { say } = shopper
  const { t, money } = say
  const order = orderOf(shopper, due)
  if (!order) return []
  const { discountReason: reason, discountPercent: percent } = order
  const discount = reason && percent !== null ? discountWords(reason, { percent }, say) : ''
  return [
    ...order.lines.map(({ productName, colourName, quantity, unitPrice }) => ({
      label: t('message.row.line', { piece: productName, colour: colourName, quantity }),
      value: money(unitPrice * quantity),
    })),
    { label: t('cart.subtotal'), value: money(order.merchandise) },
    ...(order.discount > 0 ? [{ label: discount || t('order.discount'), value: `−${money(order.discount)}` }] : []),
    ...(order.pointsDiscount > 0 ? [{ label: t('order.points'), value: `−${money(order.pointsDiscount)}` }] : []),
    {
      label: t('cart.shipping'),
      value: order.shipping === 0 ? t('cart.shipping.free') : money(order.shipping),
    },
    { label: t('cart.total'), value: money(order.total) },
  ]
}

function returnRows({ say }: Shopper, due: Due): Row[] {
  const points = counted(due, 'pointsBack')
  return [
    { label: say.t('message.row.refund'), value: say.money(counted(due, 'amountRefund')) },
    ...(points > 0 ? [{ label: say.t('message.row.points'), value: say.number(points) }] : []),
  ]
}
