import 'server-only'
import { cache } from 'react'
import { z } from 'zod'
import { readShopper, type Asking } from '@/lib/experience/read-shopper'
import { messageOf } from '@/lib/shopper/visit'
import { markFollowed, markOwn } from './marks'
import { readMessage, type InboxMessage } from './queries'

const idSchema = z.uuid()
const OWN_PAGE = /^\/account\/inbox\/([^/?]+)/

/**
 * The message of an address, opened by whoever is asking: from then on it is read. Once per request, so that the page and
 * what frames it say the same. A prefetch, a crawler and staff who see the shop as somebody open nothing. Null where it is
 * none of theirs.
 */
export const openMessage = cache(async (id: string): Promise<{ message: InboxMessage; wasUnread: boolean } | null> => {
  const { shopper, request } = await readShopper()
  const { customer, now } = shopper
  const moment = { now, movedClock: request.movedClock }
  if (!customer || !idSchema.safeParse(id).success) return null
  const message = await readMessage(customer.id, id, moment)
  if (!message) return null
  const unread = !message.read && !message.dismissed
  const opened = unread && !request.silent && (await markOwn({ customerId: customer.id, ...moment }, id, 'read'))
  return { message, wasUnread: opened }
})

/** How many messages wait to be read, once the one that this very page opens is. */
export async function unreadHere({ shopper, request }: Asking): Promise<number> {
  const id = OWN_PAGE.exec(request.url)?.[1]
  const opened = id && shopper.unread > 0 ? await openMessage(id) : null
  return shopper.unread - (opened?.wasUnread ? 1 : 0)
}

/**
 * Notes that this visit came by a message's link. Nothing for who may not be learned from, crawlers and prefetches, and
 * nothing but where the visit begins.
 */
export async function noteFollowed({ shopper, request }: Asking): Promise<void> {
  const id = messageOf(request.arrival)
  if (!id || !request.newVisit || !shopper.learns) return
  const { now, customer } = shopper
  await markFollowed(id, { customerId: customer?.id ?? null, now, movedClock: request.movedClock })
}
