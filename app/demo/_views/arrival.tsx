import { Button } from '@/components/button'
import { SelectField } from '@/components/form'
import { setArrivalAction, startAfreshAction } from '@/lib/demo/actions'
import type { Say } from '@/lib/experience/say'
import { DELIVERY_COUNTRIES } from '@/lib/orders/countries'

/** Where the next visit comes from and in which country it is, and the way to begin as nobody. */
export function Arrival({ source, country, say }: { source: string | null; country: string; say: Say }) {
  const { t } = say
  return (
    <section className="grid gap-4">
      <h2 className="display d28">{t('demo.arrival')}</h2>
      <form action={setArrivalAction} className="grid gap-4">
        <SelectField
          id="source"
          name="source"
          label={t('demo.arrival.source')}
          defaultValue={source ?? ''}
          options={[
            { value: '', label: t('demo.arrival.none') },
            { value: 'facebook', label: t('source.facebook') },
            { value: 'instagram', label: t('source.instagram') },
          ]}
        />
        <SelectField
          id="country"
          name="country"
          label={t('demo.arrival.country')}
          defaultValue={country}
          options={DELIVERY_COUNTRIES.map((code) => ({ value: code, label: say.country(code) }))}
        />
        <Button line full>
          {t('demo.arrival.set')}
        </Button>
      </form>
      <form action={startAfreshAction}>
        <Button line full>
          {t('demo.afresh')}
        </Button>
      </form>
    </section>
  )
}
