import { LineChart } from '@/components/charts'
import { TierCounts } from '@/components/studio/tier-counts'
import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
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
      <LineChart caption={t('studio.members.note')} {...growth} />
    </section>
  )
}
