import type { Metadata } from 'next'
import { Button, ButtonLink } from '@/components/button'
import { Lines } from '@/components/product'
import { PageHead } from '@/components/page-head'
import { Tiers } from '@/components/tiers'
import { BenefitsTable } from '@/components/table'
import { translator } from '@/lib/core/messages'
import { benefitMatrix, tierSentence } from '@/lib/experience/benefits'
import { readShopper } from '@/lib/experience/read-shopper'
import { joinProgrammeAction } from '@/lib/flows/actions'

export const metadata: Metadata = { title: translator('en-US')('loyalty.title') }

/** The programme explained from its own data: change a threshold and every sentence follows. */
export default async function LoyaltyPage() {
  const { shopper } = await readShopper()
  const { say, programme, standing, customer } = shopper
  const { t, money } = say
  const [lowest] = programme.tiers
  const days = programme.window.kind === 'rolling' ? programme.window.days : 365
  return (
    <div className="wrap">
      <PageHead title={t('loyalty.title')} />
      <p className="max-w-[56ch]">{t('loyalty.intro', { days })}</p>
      <section className="part">
        <Tiers
          items={programme.tiers.map((tier) => ({
            name: tier.name,
            metal: tier.accent,
            from: t('loyalty.from', { amount: money(tier.threshold) }),
            gives: tierSentence(tier, shopper),
          }))}
        />
      </section>
      <section className="part">
        <h2 className="display d28">{t('loyalty.benefits')}</h2>
        <BenefitsTable
          label={t('loyalty.benefits')}
          benefit={t('loyalty.benefit')}
          tiers={programme.tiers.map((tier) => ({
            label: standing?.tier?.key === tier.key ? t('loyalty.own', { tier: tier.name }) : tier.name,
            metal: tier.accent,
            own: standing?.tier?.key === tier.key,
          }))}
          rows={benefitMatrix(programme, say)}
        />
      </section>
      <section className="part">
        <h2 className="display d28">{t('loyalty.rules')}</h2>
        <Lines
          items={[
            { text: t('loyalty.rule.amount') },
            { text: t('loyalty.rule.window', { days }) },
            { text: t('loyalty.rule.threshold') },
            { text: t('loyalty.rule.returns') },
            ...(lowest ? [{ text: t('loyalty.rule.join', { tier: lowest.name }) }] : []),
          ]}
        />
      </section>
      <section className="part pb-18">
        {standing ? (
          <p>
            <ButtonLink href="/account/loyalty">{t('promise.loyalty.yours')}</ButtonLink>
          </p>
        ) : (
          <>
            <h2 className="display d28">{t('loyalty.notMember.title')}</h2>
            {lowest && <p className="max-w-[56ch]">{t('loyalty.notMember.text', { tier: lowest.name })}</p>}
            {customer ? (
              <form action={joinProgrammeAction}>
                <Button>{t('loyalty.join')}</Button>
              </form>
            ) : (
              <p>
                <ButtonLink href="/sign-in?next=/loyalty">{t('loyalty.signInToJoin')}</ButtonLink>
              </p>
            )}
          </>
        )}
      </section>
    </div>
  )
}
