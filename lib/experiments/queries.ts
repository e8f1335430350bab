import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { readVersioned, type Versioned } from '@/lib/core/versioned'
import { db, type Transaction } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { visitorLock } from '@/lib/events/queries'
import { experimentSchema, holdoutShareOf, NO_EXPERIMENTS, type Experiments } from './schema'

const kept = globalThis as typeof globalThis & { sorentoExperiments?: Versioned<Experiments> }
const memory = (kept.sorentoExperiments ??= {})

/** The share that is held out of everything now. */
export const readHoldoutShare = async (): Promise<number> =>
  holdoutShareOf(await db.setting.findUnique({ where: { key: 'holdoutShare' } }))

/** An experiment that no longer fits its schema is left out and logged: everybody meets its slot as without it. */
async function load(): Promise<Experiments> {
  const [rows, holdout] = await Promise.all([
    db.experimentRow.findMany({ where: { status: 'live' }, orderBy: { key: 'asc' } }),
    readHoldoutShare(),
  ])
  const list = rows.flatMap(({ key, definition }) => {
    const parsed = experimentSchema.safeParse(definition)
    if (!parsed.success) logFault('experiments: one was left out', parsed.error, { key })
    return parsed.success ? [{ ...parsed.data, holdout }] : []
  })
  return { list, holdout }
}

/**
 * The live experiments at a version (the setting `editorialVersion`, which the caller has just read: a change of any
 * experiment or of the setting `holdoutShare` moves it). When the read fails the last good state is served and the fault
 * logged; without one nobody is in an experiment.
 */
export async function getExperiments(version: string): Promise<Experiments> {
  const told = (error: unknown, served: string | null) =>
    logFault('experiments not read; the last ones are served', error, { wanted: version, served })
  try {
    return await readVersioned(memory, version, load, told)
  } catch (error) {
    told(error, null)
    return NO_EXPERIMENTS
  }
}

/** One exposure to be written. `who`: the visitor, or the customer's own id where there is no browser. */
export type NewExposure = {
  experiment: string
  who: string
  customerId: string | null
  arm: string
  counterfactual: boolean
  at: Date
}

/**
 * Writes exposures, of each browser and arm the first one: what is known already stays as it is. Not for moved clocks, and
 * not for who may not be learned from: the caller knows.
 *
 * Written by themselves they wait, as facts do, while somebody decides whose their visitor is, or removes what it did. The
 * customer is held first, then the visitor, as by whoever removes: the row's foreign key would ask for the customer last,
 * and each would wait for the other.
 * @returns how many were new.
 */
export async function appendExposures(exposures: readonly NewExposure[], within: Transaction = db): Promise<number> {
  if (exposures.length === 0) return 0
  const visitors = within === db ? [...new Set(exposures.map(({ who }) => who))].sort() : []
  const customers = [...new Set(exposures.flatMap(({ customerId }) => customerId ?? []))]
  const rows = exposures.map(
    ({ experiment, who, customerId, arm, counterfactual, at }) =>
      Prisma.sql`(${experiment}, ${who}::uuid, ${customerId}::uuid, ${arm}, ${counterfactual}::boolean, ${at}::timestamptz)`,
  )
  return within.$executeRaw`
    with owners as materialized (
      select id from customer where id = any(${customers}::uuid[]) order by id for key share
    ), held as materialized (
      select count(pg_advisory_xact_lock_shared(hashtextextended(name, 0)))
      from (select count(*) from owners) first, unnest(${visitors.map(visitorLock)}::text[]) name)
    insert into experiment_exposure (experiment, who, customer_id, arm, counterfactual, at)
    select given.* from held, (values ${Prisma.join(rows)}) given on conflict do nothing`
}

/** Like `appendExposures`, for what a page must not fail for: a fault is logged, the shopper sees their page. */
export async function noteExposures(exposures: readonly NewExposure[]): Promise<void> {
  try {
    await appendExposures(exposures)
  } catch (error) {
    logFault('experiments: exposures were not written', error, {
      experiments: exposures.map(({ experiment }) => experiment).join(','),
    })
  }
}
