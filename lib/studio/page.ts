import 'server-only'
import { MS_PER_DAY } from '@/lib/core/days'
import { ok, type Result } from '@/lib/core/result'
import { sayIn } from '@/lib/experience/say'
import { readOverview, type BaseOverview } from '@/lib/loyalty/base/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import type { WhatIf } from '@/lib/offers/what-if'
import { readWhatIf } from '@/lib/offers/what-if-queries'
import { DAYS_AHEAD, LISTED } from './coming'
import { MONTHS } from './members'
import { monthEnds } from './months'
import { readVersions, versionAt } from './queries'
import { tried, type Tried } from './tried'
import type { Version } from './versions'

export type Asked = { setting: string; value: string }

export type ProgrammePage = {
  /** All versions, and the one in force with its programme. */
  versions: Version[]
  present: Version
  programme: LoyaltyProgram
  overview: BaseOverview
  /** What was asked, and what would be, or why that cannot be worked out, in words. Null where nothing was asked. */
  asked: Asked | null
  answer: Result<{ compared: WhatIf; change: string }, string> | null
}

/** All that the programme's page shows, as of `now`. Throws `NoProgrammeInForce` on a database that was never seeded. */
export async function readProgrammePage(input: {
  now: Date
  locale: string
  asked: Asked | null
}): Promise<ProgrammePage> {
  const { now, locale, asked } = input
  const versions = await readVersions()
  const present = versionAt(versions, now)
  const { programme } = present
  const say = sayIn(locale, programme.currency, programme.timeZone)
  const change = asked && tried(programme, asked, say)
  const [overview, compared] = await Promise.all([
    readOverview({
      programme,
      asOf: now,
      moments: monthEnds(now, programme.timeZone, MONTHS),
      until: new Date(now.getTime() + DAYS_AHEAD * MS_PER_DAY),
      limit: LISTED,
    }),
    change?.ok ? readWhatIf({ programme, changed: change.value.programme, asOf: now }) : null,
  ])
  const answer = answerOf(change, compared)
  return { versions, present, programme, overview, asked, answer }
}

function answerOf(change: Result<Tried, string> | null, compared: WhatIf | null): ProgrammePage['answer'] {
  if (!change?.ok) return change
  return compared && ok({ change: change.value.change, compared })
}
