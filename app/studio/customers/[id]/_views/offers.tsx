import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import type { OffersView } from '@/lib/studio/customers/offers-view'

/** The offer on their pages with its reasons, the others with theirs, and every promise so far. */
export function Offers({ view, say: { t } }: { view: OffersView; say: Say }) {
  const { shown, others, grants } = view
  return (
    <section className="part" aria-labelledby="offers">
      <h2 id="offers" className="display d28">
        {t('customers.offers.title')}
      </h2>
      {shown ? (
        <div className="grid gap-2">
          <h3 className="caption font-medium">{t('customers.offers.shown')}</h3>
          <p>{`${shown.stage}: ${shown.gives}`}</p>
          <p className="caption text-muted">
            {t(shown.promised ? 'customers.offers.promised' : 'customers.offers.unpromised')}
          </p>
          {shown.reasons.length > 0 && (
            <>
              <h3 className="caption pt-2 font-medium">{t('customers.offers.because')}</h3>
              <ul>
                {shown.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      ) : (
        <p className="text-muted">{t('customers.offers.none')}</p>
      )}
      {grants.length > 0 && (
        <div className="pt-6">
          <h3 className="caption pb-2 font-medium">{t('customers.offers.grants')}</h3>
          <Table
            label={t('customers.offers.grants')}
            columns={[
              { label: t('customers.offers.benefit') },
              { label: t('customers.offers.at'), desk: true },
              { label: t('customers.offers.until') },
              { label: t('customers.offers.state'), right: true },
            ]}
            rows={grants.map(({ key, gives, at, until, state }) => ({ key, cells: [gives, at, until, state] }))}
          />
        </div>
      )}
      {others.length > 0 && (
        <details className="numbers">
          <summary>
            {t('customers.offers.others')}
            <span className="chev" />
          </summary>
          <Table
            label={t('customers.offers.others')}
            columns={[{ label: t('customers.offers.offer') }, { label: t('customers.offers.why') }]}
            rows={others.map(({ key, offer, why }) => ({ key, cells: [offer, why] }))}
          />
        </details>
      )}
    </section>
  )
}
