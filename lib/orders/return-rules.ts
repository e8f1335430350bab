import { pointsShares, refundFor } from '@/lib/cart/pricing'
import { dayOf, startOfDay } from '@/lib/core/days'
import type { Minor } from '@/lib/core/money'
import { fail, ok, type Result } from '@/lib/core/result'
import type { OrderedLine, OrderStatus } from './schema'

/** For how many days after the day of an order its pieces can be returned: of November 1, through December 1. */
export const RETURN_DAYS = 30

/** What decides about returning pieces of an order. */
export type ReturnableOrder = {
  status: OrderStatus
  placedAt: Date
  pointsUsed: number
  /** `returned` counts whatever its time: what is back is back, under any clock. */
  lines: readonly ReturnableLine[]
}
export type ReturnableLine = Pick<
  OrderedLine,
  'id' | 'sku' | 'quantity' | 'unitPrice' | 'discount' | 'pointsDiscount' | 'returned'
>

/** Why nothing of an order can be returned. `not-yet`: it was placed later than the asker's clock. */
export type NotReturnable = 'not-paid' | 'not-yet' | 'too-late' | 'all-back'

/**
 * Whether pieces of an order can be returned at a moment, and the start of the last day on which they can. Days are
 * calendar days in `timeZone`.
 */
export function returnWindow(
  order: ReturnableOrder,
  now: Date,
  timeZone: string,
): { lastDay: Date; whyNot: NotReturnable | null } {
  const last = dayOf(order.placedAt, timeZone) + RETURN_DAYS
  return { lastDay: startOfDay(last, timeZone), whyNot: whyNot() }

  function whyNot(): NotReturnable | null {
    if (order.status !== 'confirmed') return 'not-paid'
    if (order.lines.every((line) => line.returned >= line.quantity)) return 'all-back'
    if (now < order.placedAt) return 'not-yet'
    return dayOf(now, timeZone) > last ? 'too-late' : null
  }
}

/** A line of a return. `merchandise`, `refund` in minor units; see the table of that name. */
export type PlannedLine = {
  orderLineId: string
  sku: string
  quantity: number
  merchandise: Minor
  refund: Minor
  pointsBack: number
}

/** What a return gives back: its lines and their sums. */
export type ReturnPlan = { lines: PlannedLine[]; merchandise: Minor; refund: Minor; pointsBack: number }

/**
 * What comes back for the wanted units, by order line: exactly what these units had cost after their shares of the
 * discount and of what points paid for, and the points that paid for them. In whichever portions an order is returned,
 * its refunds add up to what its pieces cost, and its points to what it had used.
 * `nothing`: no unit is wanted. `unknown`: a line of another order. `too-many`: more than are still kept.
 */
export function planReturn(
  order: Pick<ReturnableOrder, 'pointsUsed' | 'lines'>,
  wanted: ReadonlyMap<string, number>,
): Result<ReturnPlan, { code: 'nothing' | 'unknown' | 'too-many' }> {
  const ids = new Set(order.lines.map(({ id }) => id))
  if ([...wanted.keys()].some((id) => !ids.has(id))) return fail({ code: 'unknown' })
  const points = pointsShares(order.pointsUsed, order.lines)
  const lines: PlannedLine[] = []
  for (const [position, line] of order.lines.entries()) {
    const quantity = wanted.get(line.id) ?? 0
    if (quantity === 0) continue
    if (!Number.isInteger(quantity) || quantity < 0 || line.returned + quantity > line.quantity) {
      return fail({ code: 'too-many' })
    }
    const pointsUsed = points[position] ?? 0
    const back = refundFor({ ...line, pointsUsed }, line.returned, quantity)
    lines.push({ orderLineId: line.id, sku: line.sku, quantity, ...back })
  }
  if (lines.length === 0) return fail({ code: 'nothing' })
  const sum = (of: 'merchandise' | 'refund' | 'pointsBack') => lines.reduce((all, line) => all + line[of], 0)
  return ok({ lines, merchandise: sum('merchandise'), refund: sum('refund'), pointsBack: sum('pointsBack') })
}
