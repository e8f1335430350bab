import { dayOf, type Day } from '@/lib/core/days'
import type { Minor } from '@/lib/core/money'
import type { PercentEntitlement } from '@/lib/cart/schema'
import type { LoyaltyProgram, Standing } from '@/lib/loyalty/schema'
import type { Answers } from '@/lib/shopper/answers'
import type { KeptPurchase } from '@/lib/value/kept'
import type { CustomerValue } from '@/lib/value/schema'
import { guardKey, type EndedOffer, type LifecycleOffer, type OfferGrant } from './schema'

/** A paid order, as far as offers care. */
export type OfferOrder = {
  id: string
  placedAt: Date
  merchandise: Minor
  discount: Minor
  discountReason: string | null
  /** Not later than the as-of. */
  returns: readonly { at: Date; merchandise: Minor }[]
}

/**
 * What other accounts of this browser had of offers that are given once in a relationship, each offer once, and whether
 * one of them has bought. Offers that come again with each new cause are each account's own.
 */
export type Elsewhere = {
  bought: boolean
  grants: readonly { offer: string; used: boolean }[]
}
export const NOWHERE: Elsewhere = { bought: false, grants: [] }

/** What a promise is held against. */
export type PromiseFacts = {
  asOf: Date
  programme: LoyaltyProgram
  /** Null for who is no member. */
  standing: Standing | null
  /** All paid ones, in any order, not later than `asOf`. */
  orders: readonly OfferOrder[]
  grants: readonly OfferGrant[]
  /** Whatever the time of their use. */
  usedOffers: readonly string[]
  elsewhere: Elsewhere
}

/** What the decision rests on. */
export type OfferFacts = PromiseFacts & {
  /** Null for nobody signed in. */
  value: CustomerValue | null
  /** Purchases of which something was kept, of the shop and of the till, earlier to later. */
  kept: readonly KeptPurchase[]
  /** What tiers and the first order give already: see `entitlementsFor`. */
  percents: readonly PercentEntitlement[]
  answers: Answers
}

/** Whether nothing is left of an order. */
export const isWholeBack = ({ merchandise, returns }: Pick<OfferOrder, 'merchandise' | 'returns'>): boolean =>
  returns.length > 0 && returns.reduce((left, back) => left - back.merchandise, merchandise) <= 0

/**
 * What ended a promise that was not used: its date, or the return of what had earned it. `returned` is an order of which
 * nothing is kept, or a tier that its own order's return has taken away. What was used stays used: an order that took a
 * percentage keeps it, and its points go back with its own returns.
 */
export function endOf(grant: OfferGrant, facts: PromiseFacts): EndedOffer['why'] | null {
  const { asOf, orders, standing, programme, elsewhere } = facts
  const cause = grant.earnedBy === null ? undefined : orders.find(({ id }) => id === grant.earnedBy)
  if (grant.earnedBy !== null && (!cause || isWholeBack(cause))) return 'returned'
  if (grant.stage === 'tier-reached' && cause && cause.returns.length > 0) {
    const key = grant.subject.split(':')[0]
    const rank = (of: string | undefined) => programme.tiers.findIndex((tier) => tier.key === of)
    if (rank(standing?.tier?.key) < rank(key)) return 'returned'
  }
  if (elsewhere.grants.some(({ offer, used }) => used && offer === grant.offer)) return 'elsewhere'
  return grant.until <= asOf ? 'date' : null
}

export const isUsed = (grant: OfferGrant, { usedOffers }: Pick<PromiseFacts, 'usedOffers'>): boolean =>
  usedOffers.includes(guardKey(grant))

/** Pages read together differ by no more: what one of them promised is not of the future to the other. */
export const TOGETHER_MS = 60_000

/** Whether a promise was made by then: one made ahead, under a moved clock, is none yet. */
export const isMade = ({ at }: Pick<OfferGrant, 'at'>, asOf: Date): boolean =>
  at.getTime() <= asOf.getTime() + TOGETHER_MS

/** Promises that can be used now, whatever became of the offers: the first to end comes first. */
export function promisesOf(facts: PromiseFacts): OfferGrant[] {
  return facts.grants
    .filter((grant) => isMade(grant, facts.asOf) && !isUsed(grant, facts) && endOf(grant, facts) === null)
    .sort((a, b) => a.until.getTime() - b.until.getTime() || (a.id < b.id ? -1 : 1))
}

/** For how many days it is told that a promise has ended. */
const TOLD_DAYS = 14

/** Promises that ended unused within the last days, newest first. */
export function endedOf(facts: PromiseFacts): EndedOffer[] {
  const { asOf } = facts
  const told = asOf.getTime() - TOLD_DAYS * 86_400_000
  return facts.grants
    .flatMap((grant): EndedOffer[] => {
      const why = isUsed(grant, facts) ? null : endOf(grant, facts)
      if (!why) return []
      const back = facts.orders.find(({ id }) => id === grant.earnedBy)?.returns.map(({ at }) => at.getTime()) ?? []
      const at =
        why === 'date' ? grant.until.getTime() : Math.min(grant.until.getTime(), Math.max(...back, grant.at.getTime()))
      return at > told && isMade(grant, asOf) ? [{ grant, why, at: new Date(at) }] : []
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.grant.id < b.grant.id ? -1 : 1))
}

/** At least so many orders, and at least this share of them without a percentage, make somebody who buys without one. */
export const FULL_PRICE = { orders: 2, share: 0.5 } as const

/** What every order of a tier carries says nothing about who placed it: such orders are not counted. */
const AUTOMATIC = 'discount.tier'

/**
 * Whether somebody buys without a percentage: of at least two orders that could tell, at least half carried none. Points
 * are no percentage: they were earned. Orders that went back whole count too: they were placed at that price.
 */
export function buysAtFullPrice(orders: readonly OfferOrder[]): { is: boolean; full: number; of: number } {
  const telling = orders.filter(({ discountReason }) => discountReason !== AUTOMATIC)
  const full = telling.filter(({ discount }) => discount === 0).length
  const of = telling.length
  return { is: of >= FULL_PRICE.orders && full >= of * FULL_PRICE.share, full, of }
}

/** Whether an offer promised then is not promised again yet: whole days of the programme. */
export function isCooling({ frequency }: LifecycleOffer, at: Date, facts: Pick<PromiseFacts, 'asOf' | 'programme'>) {
  return frequency.per === 'once' || dayIn(facts, facts.asOf) - dayIn(facts, at) < frequency.cooldownDays
}

/** A moment's calendar day in the programme. */
export const dayIn = ({ programme }: Pick<PromiseFacts, 'programme'>, at: Date): Day => dayOf(at, programme.timeZone)
