import { LineChart } from '@/components/line-chart'
import { TierCounts } from '@/components/studio/tier-counts'
import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { PLOT_HEIGHT } from '@/lib/studio/chart'
import { growthOf, tierCounts } from '@/lib/studio/members'
import type { ProgrammePage } from '@/lib/studio/page'

type MembersProps = { overview: ProgrammePage['overview']; programme: LoyaltyProgram; say: Say }

/** How many hold each tier now, and how they became so many. */
export function Members({ overview, programme, say }: MembersProps) {
  const { t, number } = say
  const growth = growthOf(programme, overview.series, say)
  return (
    <section>
      <h2 className="display d28 pb-4">{t('studio.members.title')}</h2>
      <TierCounts
        items={tierCounts(overview.report, say).map(({ name, accent, members }) => {
          return { name, metal: accent, count: number(members) }
        })}
      />
      <LineChart
        chart={growth.chart}
        height={PLOT_HEIGHT}
        label={growth.label}
        counts={growth.counts}
        ends={growth.ends}
      />
      <p className="caption pt-4 text-muted">{t('studio.members.note')}</p>
      <details className="numbers">
        <summary>
          {t('studio.members.numbers')}
          <span className="chev" />
        </summary>
        <Table
          label={t('studio.members.numbers')}
          columns={growth.head.map((label, i) => (i === 0 ? { label } : { label, right: true }))}
          rows={growth.rows}
        />
      </details>
    </section>
  )
}
