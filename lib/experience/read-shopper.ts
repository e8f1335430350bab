import 'server-only'
import { cache } from 'react'
import { getCatalogue } from '@/lib/catalog/queries'
import { parseProgramme } from '@/lib/loyalty/programme'
import { standingOf } from '@/lib/loyalty/standing'
import type { LoyaltyProgram, Transaction } from '@/lib/loyalty/schema'
import { entitlementsFor } from '@/lib/offers/rules'
import type { PastOrder } from '@/lib/orders/schema'
import { affinityOf } from '@/lib/ranking/affinity'
import { mayPersonalise } from '@/lib/shopper/market'
import { requestContext, type RequestContext } from '@/lib/shopper/request'
import { readShopperFacts } from './queries'
import { sayIn } from './say'
import type { Shopper } from './schema'

const programmes = new Map<string, LoyaltyProgram>()

function programmeIn(row: { id: string; definition: unknown } | null): LoyaltyProgram {
  if (!row) throw new Error('no loyalty programme is in force; run the seed or add a programme version')
  let programme = programmes.get(row.id)
  if (!programme) {
    programme = parseProgramme(row.definition)
    programmes.set(row.id, programme)
  }
  return programme
}

/** What orders and returns are to the loyalty fold: merchandise before discounts, on its own moment. */
export function transactionsOf(orders: readonly PastOrder[]): Transaction[] {
  return orders.flatMap((order) => [
    { kind: 'purchase' as const, at: order.placedAt, amount: order.merchandise, orderId: order.id },
    ...order.returns.map((back) => ({
      kind: 'return' as const,
      at: back.at,
      amount: back.merchandise,
      orderId: order.id,
    })),
  ])
}

/** Who is asking. `linked`: this browser's visitor is known to be the signed-in customer's, or nobody is signed in. */
export type Asking = { shopper: Shopper; request: RequestContext; linked: boolean }

/** The shopper behind this request, and the request itself. Read once per request, in one database round trip. */
export const readShopper = cache(async (): Promise<Asking> => {
  const request = await requestContext()
  const { now, market } = request
  const facts = await readShopperFacts({
    visitorId: request.visitorId,
    customerId: request.sessionCustomerId,
    asOf: now,
  })
  const catalogue = await getCatalogue(facts.catalogueVersion ?? '')
  const programme = programmeIn(facts.programme)
  const customer = facts.customer && { ...facts.customer, firstName: facts.customer.name.split(' ')[0] ?? '' }

  // The browser's own "no" always holds; a customer's stored choice speaks on every device that has not said no.
  const stored = facts.choice === 'on' ? 'yes' : facts.choice === 'off' ? 'no' : null
  const answer = request.answer === 'no' ? 'no' : (stored ?? request.answer)
  const personalised = mayPersonalise(market, answer, request.globalPrivacyControl)

  const transactions = transactionsOf(facts.orders)
  const result = standingOf({ programme, memberships: facts.memberships, transactions, asOf: now })
  const standing = customer && result.member ? result.standing : null
  const entitlements = entitlementsFor({
    programme,
    standing,
    orders: facts.orders.map((order) => ({ id: order.id, at: order.placedAt })),
    usedOffers: facts.usedOffers,
    asOf: now,
  })
  const behaviours = personalised ? [...facts.facts, ...purchaseFacts(facts.orders, now)] : []
  const shopper: Shopper = {
    now,
    say: sayIn(market.locale, market.currency, programme.timeZone),
    visitorId: request.visitorId,
    visitId: request.visitId,
    visitNumber: request.visitNumber,
    country: request.country,
    arrival: personalised || answer === null ? request.arrival : null,
    customer,
    personalised,
    learns: personalised && !request.silent,
    consentOpen: market.consent === 'opt-in' && answer === null,
    catalogue,
    programme,
    memberships: facts.memberships,
    orders: facts.orders,
    transactions,
    usedOffers: facts.usedOffers,
    standing,
    entitlements,
    facts: behaviours,
    affinity: affinityOf(behaviours, catalogue.bySlug, now),
    owned: new Set(
      personalised
        ? facts.orders.flatMap((order) =>
            order.lines.filter((line) => line.returned < line.quantity).map((line) => line.product),
          )
        : [],
    ),
    cartCount: facts.cartCount,
  }
  return { shopper, request, linked: facts.linked || !customer }
})

/** Orders teach taste too. The log's own purchase facts belong to no visitor at the till, so orders are read instead. */
function purchaseFacts(orders: readonly PastOrder[], now: Date): Shopper['facts'] {
  return orders.flatMap((order) =>
    order.placedAt <= now
      ? order.lines.map((line) => ({
          id: line.id,
          at: order.placedAt,
          kind: 'purchase' as const,
          visitorId: null,
          customerId: null,
          visitId: null,
          product: line.product,
          colour: line.colour,
          category: null,
          query: null,
          orderId: order.id,
          quantity: line.quantity - line.returned,
          place: null,
          channel: order.channel,
          movedClock: false,
        }))
      : [],
  )
}
