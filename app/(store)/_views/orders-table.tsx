import { Table } from '@/components/table'
import { formatMoney } from '@/lib/core/money'
import type { Say } from '@/lib/experience/say'
import type { OrderedLine, PastOrder } from '@/lib/orders/schema'

/** Orders as a hairline table, newest first. */
export function OrdersTable({ orders, say }: { orders: readonly PastOrder[]; say: Say }) {
  const { t } = say
  return (
    <Table
      label={t('orders.title')}
      columns={[
        { label: t('orders.number'), whole: true },
        { label: t('orders.date') },
        { label: t('orders.pieces'), desk: true },
        { label: t('orders.channel'), desk: true },
        { label: t('orders.total'), right: true },
      ]}
      rows={orders.map((order) => ({
        key: order.id,
        cells: [
          <a key="number" href={`/order/${order.number}`}>
            {order.number}
          </a>,
          say.date(order.placedAt),
          order.lines.map((line) => pieceWords(line, say)).join(', '),
          t(order.channel === 'till' ? 'orders.till' : 'orders.web'),
          <Amounts key="total" lines={amountsOf(order, say)} />,
        ],
      }))}
    />
  )
}

/** "Via 95 pump", or what of it came back: "Via 95 pump (returned)". */
const pieceWords = ({ productName: piece, returned: count }: OrderedLine, { t }: Say): string =>
  count > 0 ? t('orders.pieceReturned', { piece, count }) : piece

/** What was paid, then what of it points paid for and what came back. */
function amountsOf({ currency, total, pointsDiscount, returns }: PastOrder, { t, locale }: Say): string[] {
  const money = (amount: number) => formatMoney(amount, currency, locale)
  const refund = returns.reduce((sum, back) => sum + back.refund, 0)
  return [
    money(total),
    ...(pointsDiscount > 0 ? [t('orders.pointsUsed', { amount: money(pointsDiscount) })] : []),
    ...(refund > 0 ? [t('orders.returnedFor', { amount: money(refund) })] : []),
  ]
}

function Amounts({ lines }: { lines: readonly string[] }) {
  return lines.map((line, i) => (
    <p key={line} className={i === 0 ? undefined : 'text-muted'}>
      {line}
    </p>
  ))
}
