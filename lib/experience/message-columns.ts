import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { logFault } from '@/lib/core/log'
import { landingSchema, type Landing } from '@/lib/shopper/landing'

/**
 * Which messages `m` are shown in an inbox: those that are written, whatever became of the e-mail. What the mail server
 * refused, or what was given up, reaches them here.
 */
export const shownInbox = Prisma.sql`(m.status in ('queued', 'sending', 'sent', 'kept')
  or (m.status = 'suppressed' and m.reason in ('refused', 'gave-up', 'put-away') and m.content is not null))`

/** What was done with a message. */
export type MessageMark = 'read' | 'dismissed' | 'clicked' | 'unsubscribed'

/**
 * Whether a message `m` has a mark of these kinds by then: what was marked under a clock that was moved ahead is not so yet
 * where the clock stands as it is.
 */
export const marked = (what: readonly MessageMark[], asOf: Date) =>
  Prisma.sql`exists (select 1 from message_mark k where k.message_id = m.id and k.what = any(${what}::text[])
    and k.at <= ${asOf})`

/** Whether a message `m` is there for who asks: those of a rehearsal only under a moved clock. */
const rehearsedFor = (movedClock: boolean) => Prisma.sql`(not m.moved_clock or ${movedClock})`

/** Whether a message `m` stands in its customer's inbox by then, for who asks. */
export const standsInInbox = (asOf: Date, movedClock: boolean) =>
  Prisma.sql`${shownInbox} and m.at <= ${asOf} and m.due_at <= ${asOf} and ${rehearsedFor(movedClock)}`

/** What a statement with `messageColumns` answers. */
export type MessageRow = {
  /** Messages to them that they have neither read nor put away by then. */
  unread: number
  /** What the message said by whose link this visit came; null where it came otherwise. */
  landing: unknown
}

/**
 * What a page needs of messages, as columns of the reader's own statement: how many wait unread, and what the one says by
 * whose link this visit came.
 * @param customer their id, or null for nobody, as an SQL expression
 */
export const messageColumns = (
  customer: Prisma.Sql,
  { messageId, movedClock, asOf }: { messageId: string | null; movedClock: boolean; asOf: Date },
): Prisma.Sql => Prisma.sql`
      (select count(*) from message m where m.customer_id = ${customer} and ${standsInInbox(asOf, movedClock)}
        and not ${marked(['read', 'dismissed'], asOf)})::int as "unread",
      (select m.content->'landing' from message m where m.id = ${messageId}::uuid
        and ${rehearsedFor(movedClock)}) as "landing"`

/** What such a row's message said. Words that no longer fit their schema greet nobody: the page is as without them. */
export function landingIn({ landing }: MessageRow): Landing | null {
  if (landing === null) return null
  const parsed = landingSchema.safeParse(landing)
  if (!parsed.success) logFault('messages: what one said was left out', parsed.error)
  return parsed.success ? parsed.data : null
}
