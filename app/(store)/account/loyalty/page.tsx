import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Figures } from '@/components/figures'
import { HeadingRow } from '@/components/page-head'
import { BenefitsTable, Table } from '@/components/table'
import { TierHead } from '@/components/tier-head'
import { TierProgress } from '@/components/tier-progress'
import { translator } from '@/lib/core/messages'
import { benefitMatrix } from '@/lib/experience/benefits'
import { ownedOffer } from '@/lib/experience/hero'
import { tierHistory } from '@/lib/experience/history'
import { readShopper } from '@/lib/experience/read-shopper'
import { tierWay } from '@/lib/experience/relationship'

export const metadata: Metadata = { title: translator('en-US')('footer.loyalty') }

/** A member's own side of the programme; somebody who is no member is shown the programme. */
export default async function AccountLoyaltyPage() {
  const { shopper } = await readShopper()
  const { customer, say, standing, programme } = shopper
  const { t, money } = say
  if (!customer) redirect('/sign-in?next=/account/loyalty')
  if (!standing) redirect('/loyalty')
  const way = tierWay(shopper)
  const offer = ownedOffer(shopper)
  const { tier, reached, changes } = standing
  const leaves = changes.find(({ kind }) => kind === 'purchase-leaves')
  return (
    <>
      <TierHead
        metal={tier?.accent ?? 'ink'}
        label={t('loyalty.yours')}
        title={tier?.name ?? t('loyalty.noTier')}
        line={reached ? t('loyalty.since', { date: say.date(reached.at) }) : undefined}
      />
      <section className="part">
        {way ? (
          <>
            <h2 className="display d28">{way.title}</h2>
            <TierProgress {...way.progress} />
          </>
        ) : (
          tier && <p>{t('loyalty.top', { tier: tier.name })}</p>
        )}
        <Figures
          items={[
            { figure: say.moneyShort(standing.qualifyingSpend), label: t('loyalty.figures.spend') },
            { figure: say.number(standing.points.active), label: t('loyalty.figures.points') },
            { figure: say.day(standing.memberSince), label: t('loyalty.figures.since') },
          ]}
        />
        {offer && <p>{offer}</p>}
        {leaves && (
          <p className="caption text-muted">
            {t('loyalty.leaves', { amount: money(-leaves.amount), date: say.date(leaves.at) })}
          </p>
        )}
      </section>
      <section className="part">
        <HeadingRow title={t('loyalty.benefits')}>
          <a className="link caption" href="/loyalty">
            {t('footer.programme')}
          </a>
        </HeadingRow>
        <BenefitsTable
          label={t('loyalty.benefits')}
          benefit={t('loyalty.benefit')}
          tiers={programme.tiers.map((one) => ({
            label: one.key === tier?.key ? t('loyalty.own', { tier: one.name }) : one.name,
            metal: one.accent,
            own: one.key === tier?.key,
          }))}
          rows={benefitMatrix(programme, say)}
        />
      </section>
      <section className="part">
        <HeadingRow title={t('loyalty.history')} />
        <Table
          label={t('loyalty.history')}
          columns={[
            { label: t('loyalty.history.date'), whole: true },
            { label: t('loyalty.history.change') },
            { label: t('loyalty.history.by'), right: true },
          ]}
          rows={tierHistory(standing, programme, say).map(({ date, change, by }, i) => ({
            key: String(i),
            cells: [date, change, by],
          }))}
        />
      </section>
    </>
  )
}
