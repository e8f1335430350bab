import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { marked, standsInInbox } from '@/lib/experience/message-columns'
import { contentSchema, whySchema, type Cause, type MessageContent, type MessageWhy } from '../schema'
import { INBOX_PAGE } from './paging'

/** One message as its customer has it before them. */
export type InboxMessage = {
  id: string
  cause: Cause
  /** When it came: never before its quiet hours were over. */
  at: Date
  /** On some device. */
  read: boolean
  /** Put away on some device: in no list any more. */
  dismissed: boolean
  content: MessageContent
  why: MessageWhy
}

export type InboxPage = {
  messages: InboxMessage[]
  /** All that stand in the inbox, on however many pages. */
  total: number
}

type Row = Omit<InboxMessage, 'content' | 'why'> & { content: unknown; why: unknown }

/** As of when an inbox is looked into, and whether under a moved clock: rehearsals are seen there alone. */
export type InboxMoment = { now: Date; movedClock: boolean }

const fieldsAt = (now: Date) => Prisma.sql`m.id, m.cause, m.due_at as at, m.content, m.why,
  ${marked(['read'], now)} as read, ${marked(['dismissed'], now)} as dismissed`

/** A message that no longer fits its schema is not shown: what it says could be anything. */
function messageOfRow(row: Row): InboxMessage | null {
  const [content, why] = [contentSchema.safeParse(row.content), whySchema.safeParse(row.why)]
  if (content.success && why.success) return { ...row, content: content.data, why: why.data }
  logFault('inbox: a message was left out', content.error ?? why.error, { id: row.id })
  return null
}

const theirs = (customerId: string, { now, movedClock }: InboxMoment) =>
  Prisma.sql`m.customer_id = ${customerId}::uuid and ${standsInInbox(now, movedClock)}`

/**
 * One page of what stands in a customer's inbox as of now, newest first, without what they put away. One statement.
 * @param page from 1; past the last one it is empty.
 */
export async function readInbox(
  customerId: string,
  { page, ...moment }: InboxMoment & { page: number },
): Promise<InboxPage> {
  const { now } = moment
  const [found] = await db.$queryRaw<{ total: number; rows: (Omit<Row, 'at'> & { at: string })[] }[]>`
    with standing as (
      select m.id, m.due_at, m.seq from message m where ${theirs(customerId, moment)}
        and not ${marked(['dismissed'], now)})
    select (select count(*)::int from standing) as total,
      coalesce((select json_agg(row_to_json(shown) order by shown.at desc, shown.seq desc) from (
        select ${fieldsAt(now)}, m.seq from message m
        join (select id from standing order by due_at desc, seq desc
          limit ${INBOX_PAGE} offset ${(page - 1) * INBOX_PAGE}) here on here.id = m.id) shown), '[]') as rows`
  const rows = (found?.rows ?? []).map(({ id, cause, at, read, dismissed, content, why }) => {
    return { id, cause, at: new Date(at), read, dismissed, content, why }
  })
  return { total: found?.total ?? 0, messages: rows.flatMap((row) => messageOfRow(row) ?? []) }
}

/**
 * One message of a customer, put away or not. Null for one that is not theirs, is not there, or has not come by then: it
 * is not told apart.
 */
export async function readMessage(customerId: string, id: string, moment: InboxMoment): Promise<InboxMessage | null> {
  const [row] = await db.$queryRaw<Row[]>`
    select ${fieldsAt(moment.now)} from message m where m.id = ${id}::uuid and ${theirs(customerId, moment)}`
  return row ? messageOfRow(row) : null
}
