import { sha256 } from '@/lib/core/ids'
import type { PointsWish, PricedLine } from '@/lib/cart/schema'
import { pointsShares, priceCart, refundFor } from '@/lib/cart/pricing'
import { joinsByOrder } from '@/lib/loyalty/prospect'
import type { LoyaltyProgram, MembershipFact, Redemption, Transaction } from '@/lib/loyalty/schema'
import { standingOf, type StandingResult } from '@/lib/loyalty/standing'
import { entitlementsFor, type PaidOrder } from '@/lib/offers/rules'
import { programmeAt, type ProgrammeVersion } from '../programmes'
import type { Address, OrderLineRow, Past } from '../rows'
import type { Item } from './baskets'

export type OrderRequest = {
  at: Date
  channel: 'web' | 'till'
  /** Where it is sent; at the till, where the till stands. */
  country: string
  /** Null at the till, where nothing is sent. */
  address: Address | null
  items: readonly Item[]
  /** How many points she wants to spend on it, as far as she has them. */
  points?: number
}

/** Units that come back: places in the order's lines. */
export type ReturnRequest = { at: Date; orderId: string; units: readonly { position: number; quantity: number }[] }

/** One customer's dealings with the house, each decided by the shop's own rules and written as the shop writes it. */
export type Ledger = {
  join: (at: Date) => void
  resign: (at: Date) => void
  /** Confirms one's data, where memberships come to an end without that. */
  confirm: (at: Date) => void
  order: (request: OrderRequest) => { id: string; lines: readonly OrderLineRow[] }
  /** Throws when more comes back than was bought. */
  giveBack: (request: ReturnRequest) => void
  /** From here on dealings are written into another past, with other ids; what was dealt before decides as ever. */
  goOnIn: (past: Past, ids: () => string) => void
}

