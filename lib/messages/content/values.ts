import { startOfDay, dayOf } from '@/lib/core/days'
import type { MessageValues } from '@/lib/core/messages'
import type { Shopper } from '@/lib/experience/schema'
import { RETURN_DAYS } from '@/lib/orders/return-rules'
import type { Cause, Due, MessagePiece } from '../schema'
import { counted, dated, givesOf, named, orderOf, pieceOf, tierOf } from './about'
import { newSince } from './new-pieces'

/** What the sentences of a message name. `about`: the pieces of its cause, as it shows them. */
export type Telling = { shopper: Shopper; due: Due; about: readonly MessagePiece[] }

/** What is told where nothing is known: the words choose by it. */
const NONE = 'none'

type Values = (telling: Telling) => MessageValues

/**
 * What each message's words are made of: amounts and dates are those that its cause found.
 */
export const VALUES: Readonly<Record<Exclude<Cause, 'campaign'>, Values>> = {
  welcome: ({ shopper }) => {
    // Who holds a tier already is past where the first one begins.
    const first = shopper.standing?.tier ? undefined : shopper.programme.tiers.find(({ threshold }) => threshold > 0)
    return { first: first?.name ?? NONE, from: first ? shopper.say.money(first.threshold) : NONE }
  },
  'browse-left': ({ about }) => pieceValues(about),
  'cart-left': ({ shopper, due, about }) => {
    const { say } = shopper
    const missing = 'amountMissing' in due.values ? say.money(counted(due, 'amountMissing')) : NONE
    return {
      ...pieceValues(about),
      ...{ count: counted(due, 'count'), others: Math.max(0, due.pieces.length - 1) },
      ...{ amount: say.money(counted(due, 'amount')), missing },
      ...{ tier: named(due, 'tier') ?? NONE, reached: named(due, 'reached') ?? NONE },
    }
  },
  'after-purchase': ({ shopper, due }) => {
    const order = orderOf(shopper, due)
    return {
      ...pieceOf(order),
      ...{ known: shopper.personalised && order ? 'yes' : 'no', order: order?.number ?? NONE },
      date: shopper.say.date(order?.placedAt ?? due.since),
    }
  },
  'second-purchase': ({ shopper, due }) => {
    const order = orderOf(shopper, due)
    // What goes with a purchase is known where it was one of the shop's.
    const known = shopper.personalised && order ? 'yes' : 'no'
    return { ...pieceOf(order), known, date: shopper.say.date(dated(due, 'date')) }
  },
  'near-tier': ({ shopper, due }) => {
    const { say } = shopper
    const tier = tierOf(shopper, due)
    const [amount, threshold] = [counted(due, 'amount'), tier?.threshold ?? 0]
    return {
      ...{ tier: tier?.name ?? NONE, amount: say.money(amount), threshold: say.money(threshold) },
      ...{ have: say.money(threshold - amount), gives: givesOf(tier, shopper) },
      known: shopper.personalised ? 'yes' : 'no',
    }
  },
  'tier-reached': ({ shopper, due }) => {
    const { say, standing, orders } = shopper
    const order = orders.find(({ id }) => id === standing?.reached?.orderId)
    return {
      ...{ tier: named(due, 'tier') ?? NONE, date: say.date(dated(due, 'date')), order: order?.number ?? NONE },
      gives: givesOf(tierOf(shopper, due), shopper),
    }
  },
  'tier-in-danger': ({ shopper, due }) => {
    const { say } = shopper
    return {
      ...{ tier: named(due, 'tier') ?? NONE, amount: say.money(counted(due, 'amount')) },
      ...{ date: say.date(dated(due, 'date')), gives: givesOf(tierOf(shopper, due), shopper) },
    }
  },
  'points-ending': ({ shopper: { say }, due }) => ({
    ...{ points: counted(due, 'points'), worth: say.money(counted(due, 'amount')), date: say.date(dated(due, 'date')) },
  }),
  'at-risk': ({ shopper, due }) => {
    const last = dated(due, 'date')
    const { count, house } = newSince(shopper, last)
    return { count, house: house?.name ?? NONE, date: shopper.say.date(last) }
  },
  'won-back': ({ shopper, due }) => ({
    ...pieceOf(orderOf(shopper, due)),
    date: shopper.say.date(dated(due, 'date')),
  }),
  'new-from-house': ({ shopper, due, about }) => ({
    ...pieceValues(about),
    ...{ count: about.length, house: named(due, 'house') ?? NONE },
    names: namesOf(about, shopper),
  }),
  'order-placed': ({ shopper, due, about }) => {
    const { say, programme } = shopper
    const order = orderOf(shopper, due)
    const at = dated(due, 'date')
    const until = startOfDay(dayOf(at, programme.timeZone) + RETURN_DAYS, programme.timeZone)
    return {
      ...{ order: order?.number ?? NONE, date: say.date(at), until: say.date(until) },
      ...{ total: say.money(counted(due, 'amountTotal')), names: namesOf(about, shopper) },
    }
  },
  'return-received': ({ shopper, due }) => {
    const { say } = shopper
    const order = orderOf(shopper, due)
    // Which pieces a return held is known where there was no other.
    const lines = order?.returns.length === 1 ? order.lines.filter(({ returned }) => returned > 0) : []
    return {
      ...{ order: order?.number ?? NONE, date: say.date(dated(due, 'date')) },
      amount: say.money(counted(due, 'amountRefund')),
      names: lines.length > 0 ? say.list(lines.map(({ productName }) => productName)) : NONE,
    }
  },
}

function pieceValues(pieces: readonly MessagePiece[]): MessageValues {
  const [first] = pieces
  return {
    ...{ known: first ? 'yes' : 'no', piece: first?.name ?? NONE, house: first?.house ?? NONE },
    ...{ price: first?.price ?? NONE, others: Math.max(0, pieces.length - 1), count: pieces.length },
  }
}

const namesOf = (pieces: readonly MessagePiece[], { say }: Shopper): string =>
  pieces.length > 0 ? say.list(pieces.map(({ name }) => name)) : NONE
