import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db, type Transaction } from '@/lib/core/db'
import { CONTRIBUTED, type Fact } from '@/lib/events/schema'
import { isContributed, topicOf } from '@/lib/events/contributed'
import type { FlowContext } from './types'
import { ensureLinked, lockVisitor } from './visitor-link'

/** Whom what is said belongs to: the customer, or this browser's visitor where nobody is signed in. */
export type Speaker = Pick<FlowContext, 'visitorId' | 'customerId' | 'now'>

/** The newest of what a shopper said that is read: as much as pages read. */
const READ = 500
/** Acts wait for each other: the one before may have asked for the time a little later than this one. */
const WAITED_MS = 5_000

/**
 * Whether what is said in this browser is the asker's own to say. Consent is not asked for: they say it themselves, and
 * what may be learned from it is decided where it is read. Crawlers say nothing; and a session that ran out leaves its
 * customer's visitor behind, into whose past nobody else may write. A customer's new visitor is linked to them first.
 */
export async function speaksForItself(ctx: Speaker & Pick<FlowContext, 'silent'>): Promise<boolean> {
  const { visitorId, customerId, now, silent } = ctx
  if (silent) return false
  if (customerId === null || (await db.visitorLink.count({ where: { visitorId } })) > 0) return isOwn(db, ctx)
  return ensureLinked({ visitorId, customerId, now })
}

/** Whether this browser's visitor is the asker's: linked to the customer now, or never linked to anybody. */
async function isOwn(within: Transaction, { visitorId, customerId }: Speaker): Promise<boolean> {
  const links = await within.visitorLink.findMany({ where: { visitorId } })
  if (customerId === null) return links.length === 0
  return links.some((link) => link.customerId === customerId && link.until === null && link.undoneAt === null)
}

/**
 * Takes the lock under which it is decided whose this browser's visitor is and what of it is removed, and says whether it
 * is still the asker's: erasing and signing out take effect at once.
 */
export async function holdVisitor(tx: Transaction, speaker: Speaker): Promise<boolean> {
  await lockVisitor(tx, speaker.visitorId)
  return isOwn(tx, speaker)
}

/** What one shopper says is decided one after the other, on whichever device they say it. */
export async function lockSpeaker(tx: Transaction, { visitorId, customerId }: Speaker): Promise<void> {
  const name = `said:${customerId ?? visitorId}`
  await tx.$queryRaw`select count(pg_advisory_xact_lock(hashtextextended(${name}, 0)))`
}

type Row = Pick<Fact, 'id' | 'at' | 'kind' | 'product' | 'house' | 'value'>

/**
 * The newest thing said about each topic as of `now` (or while this act waited), taken back or not; by `topicOf`. The same facts as the
 * pages read: a customer's on each device while it was linked, or this visitor's.
 */
export async function newestSaid(tx: Transaction, { visitorId, customerId, now }: Speaker): Promise<Map<string, Fact>> {
  const kinds = Prisma.raw(`(${CONTRIBUTED.map((kind) => `'${kind}'`).join(', ')})`)
  const whose = customerId
    ? Prisma.sql`exists (select 1 from visitor_link l where l.visitor_id = e.visitor_id and l.customer_id = ${customerId}::uuid
        and l.undone_at is null and e.at >= l."from" and e.at < coalesce(l.until, 'infinity'))
        and e.visitor_id in (select visitor_id from visitor_link where customer_id = ${customerId}::uuid)`
    : Prisma.sql`e.visitor_id = ${visitorId}::uuid`
  const until = new Date(now.getTime() + WAITED_MS)
  const rows = await tx.$queryRaw<Row[]>`
    select e.id, e.at, e.kind, e.product, e.house, e.value from event e
    where e.kind in ${kinds} and e.at <= ${until} and ${whose}
    order by e.at desc, e.id desc limit ${READ}`
  const newest = new Map<string, Fact>()
  for (const row of rows) {
    const fact: Fact = { ...NOTHING, ...row }
    if (isContributed(fact) && !newest.has(topicOf(fact))) newest.set(topicOf(fact), fact)
  }
  return newest
}

const NOTHING: Omit<Fact, keyof Row> = {
  ...{ visitorId: null, customerId: null, visitId: null, colour: null, category: null, query: null },
  ...{ orderId: null, quantity: null, place: null, channel: 'web', movedClock: false },
}
