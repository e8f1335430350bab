import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import type { Transaction } from '@/lib/core/db'
import { newId, sha256 } from '@/lib/core/ids'
import { kindIn, kindNotIn } from '@/lib/events/said'
import { standingOf } from '@/lib/loyalty/standing'
import { returnStock } from '@/lib/orders/guards'
import { holdTraces, ofTraces, PAID, removeFacts, type Traces } from './data-hold'
import { readCustomerFacts } from './facts'
import type { FlowContext } from './types'

/** What a customer is called who is nobody any more. */
export const ERASED_NAME = 'Erased'

type Erasing = Pick<FlowContext, 'visitorId' | 'now'> & {
  customerId: string
  /** This very attempt, which was counted before the password was looked at. */
  attempts: readonly string[]
}

/**
 * Erases a person, in the caller's transaction.
 *
 * Stays, under an id that leads to nobody: orders and returns with their pieces, amounts, days and the country they went
 * to (accounts and taxes need them), what the till reported, when they were a member, and which pieces were bought
 * together. A membership that lasts ends now, so that no report counts a member who is none.
 *
 * Goes: name, e-mail, the till's name for them, password, country; addresses and all that names a payment; what they did
 * and said, in each browser, also where they had said that it was not them; what they answered, what batches made of
 * them, what they were promised and at which stage they used it; messages to them, what became of these and what they said
 * to them, and which arms of experiments they were shown; reviews, wishes, carts, consents, links (of
 * the browsers a number stays that is nobody's for good), and counted attempts to sign in. An order that is still being paid for is released first.
 * @returns the orders that were released, or null where they were erased already.
 */
export async function eraseWithin(tx: Transaction, who: Erasing): Promise<{ released: string[] } | null> {
  const { customerId, now } = who
  const traces = await holdTraces(tx, who, { undone: true })
  if (!traces) return null
  const { email } = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { email: true } })
  const released = await releaseOpen(tx, customerId)
  await endMembership(tx, customerId, now)

  const events = await removeFacts(tx, Prisma.sql`${ofTraces(traces)} and ${kindNotIn(PAID)}`)
  await unname(tx, traces)
  const reviews = await tx.review.deleteMany({ where: { customerId } })
  const consents = await tx.consentChoice.deleteMany({ where: { customerId } })
  const answers = await tx.customerAnswer.deleteMany({ where: { customerId } })
  const offers = await forgetOffers(tx, traces)
  const letters = await forgetLetters(tx, traces)
  const links = await forgetBrowsers(tx, traces, now)
  const carts = await tx.cart.deleteMany({
    where: { OR: [{ customerId }, { visitorId: { in: [...traces.visitorIds] } }] },
  })
  await forgetAttempts(tx, [email ?? '', customerId, ...traces.visitorIds], who.attempts)
  const orders = await tx.order.updateMany({
    where: { customerId },
    data: { address: Prisma.DbNull, payment: Prisma.DbNull, contentHash: '' },
  })
  await tx.return.updateMany({ where: { order: { customerId } }, data: { refundReference: null } })
  await tx.customer.update({
    where: { id: customerId },
    data: {
      ...{ email: null, externalRef: null, passwordHash: null, country: null },
      ...{ consentRule: null, privacyControlAt: null },
      ...{ name: ERASED_NAME, role: 'customer', erasedAt: now, firstVisitorId: null },
    },
  })
  const removed = {
    ...{ events, reviews: reviews.count, consents: consents.count, links, carts: carts.count },
    ...{ answers: answers.count, offers, ...letters },
    ordersKept: orders.count,
  }
  await tx.erasure.create({ data: { id: newId(), kind: 'account', subject: customerId, at: now, removed } })
  return { released }
}

/** Releases what is still being paid for: stock and offer are given back, and who confirms it later finds it released. */
async function releaseOpen(tx: Transaction, customerId: string): Promise<string[]> {
  const open = await tx.order.findMany({ where: { customerId, status: 'reserved' }, include: { lines: true } })
  for (const { id, lines } of open) {
    await tx.order.update({ where: { id }, data: { status: 'released' } })
    await returnStock(tx, lines)
    await tx.offerUse.deleteMany({ where: { orderId: id } })
  }
  return open.map(({ id }) => id)
}

