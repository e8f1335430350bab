import 'server-only'
import { z } from 'zod'
import { newId, sha256 } from '@/lib/core/ids'
import { logFault } from '@/lib/core/log'
import { lockBrowsers } from '@/lib/offers/lifecycle/grant'
import { demoPayments, PaymentUnanswered, type Authorisation, type PaymentProvider } from '@/lib/orders/payment'
import { reserveOrder, type ReserveFault, type ReservedOrder } from '@/lib/orders/reserve'
import { confirmOrder, releaseOrder, releaseStale, RESERVED_FOR_MS, type PurchasePlace } from '@/lib/orders/settle'
import type { Steps } from '@/lib/orders/steps'
import { learnsFrom } from './consent'
import { joinByOrder } from './join'
import { sayAtDoor } from './letters'
import { readOrderForm, type OrderForm } from './order-form'
import { readRights } from './place-order-rights'
import { signInOrRegister } from './register'
import type { Browser, FlowContext, FlowFault } from './types'
import { welcome } from './visitor-link'
import type { Said } from './words'

export type PlaceOrderResult =
  | { status: 'placed'; number: string }
  /** Reserved, but nobody knows yet whether it is paid: released by itself when no answer comes. */
  | { status: 'unresolved'; number: string; said: Said }
  /** Nothing was ordered and nothing is held. */
  | ({ status: 'refused' } & Refusal)

export type Refusal = FlowFault & {
  /** The key for the next attempt: the same one, unless it now stands for an order that is over. */
  key: string
  /** The total to show from now on, when it is another one than the form had shown. */
  total?: number
  /** How many points to use from now on, when they are fewer than the form had shown. */
  points?: number
  /** HTTP 409: the key was used for another form. */
  conflict?: true
  /** Whether the shopper was signed in on the way. */
  entered: boolean
}

export type Tools = { browser: Browser; payments?: PaymentProvider; steps?: Steps }

/** Who buys, once they are known. */
type Buyer = { customerId: string; visitorId: string; visitId: string; cameIn: 'session' | 'account' | 'new' }

/**
 * Places an order from a checkout form: opens the account (or signs in) when nobody is signed in, reserves under the
 * customer's lock, asks the bank with no transaction open, then confirms or releases. The same form sent twice, at once
 * or later, is one order. Whatever goes wrong before the bank has said yes costs nothing: cart, offer, points and stock
 * stay.
 * Throws only when the database fails while nothing is reserved.
 */
export async function placeOrder(
  ctx: FlowContext,
  raw: Readonly<Record<string, unknown>>,
  tools: Tools,
): Promise<PlaceOrderResult> {
  const { browser, payments = demoPayments, steps } = tools
  const read = readOrderForm(raw, { signedIn: ctx.customerId !== null, now: ctx.now, payments })
  if (!read.ok) {
    const key = z.uuid().safeParse(raw.key)
    return { status: 'refused', ...read.fault, key: key.success ? key.data : newId(), entered: false }
  }
  const form = read.value
  await releaseStale(ctx.realNow, payments)
  const buyer = await enter(ctx, form, browser)
  if ('said' in buyer) return { status: 'refused', ...buyer, key: form.key, entered: false }
  if (buyer.cameIn !== 'session') {
    const { now, movedClock } = ctx
    await sayAtDoor(raw, { customerId: buyer.customerId, now, movedClock, source: 'checkout' })
  }

  const reservation = await reserveOrder({
    ...{ customerId: buyer.customerId, key: form.key, contentHash: contentHash(form), address: form.address },
    ...{ shownTotal: form.shownTotal, shownOffer: form.shownOffer, points: form.points },
    ...{ now: ctx.now, realNow: ctx.realNow, steps },
    rights: async (tx) => {
      // Also the visitor that sent the form: where it is another account's, the buyer has just been given a new one.
      const { customerId } = buyer
      await lockBrowsers(tx, { customerId, visitorId: ctx.visitorId })
      return readRights(customerId, ctx.now, tx, ctx.visitorId)
    },
  })
  if (!reservation.ok) return refusal(reservation.fault, form, buyer)
  const { order, again } = reservation.value
  if (again) return standingOf(order, buyer)

  await steps?.('place:before-authorise')
  const answer = await authorise(payments, order, form)
  await steps?.('place:before-confirm')
  if (answer === null) return unresolved(order)
  try {
    if (answer.status === 'authorised') {
      return await confirm(order, answer, buyer, { payments, steps, noted: await noted(ctx, buyer) })
    }
    await releaseOrder(order.id)
  } catch (error) {
    // The order stays reserved, and is released with its payment when the time is up.
    logFault('orders: a reserved order could not be settled', error, { order: order.id })
    return unresolved(order)
  }
  const code = answer.reason === 'declined' ? 'checkout.declined' : 'checkout.insufficientFunds'
  return { status: 'refused', said: { code }, key: newId(), entered: buyer.cameIn !== 'session' }
}

