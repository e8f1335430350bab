import { allocate, percentOf, roundMinor, type Minor } from '@/lib/core/money'
import type {
  Entitlements,
  PercentEntitlement,
  PointsWish,
  PricedCart,
  PricedLine,
  PricedLineInput,
  SpentOffers,
} from './schema'
import { SHIPPING } from './shipping'

/** The most units of one piece that a cart holds. */
export const MAX_QUANTITY = 99

/**
 * What a cart costs. The best single percentage is taken off the merchandise, once, and its amount is allocated to the
 * lines, so that a return can give back exactly what its units paid. Shipping is the currency's fee, or free to the
 * countries the shopper is entitled to; an empty cart ships nothing. A discount that would come to nothing is none, so
 * that no offer is spent on it. Points then pay for what is left of the merchandise, as many whole ones as are useful
 * and wanted, and are allocated to the lines as the discount is.
 * total = merchandise - discount - pointsDiscount + shipping, never negative.
 * @param points null: none are wanted, or none can be used.
 * @param shippingTo ISO country; null while it is unknown, which promises nothing free.
 * Throws a RangeError for a quantity that is no integer of 1 to 99, a price that is no non-negative integer, a percentage
 * outside (0, 100], a wish that is no whole number of points, a worth that is no positive integer, a currency without a shipping fee, and a sum past what a number holds exactly.
 */
export function priceCart(input: {
  lines: readonly PricedLineInput[]
  currency: string
  entitlements: Entitlements
  shippingTo: string | null
  points?: PointsWish | null
}): PricedCart {
  const { currency, entitlements, shippingTo, points = null } = input
  const fee = SHIPPING[currency]?.fee
  if (fee === undefined) throw new RangeError(`no shipping fee is known in ${currency}`)

  const weights = input.lines.map(merchandiseOf)
  const merchandise = roundMinor(weights.reduce((sum, amount) => sum + amount, 0))
  const discount = bestDiscount(merchandise, entitlements.percents)
  const shares = allocate(discount?.amount ?? 0, weights)
  const payable = weights.map((amount, i) => amount - (shares[i] ?? 0))
  const pointsUsed = points ? usefulPoints(points, merchandise - (discount?.amount ?? 0)) : 0
  const pointsDiscount = pointsUsed * (points?.worth ?? 0)
  const paidByPoints = allocate(pointsDiscount, payable)
  const usedByLine = pointsShares(
    pointsUsed,
    paidByPoints.map((amount) => ({ pointsDiscount: amount })),
  )
  const lines = input.lines.map((line, i): PricedLine => ({
    ...line,
    merchandise: weights[i] ?? 0,
    discount: shares[i] ?? 0,
    pointsDiscount: paidByPoints[i] ?? 0,
    pointsUsed: usedByLine[i] ?? 0,
  }))
  const promised = entitlements.promised?.shipping === true && shippingTo !== null
  const free = lines.length === 0 || promised || shipsFree(entitlements, shippingTo)
  const shipping = free ? 0 : fee
  const total = merchandise - (discount?.amount ?? 0) - pointsDiscount + shipping
  return { currency, lines, merchandise, discount, pointsUsed, pointsDiscount, shipping, total }
}

const shipsFree = ({ freeShippingTo }: Entitlements, shippingTo: string | null): boolean =>
  shippingTo !== null && freeShippingTo.includes(shippingTo)

/**
 * Which offers an order spends when it is placed as it was priced: the one whose percentage was taken, and the promise that
 * gives something with it; of promises never more than one. A promise of free shipping alone is not spent where shipping is
 * free anyway.
 */
export function offersSpent(
  priced: Pick<PricedCart, 'discount'>,
  entitlements: Entitlements,
  shippingTo: string | null,
): SpentOffers {
  const { promised } = entitlements
  const ships = promised?.shipping === true && !shipsFree(entitlements, shippingTo)
  const given = promised && (promised.points > 0 || promised.extras.length > 0 || ships) ? promised : null
  const { offer = null, points = 0, extras = [] } = given ?? {}
  const taken = priced.discount?.entitlement.offer ?? null
  return {
    offers: [...new Set([taken, offer])].filter((key) => key !== null),
    bonusPoints: points,
    extras,
    seal: given ? [offer, points, ships ? 'ships' : '', ...extras].join('|') : '',
  }
}

