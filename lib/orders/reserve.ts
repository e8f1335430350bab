import 'server-only'
import { offersSpent, priceCart } from '@/lib/cart/pricing'
import { lockCart, readCart } from '@/lib/cart/queries'
import type { CartLineView } from '@/lib/cart/rules'
import type { Entitlements, PricedCart, SpentOffers } from '@/lib/cart/schema'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import type { Minor } from '@/lib/core/money'
import { fail, ok, type Result } from '@/lib/core/result'
import type { Address } from './address'
import { freeNumber } from './numbers'
import type { OrderStatus } from './schema'
import type { Steps } from './steps'
import { lockCustomer, takeStock } from './guards'

/** Fewer left than wanted: none, when `left` is 0. */
export type Shortfall = { sku: string; name: string; left: number; wanted: number }

/**
 * Why nothing was reserved. `conflict`: the key was used before, for something else. `in-progress`: another order of
 * theirs, with pieces of this cart, is still waiting for its payment. `offer-used`: another order took the offer in this
 * very moment. `points-spent`: other orders hold points that this one wanted.
 */
export type ReserveFault =
  | { code: 'conflict' }
  | { code: 'empty' }
  | { code: 'in-progress'; number: string }
  | { code: 'just-sold'; pieces: Shortfall[] }
  | { code: 'total-changed'; from: Minor; to: Minor; currency: string }
  | { code: 'offer-used' }
  /** What came with the order as the form had shown it: `ended` where nothing does now, else another thing does. */
  | { code: 'offer-changed'; ended: boolean }
  /** Fewer points are left than the form wanted to use: `points` of them would be used, for another total. */
  | { code: 'points-spent'; points: number; to: Minor; currency: string }

/** What a customer may have taken off an order: percentages and free shipping, and points. */
export type Rights = {
  entitlements: Entitlements
  /** `worth` is what one point pays for, in minor units; 0 where points pay for nothing. */
  points: { spendable: number; worth: Minor }
}

export type ReservedOrder = { id: string; number: string; status: OrderStatus; total: Minor; currency: string }

/** `again`: this key had placed this order before; nothing was done now. */
export type Reservation = { order: ReservedOrder; again: boolean }

export type ReserveInput = {
  customerId: string
  key: string
  contentHash: string
  address: Address
  /** The total that the form had shown: compared, never charged. */
  shownTotal: Minor
  /** What the form had shown to come with the order, as `SpentOffers` seals it; null where it said nothing of it. */
  shownOffer: string | null
  /** How many points to use: no more of them are used than pay for something, and never more than there are. */
  points: number
  /** Domain time of the order. */
  now: Date
  /** Real time, from which an unresolved reservation is released. */
  realNow: Date
  /** What this customer may have taken off, folded from facts read inside this transaction. */
  rights: (tx: Transaction) => Promise<Rights>
  steps?: Steps
}

/** Undoes the transaction and becomes its answer. */
class Refused extends Error {
  constructor(readonly fault: ReserveFault) {
    super(fault.code)
  }
}

/**
 * Reserves what is in the customer's cart, in one transaction under the customer's lock: compares the key, prices the
 * cart again, takes the stock, takes the offer and the points, writes the order as `reserved`. Either all of it holds or
 * none. The order's own row is what spends its points: whoever folds them afterwards, under the same lock, sees it.
 */
export async function reserveOrder(input: ReserveInput): Promise<Result<Reservation, ReserveFault>> {
  try {
    return ok(await db.$transaction((tx) => reserveWithin(tx, input)))
  } catch (error) {
    if (error instanceof Refused) return fail(error.fault)
    throw error
  }
}

async function reserveWithin(tx: Transaction, input: ReserveInput): Promise<Reservation> {
  const { customerId, key, steps } = input
  await lockCustomer(tx, customerId)
  await steps?.('reserve:locked')
  const known = await tx.order.findUnique({ where: { customerId_key: { customerId, key } } })
  if (known) {
    if (known.contentHash !== input.contentHash) throw new Refused({ code: 'conflict' })
    return { order: { ...known, status: known.status as OrderStatus }, again: true }
  }

  const owner = { visitorId: '', customerId }
  await lockCart(tx, owner)
  const { lines } = await readCart(owner, tx)
  const [first] = lines
  if (!first) throw new Refused({ code: 'empty' })
  await refuseTwice(tx, customerId, lines)
  refuseShortfall(lines)
  const rights = await input.rights(tx)
  const priced = pricedAsShown(lines, first.currency, input, rights)
  const spent = offersSpent(priced, rights.entitlements, input.address.country)
  if (input.shownOffer !== null && input.shownOffer !== spent.seal) {
    throw new Refused({ code: 'offer-changed', ended: spent.seal === '' })
  }

  await steps?.('reserve:priced')
  await steps?.('reserve:before-stock')
  if (!(await takeStock(tx, lines))) {
    // Somebody was faster between reading and taking.
    refuseShortfall((await readCart(owner, tx)).lines)
    throw new Error('the stock was not taken, though there is enough of everything')
  }
  await steps?.('reserve:before-order')
  return { order: await writeOrder(tx, input, lines, { ...priced, ...spent }), again: false }
}

