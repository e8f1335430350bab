import { sha256 } from '@/lib/core/ids'
import { priceCart, refundFor } from '@/lib/cart/pricing'
import { joinsByOrder } from '@/lib/loyalty/prospect'
import type { LoyaltyProgram, MembershipFact, Transaction } from '@/lib/loyalty/schema'
import { standingOf, type StandingResult } from '@/lib/loyalty/standing'
import { entitlementsFor, type PaidOrder } from '@/lib/offers/rules'
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
}

/** Units that come back: places in the order's lines. */
export type ReturnRequest = { at: Date; orderId: string; units: readonly { position: number; quantity: number }[] }

/** One customer's dealings with the house, each decided by the shop's own rules and written as the shop writes it. */
export type Ledger = {
  join: (at: Date) => void
  resign: (at: Date) => void
  order: (request: OrderRequest) => { id: string; lines: readonly OrderLineRow[] }
  /** Throws when more comes back than was bought. */
  giveBack: (request: ReturnRequest) => void
  standing: (asOf: Date) => StandingResult
  /** What may still be taken off, as of a moment. */
  openOffers: (asOf: Date) => readonly string[]
}

/** A ledger that writes into `past`. Dealings must be entered in the order in which they happened. */
export function openLedger(past: Past, ids: () => string, programme: LoyaltyProgram, customerId: string): Ledger {
  const memberships: MembershipFact[] = []
  const transactions: Transaction[] = []
  const orders: PaidOrder[] = []
  const used: string[] = []
  const bought = new Map<string, { lines: readonly OrderLineRow[]; returned: number[] }>()
  let latest = new Date(0)

  const enter = (at: Date) => {
    if (at < latest) throw new Error(`${customerId}: ${at.toISOString()} is before ${latest.toISOString()}`)
    latest = at
  }
  const standing = (asOf: Date) => standingOf({ programme, memberships, transactions, asOf })
  const entitlements = (asOf: Date) => {
    const result = standing(asOf)
    return entitlementsFor({
      programme,
      standing: result.member ? result.standing : null,
      orders,
      usedOffers: used,
      asOf,
    })
  }
  const remember = (kind: 'join' | 'resign', at: Date, orderId: string | null) => {
    const fact: MembershipFact = { kind, at, reason: orderId ? 'order' : 'request', orderId }
    memberships.push(fact)
    past.membership_fact.push({ id: ids(), customerId, ...fact })
  }

  return {
    standing,
    openOffers: (asOf) => entitlements(asOf).percents.flatMap(({ offer }) => offer ?? []),
    join: (at) => {
      enter(at)
      if (!standing(at).member) remember('join', at, null)
    },
    resign: (at) => {
      enter(at)
      if (standing(at).member) remember('resign', at, null)
    },
    order: ({ at, channel, country, address, items }) => {
      enter(at)
      const id = ids()
      const priced = priceCart({
        lines: items.map(({ sku, quantity, piece }) => ({ sku, quantity, unitPrice: piece.price })),
        currency: programme.currency,
        entitlements: entitlements(at),
        shippingTo: country,
      })
      // What is bought at the till is carried home.
      const shipping = channel === 'till' ? 0 : priced.shipping
      const discount = priced.discount
      past.order.push({
        id,
        number: '', // given at the end, when all orders are known in their order
        customerId,
        key: ids(),
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
        shipping,
        total: priced.total - priced.shipping + shipping,
        country,
        address,
        payment: { provider: channel === 'till' ? 'till' : 'demo', reference: `demo-${id}`, last4: '4242' },
      })
      const lines = items.map((item, position) =>
        lineOf(item, id, ids(), position, priced.lines[position]?.discount ?? 0),
      )
      past.order_line.push(...lines)
      bought.set(id, { lines, returned: lines.map(() => 0) })
      if (discount?.entitlement.offer) {
        used.push(discount.entitlement.offer)
        past.offer_use.push({ customerId, offer: discount.entitlement.offer, orderId: id, at })
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
      const id = ids()
      past.return.push({ id, orderId, at })
      let amount = 0
      for (const { position, quantity } of units) {
        const line = order.lines[position]
        if (!line) throw new Error(`order ${orderId} has no line ${position}`)
        const before = order.returned[position] ?? 0
        const back = refundFor(line, before, quantity)
        order.returned[position] = before + quantity
        amount += back.merchandise
        past.return_line.push({ id: ids(), returnId: id, orderLineId: line.id, quantity, ...back })
      }
      transactions.push({ kind: 'return', at, amount, orderId })
    },
  }
}

function lineOf(item: Item, orderId: string, id: string, position: number, discount: number): OrderLineRow {
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
    discount,
  }
}
