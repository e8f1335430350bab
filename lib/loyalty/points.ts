import { dateOfDay, MS_PER_DAY, startOfDay, type Day } from '@/lib/core/days'
import { MINOR_PER_UNIT } from '@/lib/core/money'
import { PointsLedger } from './points-ledger'
import type { ComingChange, LoyaltyProgram, PointsBalance, PointsEntry, Redemption, Transaction } from './schema'

/**
 * A purchase that earns points: one made while a member. `day` is its day in the programme's time zone, `factor` the
 * points multiplier of the tier held right after it.
 */
export type EarningPurchase = { fact: Extract<Transaction, { kind: 'purchase' }>; day: Day; factor: number }

export type FoldedPoints = {
  balance: PointsBalance
  /** What may be spent now: active points less what is redeemed at any later time; never negative. */
  spendable: number
  /** The statement, earlier to later. */
  entries: readonly PointsEntry[]
  /** `points-active` and `points-expire`, earlier to later; those of one moment and kind are one. */
  changes: readonly ComingChange[]
}

/** Points for an amount in minor units: for its whole currency units, rounded down. */
export function pointsFor(programme: LoyaltyProgram, amount: number, factor: number): number {
  const exact = Math.floor(amount / MINOR_PER_UNIT) * (programme.points?.perUnit ?? 0) * factor
  return Math.floor(exact + 1e-9) // 100 × 0.29 is 28.999999999999996 in binary
}

/** The day `months` calendar months later: the same day of the month, or that month's last. */
export function addMonths(day: Day, months: number): Day {
  const date = dateOfDay(day)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / MS_PER_DAY
}

// What happens at one and the same moment is read in this order: points that an order earns cannot pay for it.
const LEAVING = 0
const REDEEMED = 1
const GIVEN_BACK = 2
const PURCHASE = 3
const RETURN = 4
type Happening = { at: number; rank: number; id: string; amount: number; act: (ledger: PointsLedger) => void }

const inOrder = (a: Happening, b: Happening): number =>
  a.at - b.at || a.rank - b.rank || (a.id === b.id ? a.amount - b.amount : a.id < b.id ? -1 : 1)

/**
 * The points of a customer as of a moment: a fold over what they bought, returned and redeemed. Facts later than `asOf`
 * are invisible, but for redemptions, which are spent whatever their time (`spendable`).
 *
 * - A purchase of day d makes a lot: points for its whole currency units at its factor. They are pending until the start
 *   of day d + hold, active from then on, and expire at the start of the day `expireMonths` calendar months after d.
 * - Redeeming takes the oldest active points first. Returning what they paid for puts them back where they came from.
 * - A return takes the points that the returned amount had given, from its purchase's lot first. What of them is spent is
 *   taken from other active points as far as they reach ("within-balance"), or owed ("negative"). What has expired is
 *   gone either way. A return that names no order is one of the newest earlier purchases. A return of an order that gave
 *   no points takes none.
 * - At each leaving all points expire.
 *
 * earned = pending + active + redeemed + expired + reversed, always. In the statement an entry of kind `pending` with
 * negative points says that fewer are waiting: returned, or expired by leaving.
 * @param purchases only those made while a member, in any order; `returns` and `redemptions` in any order.
 * @param leavings moments at which membership ended.
 */
export function foldPoints(input: {
  programme: LoyaltyProgram
  purchases: readonly EarningPurchase[]
  returns: readonly Extract<Transaction, { kind: 'return' }>[]
  redemptions: readonly Redemption[]
  leavings: readonly Date[]
  asOf: Date
}): FoldedPoints {
  const { programme, asOf } = input
  const { points: settings } = programme
  const ledger = new PointsLedger(settings?.afterReturn ?? 'within-balance')
  if (!settings) return { balance: ledger.balance, spendable: 0, entries: [], changes: [] }
  const last = asOf.getTime()
  let later = 0
  const happenings: Happening[] = []
  const happen = (at: number, rank: number, id: string, amount: number, act: Happening['act']) => {
    if (at <= last) happenings.push({ at, rank, id, amount, act })
  }
  for (const { fact, day, factor } of input.purchases) {
    const at = fact.at.getTime()
    happen(at, PURCHASE, fact.orderId, fact.amount, (to) => to.earn(lotOf(programme, fact, day, factor), at))
  }
  for (const fact of input.returns) {
    const at = fact.at.getTime()
    happen(at, RETURN, fact.orderId ?? '', fact.amount, (to) => to.takeBack(fact.orderId, fact.amount, at))
  }
  for (const { orderId, at: moment, points, back } of input.redemptions) {
    const at = moment.getTime()
    if (at > last) later += points
    happen(at, REDEEMED, orderId, points, (to) => to.redeem(orderId, points, at))
    for (const given of back) {
      // A clock that was moved may have brought it back before it was bought.
      const then = Math.max(at, given.at.getTime())
      happen(then, GIVEN_BACK, orderId, given.points, (to) => to.giveBack(orderId, given.points, then))
    }
  }
  for (const moment of input.leavings) {
    happen(moment.getTime(), LEAVING, '', 0, (to) => to.leave(moment.getTime()))
  }
  for (const { at, act } of happenings.sort(inOrder)) {
    ledger.passTo(at)
    act(ledger)
  }
  ledger.passTo(last)
  const { balance, entries } = ledger
  return { balance, spendable: Math.max(0, balance.active - later), entries, changes: ledger.coming() }
}

function lotOf(programme: LoyaltyProgram, fact: EarningPurchase['fact'], day: Day, factor: number) {
  const { timeZone, hold, points } = programme
  const expireMonths = points?.expireMonths ?? null
  const worth = (amount: number) => pointsFor(programme, amount, factor)
  return {
    orderId: fact.orderId,
    kept: fact.amount,
    worth,
    activeAt: hold.days === 0 ? fact.at.getTime() : startOfDay(day + hold.days, timeZone).getTime(),
    expiresAt: expireMonths === null ? null : startOfDay(addMonths(day, expireMonths), timeZone).getTime(),
    state: 'pending' as const,
    left: worth(fact.amount),
    ...{ spent: 0, madeGood: 0, forgiven: 0 },
  }
}

/** Points earned, net of returns. */
export function pointsOf(
  programme: LoyaltyProgram,
  purchases: readonly Omit<EarningPurchase, 'day'>[],
  returns: readonly Transaction[],
): number {
  const back = new Map<string, number>()
  for (const { orderId, amount } of returns) if (orderId) back.set(orderId, (back.get(orderId) ?? 0) + amount)
  let points = 0
  for (const { fact, factor } of purchases) {
    const returned = Math.min(fact.amount, back.get(fact.orderId) ?? 0)
    if (returned > 0) back.set(fact.orderId, (back.get(fact.orderId) ?? 0) - returned)
    points += pointsFor(programme, fact.amount - returned, factor)
  }
  return points
}
