import type { OrderLineRow } from '../rows'
import { daysBefore } from './calendar'
import type { Dice } from './dice'
import type { ReturnRequest } from './ledger'

/** Share of orders from which something comes back. */
const RETURNING = 0.095
/** Share of those that come back whole. */
const WHOLE = 0.4

/**
 * What comes back of an order, and when: within the thirty days that the house gives. Null for what is kept, and for
 * what would come back only after `until`.
 */
export function rollReturn(
  order: { id: string; at: Date; lines: readonly OrderLineRow[] },
  until: Date,
  dice: Dice,
): ReturnRequest | null {
  if (!dice.chance(RETURNING)) return null
  const at = daysBefore(order.at, -dice.between(3, 29))
  if (at >= until) return null
  const whole = order.lines.map(({ position, quantity }) => ({ position, quantity }))
  if (dice.chance(WHOLE)) return { at, orderId: order.id, units: whole }
  const line = whole[dice.below(whole.length)]
  if (!line) return null
  return { at, orderId: order.id, units: [{ ...line, quantity: 1 + dice.below(line.quantity) }] }
}
