import { allocate, percentOf, roundMinor, type Minor } from '@/lib/core/money'
import type { Entitlements, PercentEntitlement, PricedCart, PricedLine, PricedLineInput } from './schema'
import { SHIPPING } from './shipping'

/** The most units of one piece that a cart holds. */
export const MAX_QUANTITY = 99

/**
 * What a cart costs. The best single percentage is taken off the merchandise, once, and its amount is allocated to the
 * lines, so that a return can give back exactly what its units paid. Shipping is the currency's fee, or free to the
 * countries the shopper is entitled to; an empty cart ships nothing. total = merchandise - discount + shipping, never
 * negative. A discount that would come to nothing is none, so that no offer is spent on it.
 * @param shippingTo ISO country; null while it is unknown, which promises nothing free.
 * Throws a RangeError for a quantity that is no integer of 1 to 99, a price that is no non-negative integer, a percentage
 * outside (0, 100], a currency without a shipping fee, and a sum past what a number holds exactly.
 */
export function priceCart(input: {
  lines: readonly PricedLineInput[]
  currency: string
  entitlements: Entitlements
  shippingTo: string | null
}): PricedCart {
  const { currency, entitlements, shippingTo } = input
  const fee = SHIPPING[currency]?.fee
  if (fee === undefined) throw new RangeError(`no shipping fee is known in ${currency}`)

  const weights = input.lines.map(merchandiseOf)
  const merchandise = roundMinor(weights.reduce((sum, amount) => sum + amount, 0))
  const discount = bestDiscount(merchandise, entitlements.percents)
  const shares = allocate(discount?.amount ?? 0, weights)
  const lines = input.lines.map((line, i): PricedLine => ({
    ...line,
    merchandise: weights[i] ?? 0,
    discount: shares[i] ?? 0,
  }))
  const free = lines.length === 0 || (shippingTo !== null && entitlements.freeShippingTo.includes(shippingTo))
  const shipping = free ? 0 : fee
  return { currency, lines, merchandise, discount, shipping, total: merchandise - (discount?.amount ?? 0) + shipping }
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

/**
 * What comes back for `units` units of an ordered line of which `alreadyReturned` came back before: `merchandise` is
 * what they had added to the order, `refund` what was paid for them. In whichever portions a line is returned, the
 * refunds of all its units add up to exactly what the line cost.
 * Throws a RangeError for no units, for more than are left, and for anything that is no whole number.
 */
export function refundFor(
  line: { quantity: number; unitPrice: Minor; discount: Minor },
  alreadyReturned: number,
  units: number,
): { merchandise: Minor; refund: Minor } {
  const { quantity, unitPrice, discount } = line
  const whole = [quantity, alreadyReturned, units].every((count) => Number.isInteger(count))
  if (!whole || alreadyReturned < 0 || units < 1 || alreadyReturned + units > quantity) {
    throw new RangeError(`cannot return ${units} of ${quantity} when ${alreadyReturned} came back before`)
  }
  const unitDiscounts = allocate(discount, Array<number>(quantity).fill(1))
  const back = unitDiscounts.slice(alreadyReturned, alreadyReturned + units).reduce((sum, part) => sum + part, 0)
  const merchandise = roundMinor(units * unitPrice)
  return { merchandise, refund: merchandise - back }
}
