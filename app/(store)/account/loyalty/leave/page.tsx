import { redirect } from 'next/navigation'
import { Button, ButtonLink } from '@/components/button'
import { PageHead } from '@/components/page-head'
import { Lines } from '@/components/product'
import { leavingView } from '@/lib/experience/membership-view'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { leaveProgrammeAction } from '@/lib/flows/actions'

export const generateMetadata = titled('leave.title')

/** What leaving means, told before it is done. */
export default async function LeavePage() {
  const { shopper } = await readShopper()
  const { t } = shopper.say
  if (!shopper.customer) redirect('/sign-in?next=/account/loyalty/leave')
  const view = leavingView(shopper)
  if (!view) redirect('/loyalty')
  return (
    <>
      <PageHead title={t('leave.title')} />
      <p className="max-w-[56ch]">{t('leave.text')}</p>
      <section className="part">
        <h2 className="display d28">{t('leave.ends')}</h2>
        <Lines items={view.ends.map((text) => ({ text }))} />
      </section>
      <section className="part">
        <h2 className="display d28">{t('leave.restores')}</h2>
        <Lines items={view.restores.map((text) => ({ text }))} />
      </section>
      <div className="part flex flex-wrap gap-4">
        <form action={leaveProgrammeAction}>
          <Button line>{t('leave.button')}</Button>
        </form>
        <ButtonLink href="/account/loyalty">{t('leave.stay')}</ButtonLink>
      </div>
    </>
  )
}
