import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { MS_PER_DAY } from '@/lib/core/days'
import { db } from '@/lib/core/db'
import { CONTRIBUTED } from '@/lib/events/schema'
import { PROFILE_DAYS } from '@/lib/experience/queries'
import { PROJECTIONS } from '@/lib/ranking/weights'
import { kindIn, kindNotIn, PAID, removeFacts } from './data-hold'

/** Days without a visit after which a stranger's wishes and opinions are nobody's. A visitor's cookie lasts as long. */
export const STRANGER_DAYS = 365

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
}

/** Days for which behaviour is needed: for profiles, as the settings say, and for what everybody chooses. */
async function behaviourDays(): Promise<number> {
  const settings = await db.setting.findMany({ where: { key: { in: ['profileDaysCustomer', 'profileDaysVisitor'] } } })
  const days = (key: string, otherwise: number) => {
    const stated = Number(settings.find((setting) => setting.key === key)?.value ?? NaN)
    return Number.isInteger(stated) && stated > 0 ? stated : otherwise
  }
  return Math.max(
    days('profileDaysCustomer', PROFILE_DAYS.customer),
    days('profileDaysVisitor', PROFILE_DAYS.visitor),
    PROJECTIONS.behaviourDays,
  )
}

/**
 * Deletes from the log what nobody needs any more: behaviour older than the longest time for which anything reads it, and
 * what visitors who were never a customer's, or of whom a customer said that it was not them, had said, a year after
 * their last visit. Purchases and returns stay, for orders do; what customers said stays until they take it back.
 *
 * In short transactions along the log, so that the shop goes on meanwhile. Stopped and begun again it comes to the same;
 * begun twice at once, too.
 * @param told after each stretch, with how far it is (0 to 1)
 */
export async function pruneProfiles(now: Date, told: (part: number) => void = () => {}): Promise<Pruned> {
  const before = new Date(now.getTime() - (await behaviourDays()) * MS_PER_DAY)
  const lastVisit = new Date(now.getTime() - STRANGER_DAYS * MS_PER_DAY)
  // Found once, before anything goes by which they are found.
  const gone = await db.$queryRaw<{ id: string }[]>`
    select e.visitor_id as id from event e
    where e.visitor_id is not null and not exists (select 1 from visitor_link l
      where l.visitor_id = e.visitor_id and l.undone_at is null)
    group by e.visitor_id having max(e.at) < ${lastVisit} and bool_or(${kindIn(CONTRIBUTED)})`
  const behaved = Prisma.sql`at < ${before} and ${kindNotIn([...PAID, ...CONTRIBUTED])}`
  const behaviour = await alongTheLog(behaved, told)
  let said = 0
  for (let start = 0; start < gone.length; start += 1_000) {
    const ids = gone.slice(start, start + 1_000).map(({ id }) => id)
    said += await removing(
      Prisma.sql`visitor_id = any(${ids}::uuid[]) and at < ${lastVisit} and ${kindIn(CONTRIBUTED)}`,
    )
  }
  // A refund that was still owed when its customer was erased has been paid since.
  await db.return.updateMany({
    where: { refundReference: { not: null }, order: { customer: { erasedAt: { not: null } } } },
    data: { refundReference: null },
  })
  const value = JSON.stringify({ at: now, before, behaviour, said })
  await db.setting.upsert({ where: { key: RECORD }, create: { key: RECORD, value }, update: { value } })
  return { behaviour, before, said }
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
