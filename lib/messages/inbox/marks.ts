import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { standsInInbox } from '@/lib/experience/message-columns'
import { Prisma } from '@/lib/generated/prisma/client'
import type { InboxMoment } from './queries'

/** What a customer does with a message; "unsubscribed" is written where they say it (lib/messages/unsubscribe). */
export type InboxMark = 'read' | 'dismissed'

/** A mark's moment is the earliest at which it was made: one of a clock that was moved ahead gives way to a real one. */
const earliest = Prisma.sql`on conflict (message_id, what) do update set at = excluded.at
  where excluded.at < message_mark.at`

/**
 * Marks a message as read or put away: once, whichever device says it first, and for all of them. Only the customer's own,
 * and only one that stands in the inbox by then; anything else marks nothing. Nothing ever takes a mark back.
 * @returns whether by then this was the first time.
 */
export async function markOwn(
  { customerId, now, movedClock }: InboxMoment & { customerId: string },
  messageId: string,
  what: InboxMark,
): Promise<boolean> {
  const written = await db.$executeRaw`
    insert into message_mark (message_id, what, at)
    select m.id, ${what}, ${now}::timestamptz from message m
    where m.id = ${messageId}::uuid and m.customer_id = ${customerId}::uuid
      and ${standsInInbox(now, movedClock)}
    ${earliest}`
  return written > 0
}

/**
 * Marks that a message's link was followed: once. By whomever it was followed, since a letter may be read where nobody is
 * signed in; where its own customer follows it, it is read too. It need not have been a person: a mail scanner that calls
 * itself a browser, in a market where nobody has to be asked, follows links like one. An id of no message marks nothing,
 * nor does one that has not come by then.
 */
export async function markFollowed(
  messageId: string,
  { customerId, now, movedClock }: InboxMoment & { customerId: string | null },
): Promise<void> {
  await db.$executeRaw`
    insert into message_mark (message_id, what, at)
    select m.id, did.what, ${now}::timestamptz from message m
    join (values ('clicked', true), ('read', false)) did (what, anybodys)
      on did.anybodys or m.customer_id = ${customerId}::uuid
    where m.id = ${messageId}::uuid and ${standsInInbox(now, movedClock)}
    ${earliest}`
}

/** Marks that a no was said by a message's link. */
export async function markUnsubscribed(messageId: string, now: Date, within: Transaction): Promise<void> {
  await within.$executeRaw`
    insert into message_mark (message_id, what, at) values (${messageId}::uuid, 'unsubscribed', ${now}) ${earliest}`
}
