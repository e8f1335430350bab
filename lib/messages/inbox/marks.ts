import 'server-only'
import { db } from '@/lib/core/db'
import { shownInbox } from '@/lib/experience/queries'

/** What a customer does with a message; "unsubscribed" is written where they say it (lib/messages/unsubscribe). */
export type InboxMark = 'read' | 'dismissed'

/**
 * Marks a message as read or put away: once, whichever device says it first, and for all of them. Only the customer's own,
 * and only one that stands in the inbox by then; anything else marks nothing. Nothing ever takes a mark back.
 * @returns whether this was the first time.
 */
export async function markOwn(
  { customerId, now }: { customerId: string; now: Date },
  messageId: string,
  what: InboxMark,
): Promise<boolean> {
  const written = await db.$executeRaw`
    insert into message_mark (message_id, what, at)
    select m.id, ${what}, ${now}::timestamptz from message m
    where m.id = ${messageId}::uuid and m.customer_id = ${customerId}::uuid and ${shownInbox}
      and m.at <= ${now} and m.due_at <= ${now}
    on conflict do nothing`
  return written > 0
}

/**
 * Marks that a message's link was followed: once. By whomever it was followed, since a letter may be read where nobody is
 * signed in; where its own customer follows it, it is read too. An id of no message marks nothing.
 */
export async function markFollowed(
  messageId: string,
  { customerId, now }: { customerId: string | null; now: Date },
): Promise<void> {
  await db.$executeRaw`
    insert into message_mark (message_id, what, at)
    select m.id, did.what, ${now}::timestamptz from message m
    join (values ('clicked', true), ('read', false)) did (what, anybodys)
      on did.anybodys or m.customer_id = ${customerId}::uuid
    where m.id = ${messageId}::uuid and ${shownInbox}
    on conflict do nothing`
}
