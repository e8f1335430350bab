import type { Entitlements } from '@/lib/cart/schema'
import { dayOf } from '@/lib/core/days'
import { percentOf, type Minor } from '@/lib/core/money'
import type { BaseCustomer } from '@/lib/loyalty/base/schema'
import type { LoyaltyProgram, TierChange } from '@/lib/loyalty/schema'
import { entitlementsFor } from './rules'

/** How many days the discounts are added up over: the day of the as-of and those before it. */
export const COST_DAYS = 365

/** A purchase to be priced: its merchandise before any discount. */
export type Priced = { id: string; at: Date; merchandise: Minor }

/** A customer's purchases in the programme's currency, in the shop and at the till, earlier to later. */
export function purchasesOf({ currency }: LoyaltyProgram, { orders, entries }: BaseCustomer): Priced[] {
  const ordered = orders.map(({ id, placedAt: at, merchandise }): Priced => ({ id, at, merchandise }))
  const reported = entries.flatMap((entry): Priced[] => {
    const { id, at, amount: merchandise } = entry
    return entry.kind === 'purchase' && entry.currency === currency ? [{ id, at, merchandise }] : []
  })
  return [...ordered, ...reported].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
}

/**
 * What a programme's percentages off would have cost over the `COST_DAYS` days up to `asOf`, in minor units: each
 * purchase is priced as the shop would have priced it, with the best percentage in force just before it. That is what
 * the tier held then gives on every order, or an offer for the next order that reaching a tier had given and that no
 * earlier purchase has used; the purchase that reaches a tier is not yet priced by it. Each discount is rounded once.
 *
 * It is a model, the same for today's programme and for one that is only thought of: imported purchases are priced like
 * orders, points and the welcome offer are left out, and what came back later is not taken off again.
 * @param input.history the customer's tier changes up to `asOf`, earlier to later
 * @param input.purchases theirs up to `asOf`, in the order of `purchasesOf`
 */
export function discountsOf(input: {
  programme: LoyaltyProgram
  history: readonly TierChange[]
  purchases: readonly Priced[]
  asOf: Date
}): Minor {
  const { programme, history, purchases, asOf } = input
  if (history.length === 0) return 0
  const { timeZone } = programme
  const first = dayOf(asOf, timeZone) - (COST_DAYS - 1)
  const last = purchases.at(-1)
  if (!last || dayOf(last.at, timeZone) < first) return 0
  const used: string[] = []
  let percents: Entitlements['percents'] | null = []
  let before = 0
  let cost = 0
  for (const purchase of purchases) {
    for (let next = history[before]; next && precedes(next, purchase); next = history[before]) {
      before += 1
      percents = null
    }
    // Between two changes of tier only using an offer changes what there is to choose from.
    percents ??= entitledTo(programme, history.slice(0, before), used, purchase.at)
    let best: { amount: Minor; offer: string | null } = { amount: 0, offer: null }
    for (const { percent, offer } of percents) {
      const amount = percentOf(purchase.merchandise, percent)
      if (amount > best.amount || (amount === best.amount && offer === null)) best = { amount, offer }
    }
    if (best.offer !== null) {
      used.push(best.offer)
      percents = null
    }
    if (dayOf(purchase.at, timeZone) >= first) cost += best.amount
  }
  return cost
}

/** What the shop would have let somebody with this history choose from. */
function entitledTo(
  programme: LoyaltyProgram,
  history: readonly TierChange[],
  usedOffers: readonly string[],
  asOf: Date,
): Entitlements['percents'] {
  const standing = { tier: history.at(-1)?.to ?? null, history }
  return entitlementsFor({ programme, standing, orders: EARLIER, usedOffers, asOf }).percents
}

/** Whoever bought before is not welcomed. */
const EARLIER = [{ id: '', at: new Date(0) }]

/** Whether a tier changed before a purchase was priced. At one moment, all but what purchases and returns do comes first. */
function precedes(change: TierChange, { id, at }: Priced): boolean {
  if (change.at.getTime() !== at.getTime()) return change.at < at
  return change.by === 'purchase' ? (change.orderId ?? '') < id : change.by !== 'return'
}
