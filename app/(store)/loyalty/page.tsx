import { Button, ButtonLink } from '@/components/button'
import { Notice } from '@/components/notice'
import { Lines } from '@/components/product'
import { PageHead } from '@/components/page-head'
import { Tiers } from '@/components/tiers'
import { BenefitsTable } from '@/components/table'
import { valuesIn } from '@/lib/catalog/listing'
import { benefitMatrix, tierFrom, tierSentence } from '@/lib/experience/benefits'
import { leftView } from '@/lib/experience/membership-view'
import { titled } from '@/lib/experience/page-words'
import { joiningLines, programmeTerms } from '@/lib/experience/programme-words'
import { readShopper } from '@/lib/experience/read-shopper'
import type { Shopper } from '@/lib/experience/schema'
import { joinProgrammeAction } from '@/lib/flows/actions'
import { membershipSaid } from '@/lib/flows/words'

export const generateMetadata = titled('loyalty.title')

/** The programme explained from its own data: change a threshold and every sentence follows. */
export default async function LoyaltyPage({ searchParams }: PageProps<'/loyalty'>) {
  const [{ shopper }, params] = await Promise.all([readShopper(), searchParams])
  const { say, programme, standing, customer } = shopper
  const { t } = say
  const said = membershipSaid(valuesIn(params, 'said')[0], standing ? 'member' : customer ? 'other' : 'stranger')
  // The table above says what each tier gives.
  const terms = programmeTerms(programme, say).filter(({ key }) => key !== 'tiers')
  return (
    <div className="wrap">
      {said && (
        <div className="pt-8">
          <Notice kind={said.kind} title={t(said.title)} />
        </div>
      )}
      <PageHead title={t('loyalty.title')} />
      <p className="max-w-[56ch]">{t('loyalty.intro')}</p>
      <section className="part">
        <Tiers
          items={programme.tiers.map((tier) => ({
            name: tier.name,
            metal: tier.accent,
            from: tierFrom(tier, say),
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
      {terms.map(({ key, title, lines }) => (
        <section key={key} className="part" id={key}>
          <h2 className="display d28">{title}</h2>
          <Lines items={lines.map((text) => ({ text }))} />
        </section>
      ))}
      <section className="part pb-18">
        {standing ? (
          <p>
            <ButtonLink href="/account/loyalty">{t('promise.loyalty.yours')}</ButtonLink>
          </p>
        ) : (
          <Joining shopper={shopper} />
        )}
      </section>
    </div>
  )
}

/** How somebody who is no member becomes one, or what coming back restores for who was one. */
function Joining({ shopper }: { shopper: Shopper }) {
  const { say, programme, customer } = shopper
  const { t } = say
  const left = leftView(shopper)
  if (left) {
    return (
      <>
        <h2 className="display d28">{left.title}</h2>
        <Lines items={left.restores.map((text) => ({ text }))} />
        <form action={joinProgrammeAction}>
          <Button>{t('left.join')}</Button>
        </form>
      </>
    )
  }
  const ask = customer ? (
    <form action={joinProgrammeAction}>
      <Button>{t('loyalty.join')}</Button>
    </form>
  ) : (
    <p>
      <ButtonLink href="/sign-in?next=/loyalty">{t('loyalty.signInToJoin')}</ButtonLink>
    </p>
  )
  return (
    <>
      <h2 className="display d28">{t('loyalty.notMember.title')}</h2>
      <p className="max-w-[56ch]">{joiningLines(programme, say).join(' ')}</p>
      {programme.joining.byRequest && ask}
    </>
  )
}
