import { Button } from '@/components/button'
import { PageHead } from '@/components/page-head'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { personalisationAction } from '@/lib/flows/actions'
import { resetLearnedAction } from '@/lib/flows/data-actions'

export const generateMetadata = titled('personalisation.title')

/** The switch, for everybody: signed in it holds on every device, signed out for this browser. */
export default async function PersonalisationPage() {
  const { shopper } = await readShopper()
  const { say, allowed, customer, consentOpen } = shopper
  const { t } = say
  return (
    <>
      <PageHead title={t('personalisation.title')} />
      <section className="part">
        <h2 className="display d28">{t(allowed ? 'personalisation.on' : 'personalisation.off')}</h2>
        <p className="max-w-[56ch]">{t(allowed ? 'personalisation.onText' : 'personalisation.offText')}</p>
        {!customer && <p className="caption text-muted">{t('personalisation.signedOut')}</p>}
        <form action={personalisationAction} className="flex flex-wrap gap-4">
          <input type="hidden" name="choice" value={allowed ? 'off' : 'on'} />
          <Button>{t(allowed ? 'personalisation.turnOff' : 'personalisation.turnOn')}</Button>
          {allowed && (
            <Button line name="forget" value="1">
              {t('personalisation.turnOffForget')}
            </Button>
          )}
        </form>
      </section>
      {/* Of who was not asked yet nothing was learned. */}
      {!allowed && !consentOpen && (
        <section className="part">
          <p className="max-w-[56ch]">{t('personalisation.forget')}</p>
          <form action={resetLearnedAction}>
            <Button line>{t('personalisation.forgetButton')}</Button>
          </form>
        </section>
      )}
    </>
  )
}
