import { loyaltyFactsOf } from '@/lib/loyalty/transactions'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { standingOf } from '@/lib/loyalty/standing'
import { tierIndexOf } from '@/lib/loyalty/programme'
import { NOWHERE } from '@/lib/offers/lifecycle/facts'
import type { BaseCustomer } from '@/lib/value/base/row'
import { valueOf } from '@/lib/value/fold'
import { keptOf } from '@/lib/value/kept'
import { valueFactsOf } from '@/lib/value/purchases'
import type { BaseValue } from '@/lib/value/schema'
import { spokeWithin, type Decided } from '../caps'
import type { Trigger, TriggerKey } from '../schema'
import { foldedDuesOf } from '../triggers'
import { TRANSACTIONAL_HOURS } from '../triggers/transactional'

const HOUR = 3_600_000

/** What else of a customer is read in bulk. */
export type Recent = {
  /** When the newest line was put into their cart of a piece that can be bought; null without one. */
  cartAt: Date | null
  /** Whether they looked at a piece since the first moment that the trigger for it still reaches. */
  looked: boolean
  /** Whether they ever said that they follow a house that has listed something since the like moment. */
  follows: boolean
  /** What was decided for them, newest first. */
  decided: readonly Decided[]
}

/** What everybody of a run has in common. */
export type Common = {
  asOf: Date
  programme: LoyaltyProgram
  base: BaseValue | null
  triggers: readonly Trigger[]
}

/**
 * Whether a run may find something to decide for a customer: by the very folds and conditions that it asks afterwards,
 * over facts that are read in bulk, and for what is not among these by times alone. It may say yes for nothing (points that
 * were spent meanwhile, a visit that was no more than a glance); a no is certain.
 */
export function mayBeDue(customer: BaseCustomer, recent: Recent, common: Common): boolean {
  const { asOf, triggers } = common
  const now = asOf.getTime()
  const told = (cause: string, subject: string): boolean =>
    recent.decided.some((one) => one.cause === cause && one.subject === subject)
  const isIn = (at: Date, { delayHours, withinHours }: Pick<Trigger, 'delayHours' | 'withinHours'>): boolean =>
    now - at.getTime() >= delayHours * HOUR && now - at.getTime() < withinHours * HOUR
  const open = (key: TriggerKey): Trigger | undefined => {
    const trigger = triggers.find((one) => one.key === key)
    return trigger && !spokeWithin(key, trigger.againAfterDays, asOf, recent.decided) ? trigger : undefined
  }

  const justNow = { delayHours: 0, withinHours: TRANSACTIONAL_HOURS }
  for (const { id, placedAt, returns } of customer.orders) {
    if (isIn(placedAt, justNow) && !told('order-placed', `order:${id}`)) return true
    if (returns.some(({ at }) => isIn(at, justNow))) return true
  }
  const after = open('after-purchase')
  if (after && customer.orders.some((o) => isIn(o.placedAt, after) && !told('after-purchase', `order:${o.id}`))) {
    return true
  }
  const welcome = open('welcome')
  if (welcome && isIn(customer.since, welcome) && !told('welcome', 'account')) return true
  const cart = open('cart-left')
  if (cart && recent.cartAt && isIn(recent.cartAt, cart) && !told('cart-left', `cart:${recent.cartAt.toISOString()}`)) {
    return true
  }
  if (recent.looked && open('browse-left')) return true
  if (recent.follows && open('new-from-house')) return true

  const folded = triggers.filter(({ key }) => open(key))
  return foldedDuesOf(foldedOf(customer, common), folded).some((due) => {
    const trigger = folded.find(({ key }) => key === due.cause)
    return trigger !== undefined && isIn(due.since, trigger) && !told(due.cause, due.subject)
  })
}

/** What conditions read that ask for standing and value alone, but for points that were used: nobody has any less. */
function foldedOf(customer: BaseCustomer, { asOf, programme, base }: Common): Parameters<typeof foldedDuesOf>[0] {
  const result = standingOf({ programme, ...loyaltyFactsOf(programme, { ...customer, redemptions: [] }), asOf })
  const standing = result.member ? result.standing : null
  const held = standing?.tier ? programme.tiers.slice(0, tierIndexOf(programme, standing.tier) + 1) : []
  const facts = valueFactsOf(programme, customer)
  const { timeZone } = programme
  const value = valueOf({ facts, asOf, timeZone, held: held.map(({ key }) => key), base })
  return {
    shopper: { now: asOf, programme, standing, orders: [] },
    offers: {
      ...{ asOf, programme, standing, value, kept: keptOf(facts, asOf) },
      ...{ orders: [], grants: [], usedOffers: [], elsewhere: NOWHERE, percents: [], answers: {} },
    },
  }
}
