import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import type { Transaction } from '@/lib/core/db'
import { visitorLock } from '@/lib/events/queries'
import { lockNames, lockSpeaker } from './locks'
import type { FlowContext } from './types'

/** Whose traces are meant: a customer with the browsers they were seen in, or this browser where nobody is signed in. */
export type Traces = { customerId: string | null; visitorIds: readonly string[] }

/**
 * Holds everything by which traces are written, until the transaction ends, so that what is removed then is removed
 * whole: what is being said (`lockSpeaker`), the customer (links, carts, orders and reviews that are new wait), each
 * visitor (linking, and facts of pages on their way), and the carts. Always in this order, which every other writer keeps.
 * @param undone also the visitors of whom the customer said that it was not them
 * @returns null where there is nothing to hold: the customer was erased, or this browser's visitor is somebody else's.
 */
export async function holdTraces(
  tx: Transaction,
  { visitorId, customerId }: Pick<FlowContext, 'visitorId' | 'customerId'>,
  { undone }: { undone: boolean },
): Promise<Traces | null> {
  await lockSpeaker(tx, { visitorId, customerId })
  if (customerId) {
    const there = await tx.$queryRaw<unknown[]>`
      select id from customer where id = ${customerId}::uuid and erased_at is null for update`
    if (there.length === 0) return null
  }
  const links = customerId
    ? await tx.visitorLink.findMany({ where: { customerId, ...(undone ? {} : { undoneAt: null }) } })
    : []
  const held = [...new Set([visitorId, ...links.map((link) => link.visitorId)])].sort()
  await lockNames(tx, held.map(visitorLock))
  // Only now: before, somebody might just have been signing in here.
  const here = await tx.visitorLink.findMany({ where: { visitorId } })
  const strange = here.length > 0 && !links.some((link) => link.visitorId === visitorId)
  if (strange && !customerId) return null
  const visitorIds = held.filter((id) => id !== visitorId || !strange)
  await tx.$queryRaw`
    select id from cart where customer_id = ${customerId}::uuid or visitor_id = any(${visitorIds}::uuid[])
    order by id for update`
  return { customerId, visitorIds }
}

/** The facts of these traces, as a condition on `event`. */
export const ofTraces = ({ customerId, visitorIds }: Traces): Prisma.Sql =>
  Prisma.sql`(customer_id = ${customerId}::uuid
    or (visitor_id = any(${[...visitorIds]}::uuid[]) and (customer_id is null or customer_id = ${customerId}::uuid)))`

/** Removes facts from the log, which only a transaction may that says so. @returns how many. */
export async function removeFacts(tx: Transaction, which: Prisma.Sql): Promise<number> {
  await tx.$executeRaw`set local sorento.erasing = 'on'`
  const removed = await tx.$executeRaw`delete from event where ${which}`
  await tx.$executeRaw`set local sorento.erasing = 'off'`
  return removed
}

/** What an order says twice: kept for as long as the order is. */
export const PAID = ['purchase', 'return'] as const
