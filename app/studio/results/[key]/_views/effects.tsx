import { IntervalChart } from '@/components/charts'
import type { Say } from '@/lib/experience/say'
import type { effectsView } from '@/lib/studio/results/effects-view'

/** The effects with their intervals drawn; not while the arms are not as large as they should be. */
export function Effects({ view, say: { t } }: { view: ReturnType<typeof effectsView>; say: Say }) {
  return (
    <section className="part" id="effects">
      <h2 className="display d28">{t('results.effects.title')}</h2>
      {view.drawn === null ? (
        <p className="max-w-[72ch] text-muted">{t('results.effects.hidden')}</p>
      ) : (
        <>
          <p className="caption max-w-[72ch] text-muted">{view.drawn}</p>
          <div className="grid gap-12">
            {view.charts.map((chart) => (
              <IntervalChart key={chart.caption} {...chart} />
            ))}
          </div>
        </>
      )}
    </section>
  )
}
