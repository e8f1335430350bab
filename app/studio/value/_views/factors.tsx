import { IntervalChart } from '@/components/charts'
import type { Say } from '@/lib/experience/say'
import { factorsView } from '@/lib/studio/value/factors-view'
import type { Factors as Found } from '@/lib/value/factors/schema'

/** What goes with spend, as far as the batch says it. */
export function Factors({ factors, say }: { factors: Found | null; say: Say }) {
  const { t } = say
  const view = factors && factorsView(factors, say)
  return (
    <section className="part" id="factors">
      <h2 className="display d28">{t('valueStudio.factors.title')}</h2>
      {view ? (
        <>
          <div className="grid max-w-[72ch] gap-2">
            <p>{view.intro}</p>
            <p>{view.cause}</p>
            <p className="caption text-muted">{view.judged}</p>
          </div>
          <div className="chart-pair">
            <IntervalChart {...view.ranks} />
            {view.means.rows.length > 0 && <IntervalChart {...view.means} />}
          </div>
        </>
      ) : (
        <p className="text-muted">{t('valueStudio.factors.missing')}</p>
      )}
    </section>
  )
}
