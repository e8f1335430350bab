import { startOfDay, dayOf } from '@/lib/core/days'
import type { MessageValues } from '@/lib/core/messages'
import type { Shopper } from '@/lib/experience/schema'
import { RETURN_DAYS } from '@/lib/orders/return-rules'
import type { Cause, Due, MessagePiece } from '../schema'
import { counted, dated, givesOf, houseOf, named, orderOf, pieceOf, tierOf } from './about'
import { newSince } from './new-pieces'

/** What the sentences of a message name. `about`: the pieces of its cause, as it shows them. */
export type Telling = { shopper: Shopper; due: Due; about: readonly MessagePiece[] }

/** What is told where nothing is known: the words choose by it. */
const NONE = 'none'

type Values = (telling: Telling) => MessageValues

/**
 * What each message's words are made of. Amounts and dates are those that its cause found, and where it names none those
 * of the customer's standing as of now, which is what the cause was found in.
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
    const missing = counted(due, 'amountMissing')
    return {
      ...pieceValues(about),
      ...{ count: counted(due, 'count') ?? due.pieces.length, others: Math.max(0, due.pieces.length - 1) },
      ...{ amount: say.money(counted(due, 'amount') ?? 0), missing: missing === null ? NONE : say.money(missing) },
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
    const known = shopper.personalised ? 'yes' : 'no'
    return { ...pieceOf(order), known, date: shopper.say.date(order?.placedAt ?? due.since) }
  },
  'near-tier': ({ shopper, due }) => {
    const { say, standing } = shopper
    const tier = tierOf(shopper, due) ?? standing?.next ?? null
    const amount = counted(due, 'amount') ?? standing?.amountToNext ?? 0
    return {
      ...{ tier: tier?.name ?? NONE, amount: say.money(amount), threshold: say.money(tier?.threshold ?? 0) },
      ...{ have: say.money((tier?.threshold ?? 0) - amount), gives: givesOf(tier, shopper) },
      known: shopper.personalised ? 'yes' : 'no',
    }
  },
  'tier-reached': ({ shopper, due }) => {
    const { say, standing, orders } = shopper
    const tier = tierOf(shopper, due) ?? standing?.tier ?? null
    const wanted = named(due, 'order') ?? standing?.reached?.orderId
    const order = orders.find(({ id, number }) => id === wanted || number === wanted)
    const at = dated(due, 'date') ?? standing?.reached?.at ?? due.since
    return {
      ...{ tier: tier?.name ?? NONE, date: say.date(at), order: order?.number ?? NONE },
      gives: givesOf(tier, shopper),
    }
  },
  'tier-in-danger': ({ shopper, due }) => {
    const { say, standing } = shopper
    const tier = tierOf(shopper, due) ?? standing?.keep?.tier ?? standing?.tier ?? null
    const amount = counted(due, 'amount') ?? standing?.keep?.amount ?? 0
    const by = dated(due, 'date') ?? dated(due, 'by') ?? standing?.keep?.by ?? due.since
    return {
      ...{ tier: tier?.name ?? NONE, amount: say.money(amount), date: say.date(by) },
      gives: givesOf(tier, shopper),
    }
  },
  'points-ending': ({ shopper, due }) => {
    const { say, standing, programme } = shopper
    const coming = standing?.changes.find(({ kind }) => kind === 'points-expire')
    const points = counted(due, 'points') ?? counted(due, 'count') ?? Math.abs(coming?.points ?? 0)
    const worth = counted(due, 'amount') ?? points * (programme.points?.worth ?? 0)
    const at = dated(due, 'date') ?? dated(due, 'at') ?? coming?.at ?? due.since
    return { points, worth: worth > 0 ? say.money(worth) : NONE, date: say.date(at) }
  },
  'at-risk': ({ shopper, due }) => {
    const last = shopper.value?.stats.last ?? shopper.orders[0]?.placedAt ?? due.since
    const { count, house } = newSince(shopper, last)
    return { count, house: house?.name ?? NONE, date: shopper.say.date(last) }
  },
  'won-back': ({ shopper, due }) => {
    const order = orderOf(shopper, due)
    return { ...pieceOf(order), date: shopper.say.date(order?.placedAt ?? due.since) }
  },
  'new-from-house': ({ shopper, due, about }) => ({
    ...pieceValues(about),
    ...{ count: about.length, house: houseOf(shopper, due)?.name ?? NONE },
    names: namesOf(about, shopper),
  }),
  'order-placed': ({ shopper, due, about }) => {
    const { say, programme } = shopper
    const order = orderOf(shopper, due)
    const at = order?.placedAt ?? due.since
    const until = startOfDay(dayOf(at, programme.timeZone) + RETURN_DAYS, programme.timeZone)
    return {
      ...{ order: order?.number ?? NONE, date: say.date(at), until: say.date(until) },
      ...{ total: say.money(order?.total ?? 0), names: namesOf(about, shopper) },
    }
  },
  'return-received': ({ shopper, due }) => {
    const { say } = shopper
    const order = orderOf(shopper, due)
    const back = order?.returns.find(({ id }) => id === named(due, 'return')) ?? order?.returns.at(-1)
    // Which pieces a return held is known where there was no other.
    const lines = order?.returns.length === 1 ? order.lines.filter(({ returned }) => returned > 0) : []
    return {
      ...{ order: order?.number ?? NONE, date: say.date(back?.at ?? due.since) },
      amount: say.money(counted(due, 'amountRefund') ?? back?.refund ?? 0),
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
