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

// A fold asks for every purchase, and purchases share their days.
const monthsLater = new Map<number, Day>()
const DAYS_KEPT = 20_000

/** The day `months` calendar months later (at most 9,999): the same day of the month, or that month's last. */
export function addMonths(day: Day, months: number): Day {
  const key = day * 10_000 + months
  const known = monthsLater.get(key)
  if (known !== undefined) return known
  if (monthsLater.size >= DAYS_KEPT) monthsLater.clear()
  const later = countMonths(day, months)
  monthsLater.set(key, later)
  return later
}

function countMonths(day: Day, months: number): Day {
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
 * - What an offer promised for a purchase is a lot beside it: as long pending, as long active; a return takes the same
 *   share of it, rounded up.
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
  const ledger = new PointsLedger(settings?.afterReturn ?? 'within-balance', (amount, factor) =>
    pointsFor(programme, amount, factor),
  )
  if (!settings) return { balance: ledger.balance, spendable: 0, entries: [], changes: [] }
  const last = asOf.getTime()
  let later = 0
  const happenings: Happening[] = []
  const happen = (moment: Date, rank: number, id: string, amount: number, act: Happening['act']) => {
    const at = moment.getTime()
    if (at <= last) happenings.push({ at, rank, id, amount, act })
  }
  for (const { fact, day, factor } of input.purchases) {
    happen(fact.at, PURCHASE, fact.orderId, fact.amount, (to) => {
      const lot = lotOf(programme, fact, day, factor)
      to.earn(lot, fact.at)
      if (fact.bonus) to.earn({ ...lot, left: fact.bonus, bonus: { points: fact.bonus, of: fact.amount } }, fact.at)
    })
  }
  for (const { orderId, amount, at } of input.returns) {
    happen(at, RETURN, orderId ?? '', amount, (to) => to.takeBack(orderId, amount, at))
  }
  for (const { orderId, at, points, back } of input.redemptions) {
    if (at.getTime() > last) later += points
    happen(at, REDEEMED, orderId, points, (to) => to.redeem(orderId, points, at))
    for (const given of back) {
      // A clock that was moved may have brought it back before it was bought.
      const then = given.at < at ? at : given.at
      happen(then, GIVEN_BACK, orderId, given.points, (to) => to.giveBack(orderId, given.points, then))
    }
  }
  for (const at of input.leavings) happen(at, LEAVING, '', 0, (to) => to.leave(at))
  for (const { at, act } of happenings.sort(inOrder)) {
    ledger.passTo(at)
    act(ledger)
  }
  ledger.passTo(last)
  const { balance, entries } = ledger
  return { balance, spendable: Math.max(0, balance.active - later), entries, changes: ledger.coming() }
}

const startMs = (day: Day, timeZone: string): number =>
  timeZone === 'UTC' ? day * MS_PER_DAY : startOfDay(day, timeZone).getTime()

function lotOf(programme: LoyaltyProgram, fact: EarningPurchase['fact'], day: Day, factor: number) {
  const { timeZone, hold, points } = programme
  const expireMonths = points?.expireMonths ?? null
  return {
    orderId: fact.orderId,
    kept: fact.amount,
    factor,
    activeAt: hold.days === 0 ? fact.at.getTime() : startMs(day + hold.days, timeZone),
    expiresAt: expireMonths === null ? null : startMs(addMonths(day, expireMonths), timeZone),
    state: 'pending' as const,
    left: pointsFor(programme, fact.amount, factor),
    spent: 0,
    madeGood: 0,
    forgiven: 0,
  }
}
