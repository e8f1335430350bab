import { redirect } from 'next/navigation'
import { Button } from '@/components/button'
import { FactList } from '@/components/fact-list'
import { Figures } from '@/components/figures'
import { Notice } from '@/components/notice'
import { HeadingRow } from '@/components/page-head'
import { BenefitsTable } from '@/components/table'
import { TierHead } from '@/components/tier-head'
import { TierProgress } from '@/components/tier-progress'
import { valuesIn } from '@/lib/catalog/listing'
import { benefitMatrix, thresholdRow } from '@/lib/experience/benefits'
import { ownedOffer } from '@/lib/experience/hero'
import { tierHistory } from '@/lib/experience/history'
import { validityView } from '@/lib/experience/membership-view'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { tierWay } from '@/lib/experience/relationship'
import { standingView } from '@/lib/experience/standing-view'
import { confirmDetailsAction } from '@/lib/flows/actions'
import { membershipSaid } from '@/lib/flows/words'
import { Statement } from './statement'

export const generateMetadata = titled('footer.loyalty')

/** A member's own side of the programme; somebody who is no member is shown the programme. */
export default async function AccountLoyaltyPage({ searchParams }: PageProps<'/account/loyalty'>) {
  const [{ shopper }, params] = await Promise.all([readShopper(), searchParams])
  const { customer, say, standing, programme } = shopper
  const { t } = say
  const [saidCode] = valuesIn(params, 'said')
  const said = membershipSaid(saidCode, standing ? 'member' : 'other')
  if (!customer) redirect('/sign-in?next=/account/loyalty')
  const view = standingView(shopper)
  if (!standing || !view) redirect(said && saidCode ? `/loyalty?said=${saidCode}` : '/loyalty')

  const way = tierWay(shopper)
  const offer = ownedOffer(shopper)
  const validity = validityView(shopper)
  const { tier } = standing
  const confirm = validity?.confirm && (
    <form action={confirmDetailsAction}>
      <Button line>{t('validity.button')}</Button>
    </form>
  )
  return (
    <>
      {said && (
        <div className="pb-8">
          <Notice kind={said.kind} title={t(said.title)} />
        </div>
      )}
      {validity?.soon && (
        <div className="pb-12">
          <Notice kind="info" title={t('validity.soon')} text={validity.text}>
            <div className="pt-2">{confirm}</div>
          </Notice>
        </div>
      )}
      <TierHead metal={view.metal} label={t('loyalty.yours')} title={view.title} line={view.line} />
      <section className="part">
        {way ? (
          <div className="grid gap-4">
            <h2 className="display d28">{way.title}</h2>
            <TierProgress {...way.progress} />
          </div>
        ) : (
          tier && <p>{t('loyalty.top', { tier: tier.name })}</p>
        )}
        <Figures items={view.figures} />
        {view.keep && <p className="max-w-[68ch]">{view.keep}</p>}
        {offer && <p>{offer}</p>}
        <p className="caption max-w-[68ch] text-muted">{view.outlook}</p>
      </section>
      <section className="part">
        <HeadingRow title={t('loyalty.benefits')} />
        <BenefitsTable
          label={t('loyalty.benefits')}
          benefit={t('loyalty.benefit')}
          tiers={programme.tiers.map((one) => ({
            label: one.key === tier?.key ? t('loyalty.own', { tier: one.name }) : one.name,
            metal: one.accent,
            own: one.key === tier?.key,
          }))}
          rows={[thresholdRow(programme, say), ...benefitMatrix(programme, say)]}
        />
      </section>
      <Statement shopper={shopper} whole={valuesIn(params, 'statement')[0] === 'all'} />
      {validity && !validity.soon && (
        <section className="part">
          <HeadingRow title={t('loyalty.membership')} />
          <p className="max-w-[68ch]">{validity.text}</p>
          {confirm}
        </section>
      )}
      <section className="part">
        <HeadingRow title={t('loyalty.history')} />
        <FactList closed items={tierHistory(shopper)} />
        <p className="caption flex flex-wrap gap-x-6">
          <a className="link alone" href="/loyalty">
            {t('loyalty.terms')}
          </a>
          <a className="link alone" href="/account/loyalty/leave">
            {t('loyalty.leave')}
          </a>
        </p>
      </section>
    </>
  )
}
