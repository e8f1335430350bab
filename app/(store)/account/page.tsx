import { redirect } from 'next/navigation'
import { ButtonLink } from '@/components/button'
import { OfferBand } from '@/components/offer'
import { PageHead, HeadingRow } from '@/components/page-head'
import { TierProgress } from '@/components/tier-progress'
import { titled } from '@/lib/experience/page-words'
import { noteExposed } from '@/lib/experience/noting'
import { endedOffer, offerView } from '@/lib/experience/offer'
import { readShopper } from '@/lib/experience/read-shopper'
import { decideRelation } from '@/lib/experience/relational/decide'
import { tierWay } from '@/lib/experience/relationship'
import { OrdersTable } from '../_views/orders-table'
import { Promises, RelationView } from '../_views/relation'
import { Why } from '../_views/why'

export const generateMetadata = titled('account.title')

/** Orders that the overview lists. */
const LATEST = 5

export default async function AccountPage() {
  const asking = await readShopper()
  const { shopper } = asking
  const { customer, say, orders, standing } = shopper
  const { t } = say
  if (!customer) redirect('/sign-in?next=/account')
  const relation = decideRelation(shopper, 'account')
  const way = tierWay(shopper)
  // Where the relationship says the offer, no band says it again.
  const offer =
    relation.value.kind === 'relation' && relation.value.saysOffer ? null : offerView(shopper, 'account.offer')
  const ended = endedOffer(shopper)
  await noteExposed(asking, { shown: [relation, offer], would: (other) => [decideRelation(other, 'account')] })
  return (
    <>
      <PageHead title={customer.name} line={t('account.email', { email: customer.email })} />
      <section className="part">
        {relation.value.kind === 'relation' ? (
          <RelationView decision={relation} stacked />
        ) : (
          <>
            <HeadingRow title={standing?.tier ? standing.tier.name : t('home.loyalty.title')}>
              <a className="link caption" href={standing ? '/account/loyalty' : '/loyalty'}>
                {t(standing ? 'promise.loyalty.yours' : 'footer.programme')}
              </a>
            </HeadingRow>
            {/* The way itself says how far the next tier is. */}
            <Promises promises={relation.value.promises.filter(({ key }) => key !== 'loyalty' || !way)} />
            {way && (
              <>
                <p>{way.title}</p>
                <TierProgress {...way.progress} />
              </>
            )}
          </>
        )}
      </section>
      {(offer || ended) && (
        <section className="part">
          <HeadingRow title={t('offer.account')} />
          {offer && <OfferBand {...offer.value} inner why={<Why decision={offer} subject={offer.value.title} />} />}
          {ended && <p className="caption text-muted">{ended}</p>}
        </section>
      )}
      <section className="part">
        <HeadingRow title={t('orders.title')}>
          {orders.length > LATEST && (
            <a className="link caption" href="/account/orders">
              {t('account.allOrders')}
            </a>
          )}
        </HeadingRow>
        {orders.length > 0 ? (
          <OrdersTable orders={orders.slice(0, LATEST)} say={say} />
        ) : (
          <>
            <p className="text-muted">{t('orders.none.text')}</p>
            <p>
              <ButtonLink href="/c/dresses">{t('cart.empty.link')}</ButtonLink>
            </p>
          </>
        )}
      </section>
    </>
  )
}
