import { redirect } from 'next/navigation'
import { PageHead } from '@/components/page-head'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { OrdersTable } from '../../_views/orders-table'

export const generateMetadata = titled('orders.title')

export default async function OrdersPage() {
  const { shopper } = await readShopper()
  const { customer, say, orders } = shopper
  if (!customer) redirect('/sign-in?next=/account/orders')
  return (
    <>
      <PageHead title={say.t('orders.title')} />
      {orders.length > 0 ? (
        <OrdersTable orders={orders} say={say} />
      ) : (
        <p className="text-muted">{say.t('orders.none.text')}</p>
      )}
    </>
  )
}
