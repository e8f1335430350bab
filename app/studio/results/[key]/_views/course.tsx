import { LineChart } from '@/components/charts'
import type { MetricKey } from '@/lib/experiments/schema'
import type { Say } from '@/lib/experience/say'
import type { courseView } from '@/lib/studio/results/course-view'

type CourseProps = {
  charts: ReturnType<typeof courseView>
  /** Those that can be chosen, by address. */
  metrics: readonly MetricKey[]
  chosen: MetricKey
  path: string
  say: Say
}

/** A metric over time with the interval that may be looked at on each day. */
export function Course({ charts, metrics, chosen, path, say: { t } }: CourseProps) {
  return (
    <section className="part" id="course">
      <h2 className="display d28">{t('results.course.title')}</h2>
      <p className="max-w-[72ch]">{t('results.course.text')}</p>
      <nav aria-label={t('results.course.choose')} className="flex flex-wrap gap-x-6 gap-y-2">
        {metrics.map((metric) => (
          <a
            key={metric}
            className="link alone caption"
            href={`${path}?metric=${metric}#course`}
            aria-current={metric === chosen ? 'true' : undefined}
          >
            {t(`results.metric.${metric}`)}
          </a>
        ))}
      </nav>
      {charts.length === 0 && <p className="text-muted">{t('results.course.none')}</p>}
      {charts.map((chart) => (
        <LineChart key={chart.caption} {...chart} />
      ))}
    </section>
  )
}
