import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import type { detailsView } from '@/lib/studio/results/effects-view'

/** Each metric: what it is about, what was found, both intervals, and what was known before. */
export function Details({ details, title }: { details: ReturnType<typeof detailsView>; title: string }) {
  return (
    <section className="part" id="metrics">
      <h2 className="display d28">{title}</h2>
      <div className="chart-pair">
        {details.map(({ key, title: name, about, decides, sentence, notes, table }) => (
          <section key={key}>
            <h3 className="font-medium">{name}</h3>
            <p className="caption text-muted">{about}</p>
            <p className="num">{sentence}</p>
            <Table {...table} />
            <div className="caption num grid gap-1 text-muted">
              {notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
              {decides && <p>{decides}</p>}
            </div>
          </section>
        ))}
      </div>
    </section>
  )
}

const ABOUT = ['fixed', 'sequential', 'relative', 'cuped'] as const

/** When to go by which interval. */
export function WhichInterval({ say: { t } }: { say: Say }) {
  return (
    <section className="part">
      <h2 className="display d28">{t('results.which.title')}</h2>
      <div className="grid max-w-[72ch] gap-4">
        {ABOUT.map((key) => (
          <p key={key}>{t(`results.which.${key}`)}</p>
        ))}
      </div>
    </section>
  )
}
