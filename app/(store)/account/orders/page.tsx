import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageHead } from '@/components/page-head'
import { translator } from '@/lib/core/messages'
import { readShopper } from '@/lib/experience/read-shopper'
import { OrdersTable } from '../../_views/orders-table'

export const metadata: Metadata = { title: translator('en-US')('orders.title') }

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
