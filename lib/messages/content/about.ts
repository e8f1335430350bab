import { tierSentence } from '@/lib/experience/benefits'
import { dearestPiece } from '@/lib/experience/owned'
import type { Shopper } from '@/lib/experience/schema'
import type { Tier } from '@/lib/loyalty/schema'
import type { PastOrder } from '@/lib/orders/schema'
import type { Due } from '../schema'

// What a message is about, found among the customer's own facts by what its cause says.

/** A string among what the cause found; null where it names nothing. */
export function named(due: Due, name: string): string | null {
  const value = due.values[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** A number among what the cause found: an amount in minor units, a count. */
export function counted(due: Due, name: string): number | null {
  const value = due.values[name]
  return typeof value === 'number' ? value : null
}

/** A moment among what the cause found. */
export function dated(due: Due, name: string): Date | null {
  const value = due.values[name]
  return value instanceof Date ? value : null
}

/** The order that it is about, by id or number; else the newest one. Null for who has none. */
export function orderOf({ orders }: Pick<Shopper, 'orders'>, due: Due): PastOrder | null {
  const wanted = named(due, 'order') ?? /^order:(.+)$/.exec(due.subject)?.[1]
  return orders.find(({ id, number }) => id === wanted || number === wanted) ?? orders[0] ?? null
}

/** The tier that it is about, by key or name. */
export function tierOf({ programme }: Pick<Shopper, 'programme'>, due: Due): Tier | null {
  const wanted = named(due, 'tier')
  return programme.tiers.find(({ key, name }) => key === wanted || name === wanted) ?? null
}

/** The house that it is about, by slug or name; else that of its first piece. */
export function houseOf({ catalogue }: Pick<Shopper, 'catalogue'>, due: Due): { slug: string; name: string } | null {
  const wanted = named(due, 'house')
  const [first = ''] = due.pieces
  return (
    catalogue.houses.find(({ slug, name }) => slug === wanted || name === wanted) ??
    catalogue.bySlug.get(first)?.house ??
    null
  )
}

/** What a tier gives, as a sentence that goes on: "10% off your next order and free shipping."; "none" for nothing. */
export function givesOf(tier: Tier | null, shopper: Shopper): string {
  const sentence = tier ? tierSentence(tier, shopper) : ''
  return sentence === '' ? 'none' : sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

/** The piece that an order is told by: the dearest that was kept, else its first. "none" where nothing is known of it. */
export function pieceOf(order: PastOrder | null): { piece: string; house: string } {
  const line = order && (dearestPiece(order) ?? order.lines[0])
  return line ? { piece: line.productName, house: line.houseName } : { piece: 'none', house: 'none' }
}
