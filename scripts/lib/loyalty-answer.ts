import { domainClock } from '@/lib/core/clock'
import {
  AUDIENCE_COLUMNS,
  audienceLine,
  audienceObject,
  audienceText,
  csvLine,
  sortAudience,
} from '@/lib/loyalty/base/audience-list'
import { endOfDay, endOfDayOf } from '@/lib/loyalty/base/days'
import { hasBelow, tierNamed } from '@/lib/loyalty/base/place'
import { readAudience, readProgrammeAt, readReport } from '@/lib/loyalty/base/queries'
import type { AudienceMember } from '@/lib/loyalty/base/schema'
import { withSettings } from '@/lib/loyalty/base/settings'
import { reportObject, reportText } from '@/lib/loyalty/base/told'
import { isPresetName, PRESETS } from '@/lib/loyalty/presets'
import { ProgrammeRefused } from '@/lib/loyalty/programme'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { readWhatIf } from '@/lib/offers/what-if-queries'
import { whatIfObject, whatIfText } from '@/lib/offers/what-if-text'

/** What the command line asked for; the names are the options'. */
export type Asked = {
  program?: string
  'as-of'?: string
  set?: string[]
  'what-if'?: string[]
  audience?: string
  csv?: boolean
  json?: boolean
}

/** Where the answer goes: `print` what was asked for, `say` what else there is to know. */
export type Output = { print: (text: string) => Promise<void>; say: (line: string) => void }

/** Something asked for that cannot be; the message says what to do. */
export class NotPossible extends Error {}

/** Finds what contradicts itself before a database is opened. Throws `NotPossible`. */
export function checkAsked(asked: Asked): void {
  if (asked.program !== undefined && !isPresetName(asked.program)) {
    throw new NotPossible(`There is no programme "${asked.program}"; there are ${Object.keys(PRESETS).join(' and ')}.`)
  }
  if (asked['as-of'] !== undefined && !endOfDay(asked['as-of'], 'UTC')) {
    throw new NotPossible(`--as-of takes a day as in 2011-12-09, not "${asked['as-of']}".`)
  }
  if (asked.csv && asked.audience === undefined) throw new NotPossible('--csv lists an audience: add --audience TIER.')
  if (asked.csv && asked.json) throw new NotPossible('Choose one of --csv and --json.')
  if (asked.audience !== undefined && asked['what-if']) {
    throw new NotPossible('--audience lists who holds a tier: use --set instead of --what-if to try another setting.')
  }
}

/** Works out what was asked over the whole base of the database in force. Throws `NotPossible` with what to do. */
export async function answer(asked: Asked, { print, say }: Output): Promise<void> {
  checkAsked(asked)
  const { now } = await domainClock(0)
  const given = asked['as-of']
  const base = await programmeFor(asked, (given !== undefined && endOfDay(given, 'UTC')) || now, say)
  const programme = changed(base, '--set', asked.set ?? [])
  // Checked above, so there is always a day.
  const asOf = (given !== undefined && endOfDay(given, programme.timeZone)) || endOfDayOf(now, programme.timeZone)

  if (asked.audience !== undefined) return audience(programme, asOf, asked, print)
  const settings = asked['what-if'] ?? []
  if (settings.length > 0) {
    const other = changed(programme, '--what-if', settings)
    const programmes = { programme, changed: other, settings }
    const result = await readWhatIf({ programme, changed: other, asOf })
    return print(asked.json ? json(whatIfObject(programmes, result)) : framed(whatIfText(programmes, result)))
  }
  const report = await readReport(programme, asOf)
  if (report.members === 0)
    say('Nobody is a member as of then. Purchases come in with: npm run loyalty:import -- FILE.csv')
  return print(asked.json ? json(reportObject(programme, report)) : framed(reportText(programme, report)))
}

async function audience(programme: LoyaltyProgram, asOf: Date, asked: Asked, print: Output['print']): Promise<void> {
  const index = tierNamed(programme, asked.audience ?? '')
  if (index === null) {
    const names = [...(hasBelow(programme) ? ['none'] : []), ...programme.tiers.map(({ name }) => name)]
    throw new NotPossible(`There is no tier "${asked.audience}"; there are ${names.join(', ')}.`)
  }
  const members: AudienceMember[] = []
  for await (const some of readAudience(programme, index, asOf)) members.push(...some)
  const sorted = sortAudience(members)
  if (asked.json) return print(json(audienceObject(programme, { index, asOf }, sorted)))
  if (!asked.csv) return print(framed(audienceText(programme, asOf, sorted)))
  await print(`${csvLine(AUDIENCE_COLUMNS)}\r\n`)
  for (let i = 0; i < sorted.length; i += 1_000) {
    await print(
      sorted
        .slice(i, i + 1_000)
        .map((member) => `${audienceLine(programme, member)}\r\n`)
        .join(''),
    )
  }
}

/** The preset named, else the programme of this database at that moment, else the shop's own preset. */
async function programmeFor(asked: Asked, at: Date, say: Output['say']): Promise<LoyaltyProgram> {
  if (asked.program !== undefined && isPresetName(asked.program)) return PRESETS[asked.program]
  const inForce = await readProgrammeAt(at)
  if (!inForce) say(`This database has no programme of its own; "sorento" is used. Choose another with --program.`)
  return inForce ?? PRESETS.sorento
}

/** Throws `NotPossible` with each problem's path and reason. */
function changed(programme: LoyaltyProgram, option: string, settings: readonly string[]): LoyaltyProgram {
  try {
    return withSettings(programme, settings)
  } catch (error) {
    if (error instanceof ProgrammeRefused) {
      throw new NotPossible(`${option} ${settings.join(` ${option} `)}: ${error.message}.`)
    }
    throw error
  }
}

const json = (value: unknown) => `${JSON.stringify(value)}\n`
const framed = (text: string) => `\n${text}\n\n`
