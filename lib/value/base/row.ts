import type { MembershipFact } from '@/lib/loyalty/schema'
import type { CountedOrder, LoyaltyEntry } from '@/lib/loyalty/transactions'
import type { ValuedOrder } from '../purchases'

/** Between two records, and between two fields of one; the statement frees the till's words of them. */
export const RECORD = '\u001e'
export const FIELD = '\u001f'

/**
 * One customer as the base's statement answers them. A million facts pass here, so they come as text rather than as
 * JSON, which takes PostgreSQL half as long again: records apart by RECORD, their fields by FIELD.
 */
export type Row = {
  id: string
  /** Seconds since 1970, as all moments here. */
  since: number
  /** "kind, at, reason, order": the order may be empty. */
  memberships: string | null
  /** "id, at, channel, currency, merchandise, discount, pointsDiscount" */
  orders: string | null
  /** "order, at, merchandise, refund, pieces of the order that are left after all its returns" */
  returns: string | null
  /** "id, kind, at, amount, currency, channel" */
  entries: string | null
}

/** One customer with all that standing and value read of them. */
export type BaseCustomer = {
  id: string
  /** When they became known. */
  since: Date
  memberships: MembershipFact[]
  orders: (CountedOrder & ValuedOrder)[]
  entries: LoyaltyEntry[]
}

export function customerOf({ id, since, memberships, orders, returns, entries }: Row): BaseCustomer {
  const backs = returns === null ? null : returnsOf(returns)
  return {
    ...{ id, since: moment(since), memberships: memberships?.split(RECORD).map(membershipOf) ?? [] },
    orders: orders?.split(RECORD).map((record) => orderOf(record, backs)) ?? [],
    entries: entries?.split(RECORD).map(entryOf) ?? [],
  }
}

/** Seconds with their milliseconds, in binary, to a moment: PostgreSQL is quicker with these than with whole ones. */
const moment = (seconds: number): Date => new Date(Math.round(seconds * 1_000))

function membershipOf(record: string): MembershipFact {
  const [kind, at, reason, orderId] = record.split(FIELD)
  return {
    kind: kind as MembershipFact['kind'], // the table's checks allow no others
    at: moment(Number(at)),
    reason: reason as MembershipFact['reason'],
    orderId: orderId || null,
  }
}

type Backs = { left: number; returns: CountedOrder['returns'][number][] }

function returnsOf(records: string): Map<string, Backs> {
  const byOrder = new Map<string, Backs>()
  for (const record of records.split(RECORD)) {
    const [order = '', at, merchandise, refund, left] = record.split(FIELD)
    const back = { at: moment(Number(at)), merchandise: Number(merchandise), refund: Number(refund) }
    const known = byOrder.get(order)
    if (known) known.returns.push(back)
    else byOrder.set(order, { left: Number(left), returns: [back] })
  }
  return byOrder
}

const NO_RETURNS: CountedOrder['returns'] = []
const NO_LINES: ValuedOrder['lines'] = []
/** Something that was kept of an order with returns, of whatever house: that is all that value asks of its lines. */
const SOMETHING: ValuedOrder['lines'] = [
  { houseName: '', quantity: 1, returned: 0, unitPrice: 0, discount: 0, pointsDiscount: 0 },
]

function orderOf(record: string, backs: Map<string, Backs> | null): BaseCustomer['orders'][number] {
  const [id = '', at, channel, currency = '', merchandise, discount, points] = record.split(FIELD)
  const back = backs?.get(id)
  // Named one by one: spread objects would cost ten times as much, a million times.
  return {
    id,
    placedAt: moment(Number(at)),
    channel: channel as ValuedOrder['channel'], // the table's check allows no other
    currency,
    merchandise: Number(merchandise),
    discount: Number(discount),
    pointsDiscount: Number(points),
    returns: back?.returns ?? NO_RETURNS,
    lines: back && back.left > 0 ? SOMETHING : NO_LINES,
  }
}

function entryOf(record: string): LoyaltyEntry {
  const [id = '', kind, at, amount, currency = '', channel = ''] = record.split(FIELD)
  return {
    id,
    kind: kind as LoyaltyEntry['kind'], // the table's check allows no other
    at: moment(Number(at)),
    amount: Number(amount),
    currency,
    channel,
  }
}
