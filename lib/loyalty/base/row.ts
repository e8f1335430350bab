import type { MembershipFact } from '../schema'
import type { CountedOrder, LoyaltyEntry } from '../transactions'
import type { BaseCustomer, Customer } from './schema'

/**
 * One customer as the base's statement answers them. A million facts pass here, so those of the till and of memberships
 * come as text rather than as JSON, which takes PostgreSQL half as long again: records apart by RECORD, fields by commas.
 */
export type Row = Customer & {
  /** "kind,milliseconds,reason,order": the order may be empty. */
  memberships: string | null
  orders: (Omit<CountedOrder, 'placedAt' | 'returns'> & {
    placedAt: string
    returns: { at: string; merchandise: number; refund: number }[]
  })[]
  /** "kind,milliseconds,amount,currency,channel,id": the id comes last, for it may hold commas. */
  entries: string | null
}

/** The character between two records, of which ids are freed. */
export const RECORD = '\u001e'

export function customerOf(row: Row): BaseCustomer {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    externalRef: row.externalRef,
    memberships: row.memberships === null ? [] : row.memberships.split(RECORD).map(membershipOf),
    orders: row.orders.map(orderOf),
    entries: row.entries === null ? [] : row.entries.split(RECORD).map(entryOf),
  }
}

function membershipOf(record: string): MembershipFact {
  const [kind = '', at, reason = '', orderId] = record.split(',')
  return {
    kind: kind as MembershipFact['kind'], // the table's check allows no other
    at: new Date(Number(at)),
    reason: reason as MembershipFact['reason'],
    orderId: orderId || null,
  }
}

function entryOf(record: string): LoyaltyEntry {
  let start = 0
  const field = (): string => {
    const end = record.indexOf(',', start)
    const text = record.slice(start, end)
    start = end + 1
    return text
  }
  return {
    kind: field() as LoyaltyEntry['kind'], // the table's check allows no other
    at: new Date(Number(field())),
    amount: Number(field()),
    currency: field(),
    channel: field(),
    id: record.slice(start),
  }
}

const orderOf = (order: Row['orders'][number]): CountedOrder => ({
  ...order,
  placedAt: new Date(order.placedAt),
  returns: order.returns.map((back) => ({ ...back, at: new Date(back.at) })),
})
