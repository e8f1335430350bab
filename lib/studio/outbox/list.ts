import 'server-only'
import { db } from '@/lib/core/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { STATUSES, type Cause, type MessageReason, type MessageStatus } from '@/lib/messages/schema'
import { readNamed } from '../customers/list'
import { MESSAGES_COUNTED, type OutboxFilter, type OutboxTurn } from './filter'

/** Messages to a page. */
export const MESSAGES = 50

/** A message in the list. */
export type Listed = {
  id: string
  seq: number
  /** To whom. */
  name: string
  cause: Cause
  campaign: string | null
  /** Its subject line; null where nothing was composed. */
  title: string | null
  status: MessageStatus
  reason: MessageReason | null
  at: Date
  movedClock: boolean
  marks: string[]
}

export type OutboxPage = {
  messages: Listed[]
  newer: boolean
  older: boolean
  /** By status, counted up to one more than `MESSAGES_COUNTED`. */
  counts: Readonly<Record<MessageStatus, number>>
  /** So many people are meant by the search that none is listed. */
  tooMany: boolean
}

/** The statement of a page and one more, by itself so that a test can hold its plan to the indexes. */
export function outboxStatement(
  { status, reason, cause }: OutboxFilter,
  ids: readonly string[] | null,
  turn: OutboxTurn | null,
): Prisma.Sql {
  const all = [Prisma.sql`true`]
  if (status) all.push(Prisma.sql`m.status = ${status}`)
  if (reason) all.push(Prisma.sql`m.reason = ${reason}`)
  if (cause) all.push(Prisma.sql`m.cause = ${cause}`)
  if (ids) all.push(Prisma.sql`m.customer_id = any(${ids}::uuid[])`)
  const isBackwards = turn?.to === 'newer'
  if (turn) all.push(isBackwards ? Prisma.sql`m.seq > ${turn.seq}` : Prisma.sql`m.seq < ${turn.seq}`)
  return Prisma.sql`
    select m.id, m.seq::float8 as seq, c.name, m.cause, k.name as campaign, m.content->>'subject' as title, m.status, m.reason,
      m.at, m.moved_clock as "movedClock",
      coalesce((select array_agg(w.what order by w.at) from message_mark w where w.message_id = m.id), '{}') as marks
    from (select * from message m where ${Prisma.join(all, ' and ')}
      order by m.seq ${isBackwards ? Prisma.sql`asc` : Prisma.sql`desc`} limit ${MESSAGES + 1}) m
    join customer c on c.id = m.customer_id left join campaign k on k.id = m.campaign_id
    order by m.seq ${isBackwards ? Prisma.sql`asc` : Prisma.sql`desc`}`
}

/** How many there are of each status, none counted further than it must be. */
export const countsStatement = (): Prisma.Sql =>
  Prisma.join(
    STATUSES.map(
      (status) => Prisma.sql`select ${status}::text as status, (select count(*)::int from (select 1 from message
      where status = ${status} limit ${MESSAGES_COUNTED + 1}) few) as count`,
    ),
    ' union all ',
  )

/** A page of the outbox, newest first. */
export async function readOutbox(filter: OutboxFilter, turn: OutboxTurn | null): Promise<OutboxPage> {
  const [named, counted] = await Promise.all([
    readNamed(filter.search),
    db.$queryRaw<{ status: MessageStatus; count: number }[]>(countsStatement()),
  ])
  const counts = Object.fromEntries(counted.map(({ status, count }) => [status, count])) as OutboxPage['counts'] // all of them
  if (named === 'many') return { messages: [], newer: false, older: false, counts, tooMany: true }
  const found = await db.$queryRaw<Listed[]>(outboxStatement(filter, named, turn))
  const isBackwards = turn?.to === 'newer'
  const hasMore = found.length > MESSAGES
  const kept = found.slice(0, MESSAGES)
  return {
    messages: isBackwards ? kept.toReversed() : kept,
    newer: isBackwards ? hasMore : turn !== null,
    older: isBackwards || hasMore,
    ...{ counts, tooMany: false },
  }
}
