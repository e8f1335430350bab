import { Button, ButtonLink } from '@/components/button'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { resetLearnedAction } from '@/lib/flows/data-actions'
import { readDevices } from '@/lib/flows/data-devices'
import { dataSaid } from '@/lib/flows/data-words'
import { Devices } from './_views/devices'

export const generateMetadata = titled('data.title')

/** What is kept of whoever asks, and how they take it back: a customer's everywhere, signed out this browser's. */
export default async function DataPage({ searchParams }: PageProps<'/account/data'>) {
  const [{ shopper, linked }, params] = await Promise.all([readShopper(), searchParams])
  const { customer, say, visitorId } = shopper
  const { t } = say
  const notice = dataSaid(valuesIn(params, 'said')[0], customer ? 'customer' : 'stranger')
  const devices = customer ? await readDevices({ customerId: customer.id, visitorId }) : null
  return (
    <>
      {notice && (
        <Notice kind={notice.kind} title={t(notice.title)} {...(notice.text ? { text: t(notice.text) } : {})} />
      )}
      <PageHead title={t('data.title')} />
      <p className="max-w-[56ch]">{t(customer ? 'data.line' : 'data.lineSignedOut')}</p>
      <section className="part">
        <h2 className="display d28">{t('data.export.title')}</h2>
        <p className="max-w-[56ch]">{t(customer ? 'data.export.text' : 'data.export.textSignedOut')}</p>
        <p>
          <ButtonLink line href="/account/data/export" download>
            {t('data.export.button')}
          </ButtonLink>
        </p>
      </section>
      {devices && (
        <section className="part">
          <h2 className="display d28">{t('data.devices.title')}</h2>
          <p className="max-w-[56ch]">{t('data.devices.text')}</p>
          {devices.length > 0 ? <Devices devices={devices} say={say} /> : <p>{t('data.devices.none')}</p>}
        </section>
      )}
      {(linked || customer) && (
        <section className="part" id="forget">
          <h2 className="display d28">{t('data.reset.title')}</h2>
          <p className="max-w-[56ch]">{t(customer ? 'data.reset.text' : 'data.reset.textSignedOut')}</p>
          <form action={resetLearnedAction} className="grid gap-4 justify-items-start">
            <label className="opt max-w-[56ch] border-t-0">
              <input type="checkbox" name="said" value="1" />
              <span>{t('data.reset.said')}</span>
            </label>
            <Button line>{t('data.reset.button')}</Button>
          </form>
        </section>
      )}
      {customer?.role === 'customer' && (
        <section className="part">
          <h2 className="display d28">{t('data.erase.title')}</h2>
          <p className="max-w-[56ch]">{t('data.erase.text')}</p>
          <p>
            <ButtonLink line href="/account/data/erase">
              {t('data.erase.link')}
            </ButtonLink>
          </p>
        </section>
      )}
    </>
  )
}
