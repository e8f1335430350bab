import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { comingRows, DAYS_AHEAD } from '@/lib/studio/coming'
import type { ProgrammePage } from '@/lib/studio/page'

type ComingProps = { ahead: ProgrammePage['overview']['ahead']; programme: LoyaltyProgram; say: Say }

/** Whose tier changes soon by itself, and why. */
export function Coming({ ahead, programme, say }: ComingProps) {
  const { t } = say
  const rows = comingRows(ahead.changes, programme, say)
  const title = t('studio.coming.title', { days: DAYS_AHEAD })
  const more = ahead.count - rows.length
  return (
    <section className="part">
      <h2 className="display d28">{title}</h2>
      {rows.length > 0 ? (
        <Table
          label={title}
          columns={[
            { label: t('studio.coming.date'), whole: true },
            { label: t('studio.coming.member') },
            { label: t('studio.coming.changeHead') },
            { label: t('studio.coming.why'), desk: true },
          ]}
          rows={rows.map(({ key, date, member, change, why }) => {
            const both = (
              <div key="change">
                <p>{change}</p>
                <p className="under">{why}</p>
              </div>
            )
            return { key, cells: [date, member, both, why] }
          })}
        />
      ) : (
        <p className="text-muted">{t('studio.coming.none')}</p>
      )}
      {more > 0 && <p className="caption text-muted">{t('studio.coming.more', { count: more })}</p>}
    </section>
  )
}