/** The cart's price now; refused when it is not what the form had shown. */
function pricedAsShown(
  lines: readonly CartLineView[],
  currency: string,
  input: Pick<ReserveInput, 'points' | 'address' | 'shownTotal'>,
  { entitlements, points }: Rights,
): PricedCart {
  const wanted = Math.min(input.points, points.spendable)
  const priced = priceCart({
    ...{ lines, currency, entitlements, shippingTo: input.address.country },
    points: points.worth > 0 ? { wanted, worth: points.worth } : null,
  })
  const { total: to } = priced
  if (wanted < input.points) throw new Refused({ code: 'points-spent', points: priced.pointsUsed, to, currency })
  if (to !== input.shownTotal) throw new Refused({ code: 'total-changed', from: input.shownTotal, to, currency })
  return priced
}

/** The cart keeps its lines until an order is confirmed: two forms sent at once must not buy the same pieces twice. */
async function refuseTwice(tx: Transaction, customerId: string, lines: readonly CartLineView[]): Promise<void> {
  const open = await tx.order.findFirst({
    where: { customerId, status: 'reserved', lines: { some: { sku: { in: lines.map(({ sku }) => sku) } } } },
    select: { number: true },
  })
  if (open) throw new Refused({ code: 'in-progress', number: open.number })
}

function refuseShortfall(lines: readonly CartLineView[]): void {
  const pieces = lines
    .filter(({ stock, quantity }) => stock < quantity)
    .map(({ sku, productName, stock, quantity }) => ({ sku, name: productName, left: stock, wanted: quantity }))
  if (pieces.length > 0) throw new Refused({ code: 'just-sold', pieces })
}

async function writeOrder(
  tx: Transaction,
  input: ReserveInput,
  lines: readonly CartLineView[],
  priced: PricedCart & SpentOffers,
): Promise<ReservedOrder> {
  const { customerId, key, contentHash, address, now, realNow } = input
  const { merchandise, discount, pointsUsed, pointsDiscount, bonusPoints, shipping, total, currency } = priced
  const order = await tx.order.create({
    data: {
      id: newId(),
      number: await freeNumber(tx),
      ...{ customerId, key, contentHash, status: 'reserved', channel: 'web', placedAt: now, reservedAt: realNow },
      ...{
        currency,
        merchandise,
        pointsUsed,
        pointsDiscount,
        bonusPoints,
        extras: [...priced.extras],
        shipping,
        total,
        country: address.country,
        address,
      },
      discount: discount?.amount ?? 0,
      discountReason: discount?.entitlement.reason ?? null,
      // The column keeps whole percentages; the amount above is exact either way.
      discountPercent: discount && Number.isInteger(discount.entitlement.percent) ? discount.entitlement.percent : null,
      lines: {
        createMany: {
          data: lines.map((line, position) => ({
            ...{
              id: newId(),
              position,
              sku: line.sku,
              size: line.size,
              quantity: line.quantity,
              unitPrice: line.unitPrice,
            },
            ...{ productSlug: line.product, colourSlug: line.colour },
            ...{ productName: line.productName, houseName: line.house.name, colourName: line.colourName },
            discount: priced.lines[position]?.discount ?? 0,
            pointsDiscount: priced.lines[position]?.pointsDiscount ?? 0,
          })),
        },
      },
    },
  })
  if (priced.offers.length > 0) {
    const taken = await tx.offerUse.createMany({
      data: priced.offers.map((offer) => ({ customerId, offer, orderId: order.id, at: now })),
      skipDuplicates: true,
    })
    if (taken.count < priced.offers.length) throw new Refused({ code: 'offer-used' })
  }
  return { id: order.id, number: order.number, status: 'reserved', total, currency }
}
