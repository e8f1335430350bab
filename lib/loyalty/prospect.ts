import { dayOf, startOfDay } from '@/lib/core/days'
import type { Minor } from '@/lib/core/money'
import { baseIndex } from './cycle'
import { joiningAmount, joinsBy, membershipsOf, tierOrderAmount } from './membership'
import type { LoyaltyProgram, MembershipFact, Standing, Tier, Transaction } from './schema'
import { standingOf, tierOf, type StandingInput, type TierResult } from './standing'
import { windowEnd } from './window'

/** The order id of a purchase that has not happened: a cart, looked at as if it were bought. */
export const CART_ORDER = 'cart'

/** What is missing to the next tier. `amount` + `have` = `threshold`, all in minor units; `amount` is positive. */
export type Nudge = { tier: Tier; amount: Minor; have: Minor; threshold: Minor }

export type Prospect = {
  /** Null for somebody who is no member. */
  before: Standing | null
  /** The standing if this cart were bought now; with a hold, it waits in `pendingSpend`. */
  after: Standing
  /** The start of the day on which this cart would begin to count, where the programme holds purchases; null: at once. */
  from: Date | null
  /** The tier that this cart newly reaches, at once or on the day `from`. */
  reachesTier: Tier | null
  /** Null for an empty cart, when a new tier is reached, at the top, and for whom an order cannot make a member. */
  nudge: Nudge | null
}

/**
 * Where this cart would lead if it were bought at `asOf`: the same fold, fed with one purchase more.
 *
 * A member's cart adds to what counts already. For somebody who never was a member it counts alone, as if they joined
 * with it; once it makes a member by itself, what else was bought on that day counts with it, as for every joining. Whom
 * an order cannot enrol (the programme says so, or they once left) is neither nudged nor promised a tier.
 *
 * With a hold the cart is looked at on the day on which it begins to count, beside what waits already and without what
 * has left the window by then. A tier that comes on that day without this cart is not this cart's. Where its window ends
 * before its hold it never counts, and promises nothing.
 * Throws a RangeError when `cartMerchandise` is no non-negative integer.
 */
export function prospect(input: StandingInput & { cartMerchandise: Minor }): Prospect {
  const { programme, asOf, cartMerchandise, ...facts } = input
  const result = standingOf(input)
  const before = result.member ? result.standing : null
  const cart: Transaction = { kind: 'purchase', at: asOf, amount: cartMerchandise, orderId: CART_ORDER }
  const first = membershipsOf(input)[0]
  const enrols = !first && joinsBy(programme, cartMerchandise)
  const bought: StandingInput =
    before || enrols
      ? { programme, ...facts, transactions: [...facts.transactions, cart], asOf }
      : { programme, memberships: [joiningWith(cart)], transactions: [cart], asOf }
  const after = standingIfMember(bought)

  const { from, counts } = countingFrom(programme, first?.from ?? asOf, asOf)
  const nothing = { before, after, from, reachesTier: null, nudge: null }
  const mayCount = before !== null || (!first && joiningAmount(programme) < Infinity)
  if (cartMerchandise === 0 || !mayCount || !counts) return nothing
  const then = from ? tierOf(seenFrom(bought, from)) : tierIn(after)
  const without = !before ? null : from ? tierOf(seenFrom(input, from)) : tierIn(before)
  if (!then.member) return nothing
  const base = baseIndex(programme)
  const had = Math.max(before ? before.tierNumber - 1 : base, without?.member ? without.tierIndex : base)
  if (then.tierIndex > had) return { ...nothing, reachesTier: programme.tiers[then.tierIndex] ?? null }
  return { ...nothing, nudge: nudgeTo(programme.tiers[had + 1], then.qualifyingSpend) }
}

/**
 * Whether a confirmed order makes its buyer a member by itself reaching the lowest tier that has to be earned, at its
 * own moment. Never somebody who is a member at that moment, nor who once left: leaving was their decision, and so is
 * coming back, by request. The standing's fold derives the same from the purchase; this is for who wants to write it
 * down.
 * @param order `merchandise`: what qualifies of it, in minor units.
 */
export function joinsByOrder(input: {
  programme: LoyaltyProgram
  memberships: readonly MembershipFact[]
  order: { id: string; at: Date; merchandise: Minor }
}): boolean {
  const { programme, memberships, order } = input
  const known = membershipsOf({ programme, memberships, transactions: [], asOf: order.at })
  return known.length === 0 && order.merchandise >= tierOrderAmount(programme)
}

const joiningWith = ({ at, orderId }: Transaction): MembershipFact => ({ kind: 'join', at, reason: 'order', orderId })

/** When what is bought at `asOf` begins to count, and whether it ever does, for somebody who first joined at `joined`. */
function countingFrom(programme: LoyaltyProgram, joined: Date, asOf: Date): { from: Date | null; counts: boolean } {
  const { hold, timeZone, window, countJoiningDay } = programme
  const [since, today] = [dayOf(joined, timeZone), dayOf(asOf, timeZone)]
  const inTime = hold.days === 0 || windowEnd(window, since, today) > today + hold.days
  return {
    from: hold.days === 0 ? null : startOfDay(today + hold.days, timeZone),
    counts: inTime && (countJoiningDay || today > since),
  }
}

/** What is known now, as it will be read at a later moment if nothing else happens. */
const seenFrom = (input: StandingInput, from: Date): StandingInput => ({
  programme: input.programme,
  memberships: input.memberships.filter(({ at }) => at <= input.asOf),
  transactions: input.transactions.filter(({ at }) => at <= input.asOf),
  asOf: from,
})

const tierIn = (standing: Standing): TierResult => ({
  member: true,
  tierIndex: standing.tierNumber - 1,
  qualifyingSpend: standing.qualifyingSpend,
  memberSince: standing.memberSince,
})

function standingIfMember(input: StandingInput): Standing {
  const result = standingOf(input)
  if (!result.member) throw new Error('the given facts hold no membership')
  return result.standing
}

const nudgeTo = (tier: Tier | undefined, have: Minor): Nudge | null =>
  tier ? { tier, amount: tier.threshold - have, have, threshold: tier.threshold } : null
