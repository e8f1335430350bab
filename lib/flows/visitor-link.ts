import 'server-only'
import { carryCart, type CutLine } from '@/lib/cart/carry'
import { MS_PER_DAY } from '@/lib/core/days'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { kindIn } from '@/lib/events/said'
import { CONTRIBUTED } from '@/lib/events/schema'
import { lockVisitor } from './locks'
import { readProfileDays } from './profile-days'
import { goOnAs } from './succession'
import type { Browser, FlowContext } from './types'

/** `next`: the new visitor, where the customer has to get one; minted unless given. */
type Link = { visitorId: string; customerId: string; now: Date; next?: string }

/** Whether a link is this customer's and lasts: nobody signed out there, and they did not say that it was not them. */
export const isOpen = (
  link: { customerId: string | null; until: Date | null; undoneAt: Date | null },
  customerId: string | null,
): boolean =>
  link.customerId !== null && link.customerId === customerId && link.until === null && link.undoneAt === null

/**
 * Whether this customer is somebody, who stays so until the transaction ends. Always before a visitor's lock: resetting
 * and erasing take the two in this order.
 */
async function keepCustomer(tx: Transaction, customerId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id from customer where id = ${customerId}::uuid and erased_at is null for key share`
  return rows.length > 0
}

/**
 * Links a visitor to a customer: "this visitor was this customer, from, until". A visitor that was nobody's is linked
 * from its first fact on that still counts (what it looked at before signing in is the customer's); one that had been
 * this customer's is linked again from now on. A link that is open already stays as it is.
 *
 * A visitor that was ever somebody else's is never linked to another: its running link ends, and the customer gets a
 * new visitor. The caller then has to tell the browser. One whose link was undone is nobody's for good, and counts as
 * somebody else's to everybody.
 * @returns the visitor that is the customer's now; null for a customer who was erased meanwhile: nothing was written.
 */
export async function linkVisitor(
  tx: Transaction,
  { visitorId, customerId, now, next = newId() }: Link,
): Promise<string | null> {
  if (!(await keepCustomer(tx, customerId))) return null
  await lockVisitor(tx, visitorId)
  const links = await tx.visitorLink.findMany({ where: { visitorId } })
  const others = links.some((link) => link.customerId !== customerId || link.undoneAt !== null)
  if (!others && links.some((link) => link.until === null)) return visitorId

  if (others) await endLinks(tx, visitorId, now)
  const linked = others ? next : visitorId
  if (others) await goOnAs(tx, { visitorId, next: linked, now })
  const from = links.length > 0 ? now : await firstSeen(tx, visitorId, now)
  await tx.visitorLink.create({ data: { id: newId(), visitorId: linked, customerId, from } })
  return linked
}

/**
 * The moment of the first fact that still counts of a visitor: something said, or behaviour of their profile's days. What
 * the shop had stopped reading of a stranger is not read again because they sign in.
 */
async function firstSeen(tx: Transaction, visitorId: string, now: Date): Promise<Date> {
  const { visitor: days } = await readProfileDays(tx)
  const since = new Date(now.getTime() - days * MS_PER_DAY)
  const [first] = await tx.$queryRaw<{ at: Date | null }[]>`
    select min(at) as at from event
    where visitor_id = ${visitorId}::uuid and at < ${now} and (at >= ${since} or ${kindIn(CONTRIBUTED)})`
  return first?.at ?? now
}

/** Ends a visitor's running links, never before they began (a moved clock can stand earlier). */
async function endLinks(tx: Transaction, visitorId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    update visitor_link set until = greatest("from", ${now}) where visitor_id = ${visitorId}::uuid and until is null`
}

/** A shopper who has just been recognised. */
export type Welcomed = { customerId: string; visitorId: string; visitId: string; cut: CutLine[] }

type Here = Pick<FlowContext, 'visitorId' | 'visitId' | 'now'>
type Linked = Omit<Welcomed, 'visitId'>

