import 'server-only'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import { NoProgrammeInForce, programmeOfVersion } from '@/lib/loyalty/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { readFactors, writeFactors } from '../factors/queries'
import { fitBase } from './fit'
import { Gathered } from './gather'
import { baseValueOf } from './learn'
import { monthEnds, movementStart } from './moments'
import { readBase } from './read'
import { readValueSettings } from './settings'
import { writeRun } from './write'

/**
 * What a run came to. Seconds are spent waiting for the database, working, fitting, waiting for what is still missing of
 * the factors, and writing.
 */
export type ValueRun = {
  id: string
  asOf: Date
  customers: number
  active: number
  seconds: { read: number; fold: number; fit: number; factors: number; write: number }
}

/** How a run reaches the database. */
type Doors = {
  /** May be asked for one thing before it has answered another. */
  read: Sql
  /** Runs what it is given in one transaction: all of it or nothing. */
  within: (work: (sql: Sql) => Promise<void>) => Promise<void>
  /** Milliseconds of any clock that only runs; without one no time is told. */
  tick?: () => number
}

/** Long enough for a million customers. */
const PATIENCE_MS = 600_000

/**
 * The batch over the whole base as of a moment: folds everybody as a request folds one, fits the models, and writes what
 * it learned as a dated snapshot, which a request reads as one row. Facts later than `asOf` are invisible. The same
 * moment again replaces that snapshot; any number may run at once. Nothing else is changed, and memory grows by a few
 * hundred bytes a customer. Throws `NoProgrammeInForce` on a database that was never seeded.
 */
export function runValue(asOf: Date, tick?: () => number): Promise<ValueRun> {
  return runValueThrough(asOf, {
    read: (text, values) => db.$queryRawUnsafe(text, ...values),
    within: (work) =>
      db.$transaction((tx) => work((text, values) => tx.$queryRawUnsafe(text, ...values)), { timeout: PATIENCE_MS }),
    tick,
  })
}

/** The same over a connection of the caller's, who may have a transaction open: the seed has. */
export async function runValueThrough(asOf: Date, { read, within, tick = () => 0 }: Doors): Promise<ValueRun> {
  const programme = await programmeAt(read, asOf)
  const { timeZone } = programme
  const settings = await readValueSettings(read)
  const moments = [...monthEnds(asOf, timeZone), movementStart(asOf, timeZone)]
  const base = new Gathered({ programme, asOf, ...settings, moments })

  const began = tick()
  // Asked for first, so that PostgreSQL finds them while the base is folded here.
  const finding = readFactors(read, { asOf, currency: programme.currency })
  finding.catch(() => {}) // whoever waits for them hears of it
  let folding = 0
  for await (const customers of readBase(read, asOf)) {
    const arrived = tick()
    for (const customer of customers) base.add(customer)
    folding += tick() - arrived
  }
  const gathered = tick()
  const fitted = fitBase(base)
  const value = baseValueOf(base, fitted)
  const learned = tick()
  const factors = await finding
  const found = tick()
  const id = newId()
  await within(async (sql) => {
    await writeRun(sql, { id, base, value, fitted })
    await writeFactors(sql, asOf, factors)
  })
  const seconds = (ms: number): number => ms / 1_000
  return {
    ...{ id, asOf, customers: value.customers, active: value.active },
    seconds: {
      ...{ read: seconds(gathered - began - folding), fold: seconds(folding) },
      ...{ fit: seconds(learned - gathered), factors: seconds(found - learned), write: seconds(tick() - found) },
    },
  }
}

/** The programme in force then; before the first one, that one, as for whole-base reports. */
async function programmeAt(sql: Sql, asOf: Date): Promise<LoyaltyProgram> {
  const [version] = await sql<{ id: string; definition: unknown }>(
    `select id::text as id, definition from programme_version
     order by effective_from > $1::timestamptz,
       case when effective_from <= $1::timestamptz then effective_from end desc, effective_from, id desc limit 1`,
    [asOf.toISOString()],
  )
  if (!version) throw new NoProgrammeInForce(asOf)
  return programmeOfVersion(version)
}
