import { LineChart } from '@/components/charts'
import { TierProgress } from '@/components/tier-progress'
import { standingView } from '@/lib/experience/standing-view'
import { tierWay } from '@/lib/experience/relationship'
import type { Shopper } from '@/lib/experience/schema'
import { nextView, scoreView } from '@/lib/studio/customers/score-view'
import { statsView } from '@/lib/studio/customers/stats-view'
import type { Minor } from '@/lib/core/money'
import type { CustomerValue } from '@/lib/value/schema'

/** A name and what it is, one below the other. */
const Pairs = ({ items }: { items: readonly { label: string; value: string | null }[] }) => (
  <dl className="pairs num">
    {items.map(
      ({ label, value }) =>
        value !== null && (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
    )}
  </dl>
)

/** The tier and the way to the next one. */
export function Standing({ shopper }: { shopper: Shopper }) {
  const { t } = shopper.say
  const view = standingView(shopper)
  const way = tierWay(shopper)
  return (
    <section className="part" aria-labelledby="standing">
      <h2 id="standing" className="display d28">
        {t('customers.standing.title')}
      </h2>
      {view ? (
        <div className={`${view.metal} grid gap-2`}>
          <p className="tierword label">{view.title}</p>
          {view.line && <p className="caption text-muted">{view.line}</p>}
          {view.keep && <p>{view.keep}</p>}
        </div>
      ) : (
        <p className="text-muted">{t('customers.standing.none')}</p>
      )}
      {way && (
        <div className="pt-6">
          <p>{way.title}</p>
          <TierProgress {...way.progress} />
        </div>
      )}
    </section>
  )
}

export function Stats({ shopper, value }: { shopper: Shopper; value: CustomerValue }) {
  const { say } = shopper
  return (
    <section className="part" aria-labelledby="stats">
      <h2 id="stats" className="display d28">
        {say.t('customers.stats.title')}
      </h2>
      <Pairs items={statsView(value.stats, say)} />
    </section>
  )
}

/** The score over ten weeks inside the average band. */
export function Score({ shopper, value }: { shopper: Shopper; value: CustomerValue }) {
  const { t } = shopper.say
  const { line, rank, ...chart } = scoreView(shopper, value)
  return (
    <section className="part" aria-labelledby="score">
      <h2 id="score" className="display d28">
        {t('customers.score.title')}
      </h2>
      <p>{line}</p>
      {rank && <p className="caption text-muted">{rank}</p>}
      <div className="pt-4">
        <LineChart {...chart} />
      </div>
    </section>
  )
}

/** What to expect in 90 days. */
export function Next({ shopper, value, worth }: { shopper: Shopper; value: CustomerValue; worth: Minor | null }) {
  const { say } = shopper
  const { t } = say
  const view = nextView(value, worth, say)
  return (
    <section className="part" aria-labelledby="next">
      <h2 id="next" className="display d28">
        {t('customers.next.title')}
      </h2>
      <p>{view.risk}</p>
      {view.purchases === null ? (
        <p className="caption text-muted">{t('customers.next.none')}</p>
      ) : (
        <Pairs
          items={[
            { label: t('customers.next.purchases'), value: view.purchases },
            { label: t('customers.next.value'), value: view.worth && `${view.worth} (${view.each})` },
          ]}
        />
      )}
    </section>
  )
}
