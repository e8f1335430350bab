import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import type { Fact } from '@/lib/events/schema'
import { isContributed, topicOf } from '@/lib/events/contributed'
import { newestSaid, topicOfE } from '@/lib/events/said'
import { lockVisitor } from './locks'
import type { FlowContext } from './types'
import { ensureLinked, isOpen } from './visitor-link'

/** Whom what is said belongs to: the customer, or this browser's visitor where nobody is signed in. */
export type Speaker = Pick<FlowContext, 'visitorId' | 'customerId' | 'now'>

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
  return links.some((link) => isOpen(link, customerId))
}

/**
 * Takes the lock under which it is decided whose this browser's visitor is and what of it is removed, and says whether it
 * is still the asker's: erasing and signing out take effect at once.
 */
export async function holdVisitor(tx: Transaction, speaker: Speaker): Promise<boolean> {
  await lockVisitor(tx, speaker.visitorId)
  return isOwn(tx, speaker)
}

type Row = Pick<Fact, 'id' | 'at' | 'kind' | 'product' | 'colour' | 'category' | 'house' | 'value'>

/**
 * The newest thing said about each of these topics as of `now` (or while this act waited), taken back or not; by
 * `topicOf`. The same facts as the pages read.
 */
export async function saidAbout(
  topics: readonly string[],
  speaker: Speaker,
  tx: Transaction,
): Promise<Map<string, Fact>> {
  const until = new Date(speaker.now.getTime() + WAITED_MS)
  const rows = await tx.$queryRaw<Row[]>`
    select e.id, e.at, e.kind, e.product, e.colour, e.category, e.house, e.value from (${newestSaid(speaker, until)}) e
    where ${topicOfE} = any(${[...topics]}::text[])`
  const facts = rows.map((row): Fact => ({ ...NOTHING, ...row }))
  return new Map(facts.filter(isContributed).map((fact) => [topicOf(fact), fact]))
}

const NOTHING: Omit<Fact, keyof Row> = {
  ...{ visitorId: null, customerId: null, visitId: null, query: null },
  ...{ orderId: null, quantity: null, place: null, channel: 'web', movedClock: false },
}
