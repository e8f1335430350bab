import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import type { PastOrder } from '@/lib/orders/schema'

/** Orders as a hairline table, newest first. */
export function OrdersTable({ orders, say }: { orders: readonly PastOrder[]; say: Say }) {
  const { t, money } = say
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
          order.lines.map((line) => line.productName).join(', '),
          t(order.channel === 'till' ? 'orders.till' : 'orders.web'),
          money(order.total),
        ],
      }))}
    />
  )
}
