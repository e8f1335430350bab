import type { MembershipFact } from '../schema'
import type { CountedOrder, CountedEntry } from '../transactions'
import type { BaseCustomer, Customer } from './schema'

type RawOrder = Omit<CountedOrder, 'placedAt' | 'returns'> & {
  placedAt: string
  returns: { at: string; merchandise: number; refund: number }[]
}

/**
 * One customer as the base's statement answers them. A million facts pass here, so those of the till and of memberships
 * come as text rather than as JSON, which takes PostgreSQL half as long again: records apart by RECORD, fields by commas.
 */
export type Row = Customer & {
  /** "kind,seconds,reason,order": the order may be empty. */
  memberships: string | null
  orders: RawOrder[] | null
  /** "kind,seconds,amount,currency,id": the id comes last, for it may hold commas. */
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
    orders: row.orders === null ? [] : row.orders.map(orderOf),
    entries: row.entries === null ? [] : row.entries.split(RECORD).map(entryOf),
  }
}

/** Seconds with their milliseconds, in binary, to a moment: PostgreSQL is quicker with these than with whole ones. */
const moment = (seconds: number): Date => new Date(Math.round(seconds * 1_000))

function membershipOf(record: string): MembershipFact {
  const [kind = '', at, reason = '', orderId] = record.split(',')
  return {
    kind: kind as MembershipFact['kind'], // the table's check allows no other
    at: moment(Number(at)),
    reason: reason as MembershipFact['reason'],
    orderId: orderId || null,
  }
}

function entryOf(record: string): CountedEntry {
  // Searched rather than split: it is done for each of a million.
  const kind = record.indexOf(',')
  const at = record.indexOf(',', kind + 1)
  const amount = record.indexOf(',', at + 1)
  const currency = record.indexOf(',', amount + 1)
  return {
    kind: record.slice(0, kind) as CountedEntry['kind'], // the table's check allows no other
    at: moment(+record.slice(kind + 1, at)),
    amount: +record.slice(at + 1, amount),
    currency: record.slice(amount + 1, currency),
    id: record.slice(currency + 1),
  }
}

const orderOf = (order: RawOrder): CountedOrder => ({
  ...order,
  placedAt: new Date(order.placedAt),
  returns: order.returns.map((back) => ({ ...back, at: new Date(back.at) })),
})
