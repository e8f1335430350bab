import { notFound, redirect } from 'next/navigation'
import { LineInfo } from '@/components/cart-line/info'
import { ActionForm, FormSubmit } from '@/components/form'
import { PageHead } from '@/components/page-head'
import { productPicture } from '@/lib/catalog/pictures'
import { formatMoney } from '@/lib/core/money'
import { newId } from '@/lib/core/ids'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { returnPiecesAction } from '@/lib/flows/return-order-actions'
import { readUnits, unitsField } from '@/lib/flows/return-order-form'
import { orderWithProblem, variantOf } from '@/lib/flows/return-order-view'
import { returnEffect, reviewWords } from '@/lib/flows/return-order-words'
import { readOrder } from '@/lib/orders/queries'
import { planReturn, returnWindow } from '@/lib/orders/return-rules'

export const generateMetadata = titled('returns.review.title')

/** What a chosen return gives back and what it does to tier and points, before it is sent. */
export default async function ReturnPage({ params, searchParams }: PageProps<'/order/[number]/return'>) {
  const [{ shopper }, { number }, asked] = await Promise.all([readShopper(), params, searchParams])
  const { customer, say, now, programme } = shopper
  const { t } = say
  if (!customer) redirect(`/sign-in?next=/order/${encodeURIComponent(number)}`)
  const order = await readOrder({ number, customerId: customer.id })
  if (!order) notFound()

  const wanted = readUnits(asked, order.lines)
  if (!wanted) redirect(orderWithProblem(order, 'unknown'))
  // The order's own page says why nothing can be returned.
  if (returnWindow(order, now, programme.timeZone).whyNot) redirect(`/order/${order.number}`)
  const planned = planReturn(order, wanted)
  if (!planned.ok) redirect(orderWithProblem(order, planned.fault.code))
  const plan = planned.value
  const words = reviewWords(order, plan, returnEffect(shopper, { orderId: order.id, plan, now }), say)
  const money = (amount: number) => formatMoney(amount, order.currency, say.locale)
  return (
    <div className="wrap">
      <PageHead title={t('returns.review.title')} line={t('order.title', { number: order.number })} />
      <div className="cols pb-18">
        <ul className="grid content-start gap-6">
          {order.lines.map((line) => {
            const units = wanted.get(line.id) ?? 0
            const merchandise = plan.lines.find(({ orderLineId }) => orderLineId === line.id)?.merchandise
            return merchandise === undefined ? null : (
              <li key={line.id}>
                <LineInfo
                  picture={line.picture ? { ...productPicture(line.picture), alt: line.alt ?? '' } : undefined}
                  house={line.houseName}
                  name={line.productName}
                  variant={variantOf(line, shopper)}
                  price={money(merchandise)}
                  quantity={line.quantity > 1 ? t('checkout.pieces', { count: units }) : undefined}
                  size={96}
                />
              </li>
            )
          })}
        </ul>
        <div className="side">
          <section className="sum sticky-side grid gap-4">
            <h2 className="display d28">{t('returns.review.effect')}</h2>
            <div>
              {words.gives.map((line, i) => (
                <p key={line} className={i === 0 ? undefined : 'caption text-muted'}>
                  {line}
                </p>
              ))}
            </div>
            {words.does.map((line) => (
              <p key={line}>{line}</p>
            ))}
            <ActionForm action={returnPiecesAction}>
              <input type="hidden" name="number" value={order.number} />
              <input type="hidden" name="key" value={newId()} />
              <input type="hidden" name="shownRefund" value={plan.refund} />
              <input type="hidden" name="shownPoints" value={plan.pointsBack} />
              {order.lines.map(({ id }, position) => {
                const units = wanted.get(id)
                return units ? <input key={id} type="hidden" name={unitsField(position)} value={units} /> : null
              })}
              <FormSubmit
                label={
                  plan.refund > 0 ? t('returns.submit', { amount: money(plan.refund) }) : t('returns.submitNothing')
                }
                pending={t('form.pending')}
                full
              />
            </ActionForm>
            <p>
              <a className="link caption" href={`/order/${order.number}#return`}>
                {t('returns.review.back')}
              </a>
            </p>
          </section>
        </div>
      </div>
    </div>
  )
}
