import { FactList } from '@/components/fact-list'
import type { Say } from '@/lib/experience/say'
import type { TimelineDay } from '@/lib/studio/customers/timeline-words'

/** What is on record of a person by day, newest first, a page of it. */
export function Timeline({
  days,
  newest,
  older,
  say: { t },
}: {
  days: readonly TimelineDay[]
  /** Addresses of the first page and of the next one, where there are any. */
  newest: string | null
  older: string | null
  say: Say
}) {
  return (
    <section className="part" aria-labelledby="timeline">
      <h2 id="timeline" className="display d28">
        {t('customers.timeline.title')}
      </h2>
      {days.length === 0 && <p className="text-muted">{t('customers.timeline.none')}</p>}
      {days.map((day) => (
        <div key={day.key} className="grid gap-2 pb-6">
          <h3 className="caption num font-medium">{day.title}</h3>
          <FactList
            items={day.facts.map(({ text, at, time, href }) => ({ text, href, at: time, dateTime: at.toISOString() }))}
          />
        </div>
      ))}
      {(newest || older) && (
        <nav className="flex gap-6" aria-label={t('customers.timeline.pages')}>
          {newest && (
            <a className="link alone caption" href={newest}>
              {t('customers.timeline.newest')}
            </a>
          )}
          {older && (
            <a className="link alone caption" href={older}>
              {t('customers.timeline.older')}
            </a>
          )}
        </nav>
      )}
    </section>
  )
}
