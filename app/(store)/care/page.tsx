import { PageHead } from '@/components/page-head'
import { SHIPPING } from '@/lib/cart/shipping'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { RETURN_DAYS } from '@/lib/orders/return-rules'

export const generateMetadata = titled('care.title')

export default async function CarePage() {
  const { shopper } = await readShopper()
  const { t, money, list, country } = shopper.say
  const { fee, freeTo } = SHIPPING[shopper.programme.currency] ?? { fee: 0, freeTo: [] }
  const shipping = { countries: list(freeTo.map(country)), amount: money(fee) }
  const parts = [
    { id: 'shipping', title: t('care.shipping.title'), text: t('care.shipping.text', shipping) },
    { id: 'returns', title: t('care.returns.title'), text: t('care.returns.text', { days: RETURN_DAYS }) },
    { id: 'sizes', title: t('product.sizes'), text: t('product.sizesText') },
    { id: 'contact', title: t('care.contact.title'), text: t('care.contact.text') },
    { id: 'sources', title: t('care.sources.title'), text: t('footer.geo') },
  ]
  return (
    <div className="wrap pb-18">
      <PageHead title={t('care.title')} />
      {parts.map(({ id, title, text }) => (
        <section key={id} id={id} className="part">
          <h2 className="display d28">{title}</h2>
          <p className="max-w-[56ch]">{text}</p>
        </section>
      ))}
    </div>
  )
}
