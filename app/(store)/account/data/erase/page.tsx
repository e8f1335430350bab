import { redirect } from 'next/navigation'
import { ActionForm, FormSubmit, FormText } from '@/components/form'
import { PageHead } from '@/components/page-head'
import { Lines } from '@/components/product'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import type { Shopper } from '@/lib/experience/schema'
import { eraseAccountAction } from '@/lib/flows/data-actions'

export const generateMetadata = titled('data.erase.title')

/** What goes with the account, in words that are true of this customer. */
function goes({ say, standing, programme }: Shopper): string[] {
  const { t } = say
  const { tier, points } = standing ?? {}
  const left = points && programme.points ? points.active + points.pending : 0
  return [
    t('data.erase.goes.profile'),
    t('data.erase.goes.learned'),
    t('data.erase.goes.reviews'),
    ...(tier ? [t('data.erase.goes.tier', { tier: tier.name })] : standing ? [t('data.erase.goes.member')] : []),
    ...(left > 0 ? [t('data.erase.goes.points', { points: left })] : []),
    t('data.erase.goes.sessions'),
  ]
}

/** What erasing means, told before it is done; the password is asked again. */
export default async function ErasePage() {
  const { shopper } = await readShopper()
  const { customer, say } = shopper
  const { t } = say
  if (!customer) redirect('/sign-in?next=/account/data/erase')
  if (customer.role === 'staff') redirect('/account/data')
  return (
    <>
      <PageHead title={t('data.erase.title')} />
      <p className="max-w-[56ch]">{t('data.erase.text')}</p>
      <section className="part">
        <h2 className="display d28">{t('data.erase.goes')}</h2>
        <Lines items={goes(shopper).map((text) => ({ text }))} />
      </section>
      <section className="part">
        <h2 className="display d28">{t('data.erase.stays')}</h2>
        <Lines items={[t('data.erase.stays.orders'), t('data.erase.stays.refunds')].map((text) => ({ text }))} />
      </section>
      <section className="part max-w-[56ch]">
        <p>{t('data.erase.final')}</p>
        <ActionForm action={eraseAccountAction}>
          <FormText
            name="password"
            type="password"
            label={t('field.password')}
            autoComplete="current-password"
            required
          />
          <FormSubmit label={t('data.erase.submit')} pending={t('form.pending')} />
        </ActionForm>
        <p className="flex flex-wrap gap-x-6">
          <a className="link alone" href="/account/data">
            {t('data.erase.keep')}
          </a>
          <a className="link alone" href="/account/data/export" download>
            {t('data.erase.again')}
          </a>
        </p>
      </section>
    </>
  )
}
