import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import type { VersionRow } from '@/lib/studio/versions'

/** What the programme was and will be, newest first. */
export function Versions({ rows, say }: { rows: readonly VersionRow[]; say: Say }) {
  const { t } = say
  const named = { past: null, present: 'studio.versions.present', planned: 'studio.versions.planned' } as const
  return (
    <section className="part pb-28" id="versions">
      <h2 className="display d28">{t('studio.versions.title')}</h2>
      <Table
        label={t('studio.versions.title')}
        columns={[
          { label: t('studio.versions.number'), whole: true },
          { label: t('studio.versions.from'), whole: true },
          { label: t('studio.versions.changes') },
        ]}
        rows={rows.map(({ number, from, state, changes }) => {
          const words = named[state]
          const list = (
            <ul key="changes">
              {changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          )
          return { key: String(number), cells: [words ? t(words, { number }) : String(number), from, list] }
        })}
      />
    </section>
  )
}