/** A ledger that writes into `past`. Dealings must be entered in the order in which they happened. */
export function openLedger(
  past: Past,
  ids: () => string,
  programmes: readonly ProgrammeVersion[],
  customerId: string,
): Ledger {
  let book = { past, ids }
  const memberships: MembershipFact[] = []
  const transactions: Transaction[] = []
  const orders: PaidOrder[] = []
  const redemptions: (Redemption & { back: { at: Date; points: number }[] })[] = []
  const used: string[] = []
  const bought = new Map<string, { lines: readonly OrderLineRow[]; points: number[]; returned: number[] }>()
  let latest = new Date(0)

  const enter = (at: Date) => {
    if (at < latest) throw new Error(`${customerId}: ${at.toISOString()} is before ${latest.toISOString()}`)
    latest = at
  }
  const standing = (asOf: Date) =>
    standingOf({ programme: programmeAt(programmes, asOf), memberships, transactions, redemptions, asOf })
  const entitlements = (result: StandingResult, asOf: Date) =>
    entitlementsFor({
      programme: programmeAt(programmes, asOf),
      standing: result.member ? result.standing : null,
      orders,
      usedOffers: used,
      asOf,
    })
  const remember = (kind: MembershipFact['kind'], at: Date, orderId: string | null) => {
    const fact: MembershipFact = { kind, at, reason: orderId ? 'order' : 'request', orderId }
    memberships.push(fact)
    book.past.membership_fact.push({ id: book.ids(), customerId, ...fact })
  }

  return {
    goOnIn: (past, ids) => void (book = { past, ids }),
    join: (at) => {
      enter(at)
      if (!standing(at).member) remember('join', at, null)
    },
    resign: (at) => {
      enter(at)
      if (standing(at).member) remember('resign', at, null)
    },
    confirm: (at) => {
      enter(at)
      const result = standing(at)
      if (result.member && result.standing.validity) remember('confirm', at, null)
    },
    order: ({ at, channel, country, address, items, points = 0 }) => {
      enter(at)
      const id = book.ids()
      const programme = programmeAt(programmes, at)
      const before = standing(at)
      const priced = priceCart({
        lines: items.map(({ sku, quantity, piece }) => ({ sku, quantity, unitPrice: piece.price })),
        currency: programme.currency,
        entitlements: entitlements(before, at),
        shippingTo: country,
        points: wishFor(points, programme, before),
      })
      // What is bought at the till is carried home.
      const shipping = channel === 'till' ? 0 : priced.shipping
      const discount = priced.discount
      book.past.order.push({
        id,
        number: '', // given at the end, when all orders are known in their order
        customerId,
        key: book.ids(),
        contentHash: sha256(JSON.stringify(items.map(({ sku, quantity }) => [sku, quantity]))),
        status: 'confirmed',
        channel,
        placedAt: at,
        reservedAt: at,
        currency: priced.currency,
        merchandise: priced.merchandise,
        discount: discount?.amount ?? 0,
        discountReason: discount?.entitlement.reason ?? null,
        discountPercent: discount?.entitlement.percent ?? null,
        pointsUsed: priced.pointsUsed,
        pointsDiscount: priced.pointsDiscount,
        shipping,
        total: priced.total - priced.shipping + shipping,
        country,
        address,
        payment: { provider: channel === 'till' ? 'till' : 'demo', reference: `demo-${id}`, last4: '4242' },
      })
      const lines = items.map((item, position) => lineOf(item, id, book.ids(), position, priced.lines[position]))
      book.past.order_line.push(...lines)
      bought.set(id, { lines, points: pointsShares(priced.pointsUsed, lines), returned: lines.map(() => 0) })
      if (priced.pointsUsed > 0) redemptions.push({ orderId: id, at, points: priced.pointsUsed, back: [] })
      if (discount?.entitlement.offer) {
        used.push(discount.entitlement.offer)
        book.past.offer_use.push({ customerId, offer: discount.entitlement.offer, orderId: id, at })
      }
      if (joinsByOrder({ programme, memberships, order: { id, at, merchandise: priced.merchandise } })) {
        remember('join', at, id)
      }
      orders.push({ id, at })
      transactions.push({ kind: 'purchase', at, amount: priced.merchandise, orderId: id })
      return { id, lines }
    },
    giveBack: ({ at, orderId, units }) => {
      enter(at)
      const order = bought.get(orderId)
      if (!order) throw new Error(`no order ${orderId} to return from`)
      const id = book.ids()
      book.past.return.push({ id, orderId, at })
      let amount = 0
      let pointsBack = 0
      for (const { position, quantity } of units) {
        const line = order.lines[position]
        if (!line) throw new Error(`order ${orderId} has no line ${position}`)
        const before = order.returned[position] ?? 0
        const back = refundFor({ ...line, pointsUsed: order.points[position] ?? 0 }, before, quantity)
        order.returned[position] = before + quantity
        amount += back.merchandise
        pointsBack += back.pointsBack
        book.past.return_line.push({ id: book.ids(), returnId: id, orderLineId: line.id, quantity, ...back })
      }
      transactions.push({ kind: 'return', at, amount, orderId })
      if (pointsBack > 0) redemptions.find((use) => use.orderId === orderId)?.back.push({ at, points: pointsBack })
    },
  }
}

/** As many points as she wants and has; null where none can be spent. */
function wishFor(points: number, programme: LoyaltyProgram, result: StandingResult): PointsWish | null {
  const worth = programme.points?.worth ?? 0
  const wanted = result.member ? Math.min(points, result.standing.spendablePoints) : 0
  return worth > 0 && wanted > 0 ? { wanted, worth } : null
}

function lineOf(item: Item, orderId: string, id: string, position: number, priced?: PricedLine): OrderLineRow {
  return {
    id,
    orderId,
    position,
    sku: item.sku,
    productSlug: item.piece.slug,
    colourSlug: item.colour.slug,
    size: item.size,
    productName: item.piece.name,
    houseName: item.piece.houseName,
    colourName: item.colour.name,
    quantity: item.quantity,
    unitPrice: item.piece.price,
    discount: priced?.discount ?? 0,
    pointsDiscount: priced?.pointsDiscount ?? 0,
  }
}
