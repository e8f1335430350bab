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

/** An amount in minor units or a count that the cause found. Throws where it found none: no figure is made up. */
export function counted(due: Due, name: string): number {
  const value = due.values[name]
  if (typeof value !== 'number') throw new Error(`${due.cause} without ${name}`)
  return value
}

/** A moment that the cause found. Throws where it found none. */
export function dated(due: Due, name: string): Date {
  const value = due.values[name]
  if (!(value instanceof Date)) throw new Error(`${due.cause} without ${name}`)
  return value
}

/** The order that it is about. Null where it is about none of the shop's, as a purchase that the till reported. */
export function orderOf({ orders }: Pick<Shopper, 'orders'>, due: Due): PastOrder | null {
  const wanted = named(due, 'order') ?? /^order:(.+)$/.exec(due.subject)?.[1]
  return orders.find(({ id }) => id === wanted) ?? null
}

/** The tier that it is about. */
export const tierOf = ({ programme }: Pick<Shopper, 'programme'>, due: Due): Tier | null =>
  programme.tiers.find(({ name }) => name === named(due, 'tier')) ?? null

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