async function endMembership(tx: Transaction, customerId: string, now: Date): Promise<void> {
  const { member } = standingOf({ ...(await readCustomerFacts(customerId, now, tx)), asOf: now })
  if (!member) return
  await tx.membershipFact.create({ data: { id: newId(), customerId, kind: 'resign', reason: 'request', at: now } })
}

/**
 * Purchases and returns in the log lose the browser and the visit. A fact is never changed: each is written anew in the
 * place of the old one, with its number and its transaction, so that who counts the log counts it once.
 */
async function unname(tx: Transaction, traces: Traces): Promise<void> {
  await tx.$executeRaw`set local sorento.erasing = 'on'`
  await tx.$executeRaw`
    with gone as (delete from event where ${ofTraces(traces)} and ${kindIn(PAID)} returning *)
    insert into event (id, seq, tx, at, kind, customer_id, product, colour, category, order_id, quantity, place, channel,
      moved_clock, dedupe)
    select id, seq, tx, at, kind, customer_id, product, colour, category, order_id, quantity, place, channel,
      moved_clock, dedupe
    from gone`
  await tx.$executeRaw`set local sorento.erasing = 'off'`
}

/**
 * Cuts the browsers off from the person: their numbers stay, as nobody's, so that whoever is met there next is neither
 * taken for them nor learns what is still on its way from them. Of when only the month stays: the moment would lead from
 * a browser to the record of who was erased.
 * @returns how many links there were.
 */
async function forgetBrowsers(tx: Transaction, { customerId, visitorIds }: Traces, now: Date): Promise<number> {
  const { count } = await tx.visitorLink.deleteMany({ where: { customerId } })
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()))
  await tx.visitorLink.createMany({
    data: visitorIds.map((visitorId) => {
      return { id: newId(), visitorId, customerId: null, from: month, until: month, undoneAt: month }
    }),
  })
  return count
}

/**
 * What offers and batches say of the person. That an order had a percentage stays with the order; which stage of their life
 * here it was for does not. How their browsers went on is forgotten with them.
 * @returns how many promises there were.
 */
async function forgetOffers(tx: Transaction, { customerId, visitorIds }: Traces): Promise<number> {
  if (customerId === null) return 0
  await tx.valueRow.deleteMany({ where: { customerId } })
  await tx.$executeRaw`set local sorento.erasing = 'on'`
  const { count } = await tx.offerGrant.deleteMany({ where: { customerId } })
  await tx.$executeRaw`set local sorento.erasing = 'off'`
  await tx.offerUse.deleteMany({ where: { customerId, offer: { startsWith: 'life:' } } })
  await tx.order.updateMany({
    where: { customerId, discountReason: { startsWith: 'discount.life.' } },
    data: { discountReason: null },
  })
  const theirs = { in: [...visitorIds] }
  await tx.visitorSuccession.deleteMany({ where: { OR: [{ visitorId: theirs }, { browserId: theirs }] } })
  return count
}

/**
 * Messages with what was done with them, yeses and noes to them, that the address was refused, and the exposures to
 * experiments of the person and of each of their browsers: a result is told without them from then on.
 */
async function forgetLetters(
  tx: Transaction,
  { customerId, visitorIds }: Traces,
): Promise<{ messages: number; messageChoices: number; exposures: number }> {
  if (customerId === null) return { messages: 0, messageChoices: 0, exposures: 0 }
  const messages = await tx.message.deleteMany({ where: { customerId } })
  const messageChoices = await tx.messageChoice.deleteMany({ where: { customerId } })
  await tx.mailRefusal.deleteMany({ where: { customerId } })
  const who = { in: [customerId, ...visitorIds] }
  // Of a browser of which somebody else was the customer by then, the exposure is theirs.
  const exposures = await tx.experimentExposure.deleteMany({
    where: { OR: [{ customerId }, { who, customerId: null }] },
  })
  return { messages: messages.count, messageChoices: messageChoices.count, exposures: exposures.count }
}

/** Guards keep hashes of whom they guard: each of theirs that can be named is forgotten. */
async function forgetAttempts(tx: Transaction, names: readonly string[], ids: readonly string[]): Promise<void> {
  const hashes = names.filter(Boolean).map(sha256)
  const subject = { in: hashes.flatMap((hash) => ['account', 'said', 'review'].map((kind) => `${kind}:${hash}`)) }
  await tx.signInAttempt.deleteMany({ where: { OR: [{ subject }, { id: { in: [...ids] } }] } })
}