async function enter(ctx: FlowContext, form: OrderForm, browser: Browser): Promise<Buyer | FlowFault> {
  if (ctx.customerId) return { ...(await welcome(ctx, ctx.customerId, browser)), cameIn: 'session' }
  if (!form.account) throw new Error('a form without an account was read for somebody who is not signed in')
  const entered = await signInOrRegister(ctx, form.account, browser)
  return entered.ok ? { ...entered.value, cameIn: entered.value.known ? 'account' : 'new' } : entered.fault
}

/** What "the same form" means: all that was sent but secrets. Of a card only what may be kept takes part. */
const contentHash = ({ shownTotal, points, address, card }: OrderForm): string =>
  sha256(JSON.stringify([shownTotal, points, Object.entries(address).sort(), card.number.slice(-4)]))

/** The bank's answer; null when there was none, or none that we understood. */
async function authorise(
  payments: PaymentProvider,
  order: ReservedOrder,
  form: OrderForm,
): Promise<Authorisation | null> {
  const { id: orderId, total: amount, currency } = order
  try {
    return await payments.authorise({ orderId, amount, currency, card: form.card })
  } catch (error) {
    if (!(error instanceof PaymentUnanswered)) logFault('orders: the payment failed', error, { order: orderId })
    return null
  }
}

async function confirm(
  order: ReservedOrder,
  answer: Extract<Authorisation, { status: 'authorised' }>,
  buyer: Buyer,
  tools: { payments: PaymentProvider; steps?: Steps; noted: PurchasePlace | null },
): Promise<PlaceOrderResult> {
  const { payments, steps } = tools
  const { reference, last4 } = answer
  const status = await confirmOrder({
    orderId: order.id,
    payment: { provider: payments.name, reference, last4 },
    ...{ noted: tools.noted, within: joinByOrder, steps },
  })
  if (status === 'confirmed') return { status: 'placed', number: order.number }
  await payments.cancel(order.id)
  return { status: 'refused', said: { code: 'checkout.expired' }, key: newId(), entered: buyer.cameIn !== 'session' }
}

/** Where the purchase is noted as behaviour; null for whom nothing may be noted. */
async function noted(ctx: FlowContext, { customerId, visitorId, visitId }: Buyer): Promise<PurchasePlace | null> {
  return (await learnsFrom({ ...ctx, customerId, visitorId }))
    ? { visitorId, visitId, movedClock: ctx.movedClock }
    : null
}

/** The order that this key had placed before, whatever became of it. */
function standingOf(order: ReservedOrder, buyer: Buyer): PlaceOrderResult {
  if (order.status === 'confirmed') return { status: 'placed', number: order.number }
  if (order.status === 'reserved') return unresolved(order)
  const entered = buyer.cameIn !== 'session'
  return { status: 'refused', said: { code: 'checkout.notCompleted' }, key: newId(), entered }
}

const unresolved = ({ number }: ReservedOrder): PlaceOrderResult => ({
  status: 'unresolved',
  number,
  said: { code: 'checkout.unanswered', values: { number, minutes: RESERVED_FOR_MS / 60_000 } },
})

function refusal(fault: ReserveFault, form: OrderForm, buyer: Buyer): PlaceOrderResult {
  const refused = { status: 'refused', key: form.key, entered: buyer.cameIn !== 'session' } as const
  switch (fault.code) {
    case 'conflict':
      return { ...refused, said: { code: 'checkout.conflict' }, key: newId(), conflict: true }
    case 'empty':
      return { ...refused, said: { code: 'checkout.empty' } }
    case 'in-progress': {
      const values = { number: fault.number, minutes: RESERVED_FOR_MS / 60_000 }
      return { ...refused, said: { code: 'checkout.inProgress', values } }
    }
    case 'offer-used':
      return { ...refused, said: { code: 'checkout.offerUsed' } }
    case 'offer-changed':
      return { ...refused, said: { code: fault.ended ? 'checkout.offerEnded' : 'checkout.offerChanged' } }
    case 'points-spent': {
      const { points, to, currency } = fault
      const values = { points, total: { amount: to, currency } }
      return { ...refused, said: { code: 'checkout.pointsSpent', values }, total: to, points }
    }
    case 'just-sold': {
      const gone = fault.pieces.filter(({ left }) => left === 0)
      const pieces = (gone.length > 0 ? gone : fault.pieces).map(({ name }) => name)
      const code = gone.length > 0 ? 'checkout.justSold' : 'checkout.fewerLeft'
      return { ...refused, said: { code, values: { pieces, count: pieces.length } } }
    }
    case 'total-changed': {
      const { from, to, currency } = fault
      const code = buyer.cameIn === 'account' ? 'checkout.cartsJoined' : 'checkout.totalChanged'
      const values = { from: { amount: from, currency }, to: { amount: to, currency } }
      return { ...refused, said: { code, values }, total: to }
    }
  }
}