/** Links this browser's visitor to a customer and puts the carts together. */
async function linkAndCarry(tx: Transaction, { now, ...link }: Link): Promise<Linked> {
  const { visitorId: before, customerId } = link
  const linked = await linkVisitor(tx, { ...link, now })
  // Erased in this very moment: no session opens for them any more, and the cart stays with the browser.
  if (linked === null) return { customerId, visitorId: before, cut: [] }
  return { customerId, visitorId: linked, cut: await carryCart(tx, { visitorId: before, customerId }) }
}

/** Tells the browser, where it became a new visitor. */
async function settled(ctx: Here, linked: Linked, browser: Browser): Promise<Welcomed> {
  const { visitorId } = linked
  if (visitorId === ctx.visitorId) return { ...linked, visitId: ctx.visitId }
  const visitId = newId()
  await browser.becomeVisitor({ visitorId, visitId })
  return { ...linked, visitId }
}

/**
 * What follows once we know who somebody is: visitor and customer are linked, and the cart of this browser goes into
 * the customer's. Doing it again changes nothing. The browser becomes a new visitor when the old one is somebody
 * else's.
 */
export async function welcome(ctx: Here, customerId: string, browser: Browser): Promise<Welcomed> {
  const { visitorId, now } = ctx
  return settled(ctx, await db.$transaction((tx) => linkAndCarry(tx, { visitorId, customerId, now })), browser)
}

/** The visitor became somebody's while an account was being opened as it. */
class Overtaken extends Error {}

/** After one overtaking the visitor is known to be somebody's: more happens only while they are erased. */
const TURNS = 3

/**
 * Opens an account and welcomes its customer, both or neither. The visitor that is theirs in this moment is the account's
 * first one for good, by which every experiment knows them: this browser's, or where that was ever somebody's, the new one
 * that the browser becomes.
 * @param open writes the customer with that first visitor and answers the id; null where that cannot be.
 * @returns null where no account was opened; nothing was linked then.
 */
export async function welcomeNew(
  ctx: Here,
  open: (tx: Transaction, firstVisitorId: string) => Promise<string | null>,
  browser: Browser,
): Promise<Welcomed | null> {
  const { visitorId, now } = ctx
  for (let turn = 1; ; turn++) {
    const next = newId()
    // It is written with the account, and nothing waits for another's lock before the account's own e-mail was free.
    const first = (await db.visitorLink.count({ where: { visitorId } })) > 0 ? next : visitorId
    try {
      const linked = await db.$transaction(async (tx) => {
        const customerId = await open(tx, first)
        if (customerId === null) return null
        const result = await linkAndCarry(tx, { visitorId, customerId, now, next })
        if (result.visitorId !== first) throw new Overtaken()
        return result
      })
      return linked && (await settled(ctx, linked, browser))
    } catch (error) {
      if (!(error instanceof Overtaken) || turn === TURNS) throw error
    }
  }
}

/**
 * Links the visitor of a session that has none (its cookie was lost, or expired before the session), while a page is
 * read: no cookie can be written then, so a visitor that was ever somebody's is left alone.
 * @returns whether the visitor is the customer's now.
 */
export async function ensureLinked({ visitorId, customerId, now }: Link): Promise<boolean> {
  return db.$transaction(async (tx) => {
    if (!(await keepCustomer(tx, customerId))) return false
    await lockVisitor(tx, visitorId)
    const links = await tx.visitorLink.findMany({ where: { visitorId } })
    if (links.length === 0) await linkVisitor(tx, { visitorId, customerId, now })
    return links.every((link) => isOpen(link, customerId))
  })
}

/**
 * Signs out: the visitor's link ends now, the session ends, and the browser goes on as a new visitor, so that whoever
 * uses it next meets nothing of this one.
 */
export async function signOut(ctx: FlowContext, browser: Browser): Promise<void> {
  const { visitorId, now } = ctx
  const next = newId()
  await db.$transaction(async (tx) => {
    await lockVisitor(tx, visitorId)
    await endLinks(tx, visitorId, now)
    await goOnAs(tx, { visitorId, next, now })
  })
  await browser.closeSession()
  await browser.becomeVisitor({ visitorId: next, visitId: newId() })
}