/** Only points that pay in full: with a worth of 2, the last cent of an odd amount is paid in money. */
function usefulPoints({ wanted, worth }: PointsWish, payable: Minor): number {
  if (!Number.isSafeInteger(wanted) || wanted < 0) throw new RangeError(`not a number of points: ${wanted}`)
  if (!Number.isSafeInteger(worth) || worth < 1) throw new RangeError(`points pay for nothing: ${worth}`)
  return Math.min(wanted, Math.floor(payable / worth))
}

/**
 * Each line's share of the points that an order used, in the lines' order, adding up to them exactly: in proportion to
 * what points paid for of the line. An order's row keeps its points as a whole; this is how they belong to its lines.
 */
export function pointsShares(pointsUsed: number, lines: readonly { pointsDiscount: Minor }[]): number[] {
  return allocate(
    pointsUsed,
    lines.map(({ pointsDiscount }) => pointsDiscount),
  )
}

function merchandiseOf({ sku, quantity, unitPrice }: PricedLineInput): Minor {
  checkQuantity(sku, quantity)
  if (!Number.isSafeInteger(unitPrice) || unitPrice < 0) throw new RangeError(`${sku}: not a price: ${unitPrice}`)
  return roundMinor(quantity * unitPrice)
}

/** Whether a cart line may have this quantity: a whole number from 1 to 99. */
export function isQuantity(quantity: number): boolean {
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY
}

/** Throws a RangeError for a quantity that no cart line may have. */
export function checkQuantity(sku: string, quantity: number): void {
  if (isQuantity(quantity)) return
  throw new RangeError(`${sku}: the quantity must be a whole number from 1 to ${MAX_QUANTITY}, not ${quantity}`)
}

/** The largest amount off; of equal ones, first one that spends no offer, then the one given first. */
function bestDiscount(merchandise: Minor, percents: readonly PercentEntitlement[]): PricedCart['discount'] {
  let best: PricedCart['discount'] = null
  for (const entitlement of percents) {
    if (!(entitlement.percent > 0 && entitlement.percent <= 100)) {
      throw new RangeError(`not a percentage off: ${entitlement.percent}`)
    }
    const amount = percentOf(merchandise, entitlement.percent)
    const sparesAnOffer = entitlement.offer === null && best?.entitlement.offer !== null
    if (amount > (best?.amount ?? 0) || (best && amount === best.amount && sparesAnOffer)) {
      best = { entitlement, amount }
    }
  }
  return best
}

/** A line as it was ordered, with its shares of what was taken off the whole order. */
export type OrderedUnits = {
  quantity: number
  unitPrice: Minor
  discount: Minor
  /** Absent where an order used no points. */
  pointsDiscount?: Minor
  /** Its share of the order's points: `pointsShares(order.pointsUsed, order.lines)` at its place. */
  pointsUsed?: number
}

/**
 * What comes back for `units` units of an ordered line of which `alreadyReturned` came back before: `merchandise` is
 * what they had added to the order, `refund` the money that was paid for them (merchandise less their share of the
 * discount and of what points paid for), `pointsBack` the points that were used for them. In whichever portions a line
 * is returned, all its units add up to exactly what was paid and used for the line; none is ever negative. Shipping is
 * no part of it.
 * Throws a RangeError for no units, for more than are left, and for anything that is no whole number.
 */
export function refundFor(
  line: OrderedUnits,
  alreadyReturned: number,
  units: number,
): { merchandise: Minor; refund: Minor; pointsBack: number } {
  const { quantity, unitPrice, pointsDiscount = 0, pointsUsed = 0 } = line
  const whole = [quantity, alreadyReturned, units].every((count) => Number.isInteger(count))
  if (!whole || alreadyReturned < 0 || units < 1 || alreadyReturned + units > quantity) {
    throw new RangeError(`cannot return ${units} of ${quantity} when ${alreadyReturned} came back before`)
  }
  const discounts = allocate(line.discount, Array<number>(quantity).fill(1))
  // A unit that the discount left less to pay for can take less of the points.
  const paidByPoints = allocate(
    pointsDiscount,
    discounts.map((discount) => unitPrice - discount),
  )
  const points = allocate(pointsUsed, paidByPoints)
  const ofUnits = (parts: readonly number[]) =>
    parts.slice(alreadyReturned, alreadyReturned + units).reduce((sum, part) => sum + part, 0)
  const merchandise = roundMinor(units * unitPrice)
  return { merchandise, refund: merchandise - ofUnits(discounts) - ofUnits(paidByPoints), pointsBack: ofUnits(points) }
}
