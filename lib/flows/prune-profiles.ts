import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { MS_PER_DAY } from '@/lib/core/days'
import { db } from '@/lib/core/db'
import { kindIn, kindNotIn } from '@/lib/events/said'
import { CONTRIBUTED } from '@/lib/events/schema'
import { LONGEST_WINDOW_DAYS } from '@/lib/experiments/schema'
import { PROJECTIONS } from '@/lib/ranking/weights'
import { PAID, removeFacts } from './data-hold'
import { readProfileDays } from './profile-days'

/** Days without a visit after which a stranger's wishes and opinions are nobody's. A visitor's cookie lasts as long. */
export const STRANGER_DAYS = 365

/**
 * Days after which no cookie holds the number of a browser any more whose customer was erased: a cookie's year, the
 * session that may still have renewed it, and the month of which only the beginning is kept.
 */
const FORGOTTEN_DAYS = 365 + 31 + 31

/** Numbers of the log that one transaction looks at. */
const STRETCH = 20_000

/** Where the last run is recorded. */
const RECORD = 'profilesPruned'

export type Pruned = {
  /** Observed behaviour, and the moment before which it went. */
  behaviour: number
  before: Date
  /** What strangers had said who did not come back. */
  said: number
  /** To which experiments strangers had been exposed who did not come back. */
  exposures: number
}

/** Days for which behaviour is needed: for profiles, as the settings say, and for what everybody chooses. */
async function behaviourDays(): Promise<number> {
  const { customer, visitor } = await readProfileDays()
  return Math.max(customer, visitor, PROJECTIONS.behaviourDays)
}

/** That this visitor never was a customer's, or was not them. */
const ofStranger = (visitor: 'e.visitor_id' | 'event.visitor_id' | 'x.who') => Prisma.sql`not exists (
  select 1 from visitor_link l where l.visitor_id = ${Prisma.raw(visitor)} and l.undone_at is null)`

/** That a fact is the last of a stranger who said something: by it their year is counted. */
const lastSight = Prisma.sql`visitor_id is not null and ${ofStranger('event.visitor_id')}
  and exists (select 1 from event s where s.visitor_id = event.visitor_id and s.${kindIn(CONTRIBUTED)})
  and not exists (select 1 from event newer where newer.visitor_id = event.visitor_id and newer.at > event.at)`

/**
 * Deletes from the log what nobody needs any more: behaviour older than the longest time for which anything reads it, and
 * what visitors who were never a customer's, or of whom a customer said that it was not them, had said, a year after
 * their last visit. Until then the last observation of them stays, for it says when that was. Purchases and returns stay,
 * for orders do; what customers said stays until they take it back. To which experiments strangers were exposed goes
 * likewise, when no window that began there is still running.
 *
 * In short transactions along the log, so that the shop goes on meanwhile. Stopped and begun again it comes to the same;
 * begun twice at once, too.
 * @param told after each stretch, with how far it is (0 to 1)
 */
export async function pruneProfiles(now: Date, told: (part: number) => void = () => {}): Promise<Pruned> {
  const before = new Date(now.getTime() - (await behaviourDays()) * MS_PER_DAY)
  const lastVisit = new Date(now.getTime() - STRANGER_DAYS * MS_PER_DAY)
  // Before behaviour goes: it says when they were here last.
  const gone = await db.$queryRaw<{ id: string }[]>`
    select e.visitor_id as id from event e
    where e.visitor_id is not null and ${ofStranger('e.visitor_id')}
    group by e.visitor_id having max(e.at) < ${lastVisit} and bool_or(${kindIn(CONTRIBUTED)})`
  let said = 0
  for (let start = 0; start < gone.length; start += 1_000) {
    const ids = gone.slice(start, start + 1_000).map(({ id }) => id)
    said += await removing(
      Prisma.sql`visitor_id = any(${ids}::uuid[]) and at < ${lastVisit} and ${kindIn(CONTRIBUTED)}`,
    )
  }
  const behaved = Prisma.sql`at < ${before} and ${kindNotIn([...PAID, ...CONTRIBUTED])} and not (${lastSight})`
  const behaviour = await alongTheLog(behaved, told)
  const exposures = await exposuresOfStrangers(now, lastVisit)
  await db.visitorLink.deleteMany({
    where: { customerId: null, undoneAt: { lt: new Date(now.getTime() - FORGOTTEN_DAYS * MS_PER_DAY) } },
  })
  // A refund that was still owed when its customer was erased has been paid since.
  await db.return.updateMany({
    where: { refundReference: { not: null }, order: { customer: { erasedAt: { not: null } } } },
    data: { refundReference: null },
  })
  const value = JSON.stringify({ at: now, before, behaviour, said, exposures })
  await db.setting.upsert({ where: { key: RECORD }, create: { key: RECORD, value }, update: { value } })
  return { behaviour, before, said, exposures }
}

/** An exposure is logged once, so it does not say when they were here last: what the log still tells of them does. */
async function exposuresOfStrangers(now: Date, lastVisit: Date): Promise<number> {
  const before = new Date(now.getTime() - Math.max(STRANGER_DAYS, LONGEST_WINDOW_DAYS) * MS_PER_DAY)
  let removed = 0
  for (;;) {
    const some = await db.$executeRaw`
      delete from experiment_exposure where (experiment, who, arm) in (
        select x.experiment, x.who, x.arm from experiment_exposure x
        where x.customer_id is null and x.at < ${before} and ${ofStranger('x.who')}
          and not exists (select 1 from event e where e.visitor_id = x.who and e.at >= ${lastVisit})
        order by x.experiment, x.who, x.arm limit ${STRETCH} for update skip locked)`
    removed += some
    if (some < STRETCH) return removed
  }
}

async function alongTheLog(which: Prisma.Sql, told: (part: number) => void): Promise<number> {
  const { _min, _max } = await db.event.aggregate({ _min: { seq: true }, _max: { seq: true } })
  const [first, last] = [_min.seq ?? 0n, _max.seq ?? -1n]
  let removed = 0
  for (let from = first; from <= last; from += BigInt(STRETCH)) {
    removed += await removing(Prisma.sql`seq >= ${from} and seq < ${from + BigInt(STRETCH)} and ${which}`)
    told(Math.min(1, Number(from + BigInt(STRETCH) - first) / Number(last - first + 1n)))
  }
  return removed
}

const removing = (which: Prisma.Sql): Promise<number> =>
  db.$transaction((tx) => removeFacts(tx, which), { timeout: 60_000 })
