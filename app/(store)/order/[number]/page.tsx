import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { ButtonLink } from '@/components/button'
import { LineInfo } from '@/components/cart-line/info'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { ReturnForm } from '@/components/return-form'
import { Summary } from '@/components/summary'
import { Table } from '@/components/table'
import { TierHead } from '@/components/tier-head'
import { TierProgress } from '@/components/tier-progress'
import { valuesIn } from '@/lib/catalog/listing'
import { productPicture } from '@/lib/catalog/pictures'
import { benefitLines } from '@/lib/experience/benefits'
import { noteExposed } from '@/lib/experience/noting'
import { orderView } from '@/lib/experience/order'
import { readShopper } from '@/lib/experience/read-shopper'
import { decideRelation } from '@/lib/experience/relational/decide'
import { tierWay } from '@/lib/experience/relationship'
import { doneWords, returnOffer, returnProblem, returnRows } from '@/lib/flows/return-order-view'
import { fallWords } from '@/lib/flows/return-order-words'
import { readOrder } from '@/lib/orders/queries'
import { RESERVED_FOR_MS } from '@/lib/orders/settle'
import { Promises, RelationView } from '../../_views/relation'

type Props = PageProps<'/order/[number]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ shopper }, { number }] = await Promise.all([readShopper(), params])
  return { title: shopper.say.t('order.title', { number: number.slice(0, 20) }) }
}

/** An order: its confirmation when it has just been placed, the same page ever after. Only its buyer can read it. */
export default async function OrderPage({ params, searchParams }: Props) {
  const [asking, { number }, asked] = await Promise.all([readShopper(), params, searchParams])
  const { shopper, request } = asking
  const { customer, say, standing } = shopper
  const { t } = say
  if (!customer) redirect(`/sign-in?next=/order/${encodeURIComponent(number)}`)
  const found = await readOrder({ number, customerId: customer.id })
  if (!found) notFound()
  // Staff who see the shop as this customer need not know where they live, nor how they paid.
  const order = request.viewing ? { ...found, address: null, last4: null } : found

  const view = orderView(order, shopper)
  const way = tierWay(shopper)
  const { tier } = view
  const done = doneWords(order, valuesIn(asked, 'returned')[0], shopper)
  // What the two are to each other belongs to the confirmation, not to an order looked up later.
  const relation = view.fresh && !done ? decideRelation(shopper, 'order', order) : null
  if (relation) {
    await noteExposed(asking, { shown: [relation], would: (other) => [decideRelation(other, 'order', order)] })
  }
  const offer = returnOffer(order, shopper)
  const problem = returnProblem(valuesIn(asked, 'problem')[0])
  const fall = fallWords(shopper, order.returns)
  const returns = returnRows(order, shopper)
  const givesPoints = returns.some(({ points }) => points !== '')
  return (
    <div className="wrap">
      <PageHead title={view.title} line={t('order.placed', { date: say.date(order.placedAt) })} />
      {order.status === 'reserved' && (
        <Notice kind="info" title={t('confirmation.unresolved', { minutes: RESERVED_FOR_MS / 60_000 })} />
      )}
      {order.status === 'released' && <Notice kind="error" title={t('confirmation.released')} />}
      {done && (
        <Notice kind="success" title={done[0] ?? ''} text={done[1]}>
          {fall && <p>{fall}</p>}
        </Notice>
      )}
      {order.status === 'confirmed' && !done && <p className="max-w-[56ch]">{view.text}</p>}
      {view.extras && <p className="max-w-[56ch] pt-2">{t('offer.cart.with', { gives: view.extras })}</p>}
      {fall && !done && <p className="max-w-[56ch] pt-2">{fall}</p>}
      <div className="cols pt-12">
        <div className="grid content-start gap-12">
          {tier && (
            <section className="grid gap-6">
              <TierHead
                metal={tier.accent}
                label={t('loyalty.yours')}
                title={t('confirmation.tier', { tier: tier.name })}
                heading="h2"
                reached
              />
              <div className="grid gap-2">
                <p className="text-muted">{t('confirmation.tierText', { tier: tier.name })}</p>
                <ul className="grid gap-1">
                  {benefitLines(tier, shopper).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </div>
              {way && standing && (
                <div className="grid gap-2">
                  <p>{way.title}</p>
                  <TierProgress {...way.progress} />
                </div>
              )}
            </section>
          )}
          <ul className="grid gap-6">
            {view.lines.map(({ id, picture, ...line }) => (
              <li key={id}>
                <LineInfo
                  {...line}
                  picture={picture ? { ...productPicture(picture.path), alt: picture.alt } : undefined}
                  size={96}
                />
              </li>
            ))}
          </ul>
          {returns.length > 0 && (
            <section className="grid gap-4">
              <h2 className="font-medium">{t('returns.list')}</h2>
              <Table
                label={t('returns.list')}
                columns={[
                  { label: t('returns.list.date'), whole: true },
                  { label: t('returns.list.pieces') },
                  ...(givesPoints ? [{ label: t('returns.list.points'), right: true }] : []),
                  { label: t('returns.list.refund'), right: true },
                ]}
                rows={returns.map(({ id, date, pieces, points, refund }) => ({
                  key: id,
                  cells: [date, pieces, ...(givesPoints ? [points] : []), refund],
                }))}
              />
            </section>
          )}
          {offer && (
            <section className="grid gap-4" id="return">
              <h2 className="font-medium">{offer.title}</h2>
              <p className="text-muted">{offer.text}</p>
              {problem && <Notice kind="error" title={t(problem)} />}
              {offer.lines.length > 0 && (
                <ReturnForm
                  action={`/order/${order.number}/return`}
                  legend={t('returns.choose')}
                  lines={offer.lines}
                  none={t('returns.keep')}
                  submit={t('returns.review')}
                />
              )}
            </section>
          )}
          {view.address && (
            <section className="grid gap-2">
              <h2 className="font-medium">{t('order.shippedTo')}</h2>
              <address className="not-italic">
                {view.address.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </address>
              {order.total === 0 && order.pointsUsed > 0 ? (
                <p className="caption text-muted">{t('order.paymentPoints')}</p>
              ) : (
                order.last4 && <p className="caption text-muted">{t('order.payment', { last4: order.last4 })}</p>
              )}
            </section>
          )}
        </div>
        <div className="side">
          <Summary title={t('cart.summary')} {...view.summary}>
            <div className="grid gap-2 pt-4">
              <ButtonLink full href="/">
                {t('confirmation.continue')}
              </ButtonLink>
              <ButtonLink full line href="/account">
                {t('confirmation.account')}
              </ButtonLink>
            </div>
          </Summary>
        </div>
      </div>
      {relation && (
        <section className="part">
          {relation.value.kind === 'relation' ? (
            <RelationView decision={relation} without={tier ? ['tier', 'next'] : []} />
          ) : (
            <Promises promises={relation.value.promises.filter(({ key }) => key !== 'loyalty' || !tier)} />
          )}
        </section>
      )}
    </div>
  )
}
