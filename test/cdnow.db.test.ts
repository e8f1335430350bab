import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endOfDay } from '@/lib/loyalty/base/days'
import { readReport } from '@/lib/loyalty/base/queries'
import { withSettings } from '@/lib/loyalty/base/settings'
import { reportObject } from '@/lib/loyalty/base/told'
import { classic } from '@/lib/loyalty/presets/classic'
import { runNode } from '../scripts/lib/processes.mjs'
import { emptyDatabase } from './database'

// The purchases of 23,570 customers of a record shop, 1997 and 1998, treated as zlotys and taken through the commands.

const { DATA_DIR } = process.env
const WITHOUT = 'no DATA_DIR'
const database = decodeURIComponent(new URL(process.env.DATABASE_URL ?? '').pathname.slice(1))
const MINUTES = 60_000

/** "customer date units dollars" in columns of blanks, as the till's CSV. */
function asCsv(master: string): string {
  const rows = master.split('\n').flatMap((line, i) => {
    const [customer, date = '', , dollars] = line.trim().split(/\s+/)
    if (!/^\d{8}$/.test(date)) return []
    const time = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T12:00:00Z`
    return [`cdnow-${i},${customer},${time},purchase,${dollars},PLN,web`]
  })
  return ['id,customer,time,kind,amount,currency,channel', ...rows].join('\n')
}

/** Runs a command on this worker's database and reads the one object on its standard output. */
async function command(file: string, ...args: string[]): Promise<unknown> {
  const { code, said } = await runNode([file, ...args, '--program', 'classic', '--database', database, '--json'], {
    onLine: () => {},
  })
  const object = said.split('\n').find((line) => line.startsWith('{'))
  if (code !== 0 || object === undefined) throw new Error(said)
  return JSON.parse(object)
}

describe.skipIf(!DATA_DIR)(`CDNOW under classic${DATA_DIR ? '' : `: ${WITHOUT}`}`, () => {
  let folder = ''
  let imported: unknown

  beforeAll(async () => {
    await emptyDatabase()
    folder = await mkdtemp(path.join(tmpdir(), 'sorento-cdnow-'))
    const file = path.join(folder, 'cdnow.csv')
    await writeFile(file, asCsv(readFileSync(path.join(DATA_DIR ?? '', 'cdnow/CDNOW_master.txt'), 'utf8')))
    imported = await command('scripts/loyalty-import.mjs', file)
  }, 5 * MINUTES)

  afterAll(async () => {
    await emptyDatabase()
    await rm(folder, { recursive: true, force: true })
  })

  it('takes every row', () => {
    expect(imported).toMatchObject({ rows: 69_659, created: 69_659, refused: 0, customersCreated: 23_570 })
  })

  it('counts the members of each tier at the end of its eighteen months', { timeout: 5 * MINUTES }, async () => {
    expect(await command('scripts/loyalty-report.mjs', '--as-of', '1998-06-30')).toEqual({
      asOf: '1998-06-30',
      members: 23_570,
      tiers: { White: 22_810, Green: 674, Silver: 66, Golden: 20 },
      qualifyingSpend: 106_935_650,
    })
  })

  // The figures are those of a count that goes day by day through each customer's purchases, apart from this code.
  it.each<[string, string[], number[], number]>([
    ['1997-07-15', [], [23_015, 523, 27, 5], 147_262_270],
    ['1998-01-15', [], [22_407, 1_054, 88, 21], 193_513_265],
    ['1999-01-10', [], [23_339, 210, 16, 5], 45_102_062],
    ['1998-01-15', ['hold.days=30'], [22_501, 973, 76, 20], 186_773_144],
    ['1998-03-31', ['hold.days=30'], [22_809, 686, 56, 19], 110_956_462],
    ['1998-06-30', ['cycle.months=12'], [22_326, 1_108, 104, 32], 106_935_650],
    ['1999-05-20', ['cycle.months=12'], [23_229, 307, 23, 11], 10_108_817],
    ['1998-06-30', ['hold.days=30', 'cycle.months=12'], [22_389, 1_063, 91, 27], 99_324_720],
    ['1998-06-30', ['cycle.months=3', 'cycle.graceDays=20'], [22_610, 858, 77, 25], 106_935_650],
  ])('counts them as of %s, with %j', { timeout: 5 * MINUTES }, async (day, settings, tiers, qualifyingSpend) => {
    const programme = withSettings(classic, settings)
    const report = await readReport(programme, endOfDay(day, 'UTC') ?? new Date(NaN))
    const [White, Green, Silver, Golden] = tiers
    expect(reportObject(programme, report)).toEqual({
      ...{ asOf: day, members: 23_570, tiers: { White, Green, Silver, Golden }, qualifyingSpend },
    })
  })
})
