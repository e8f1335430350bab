import { dateOfDay, dayOf, type Day } from '@/lib/core/days'
import { roundMinor, type Minor } from '@/lib/core/money'
import { addMonths } from '@/lib/loyalty/points'
import { keptOf, netOf, type KeptPurchase } from './kept'
import type { RelationalStats, ValueFacts } from './schema'

/**
 * What the shop and a customer are to each other as of a moment, in the calendar days of `timeZone`. A pure fold: later
 * facts are invisible, to the millisecond, and the order in which facts are given does not matter. Amounts are minor
 * units. `spend` may be negative where the till reports more returns than purchases; it is never clamped.
 * docs/value.md has each rule.
 */
export function statsOf(facts: ValueFacts, asOf: Date, timeZone: string): RelationalStats {
  const kept = keptOf(facts, asOf)
  const day = (at: Date): Day => dayOf(at, timeZone)
  const today = day(asOf)
  const year = yearOf(today)
  const first = kept[0]?.purchase.at ?? null
  const months = first ? monthsBetween(day(first), today) : 0

  const placed = facts.purchases.filter(({ at }) => at <= asOf)
  const unknown = facts.otherReturns.filter(({ at }) => at <= asOf)
  const paid = sum(placed, (purchase) => purchase.paid)
  const spend = spendOf(facts, asOf)

  const ofThisYear = ({ at }: { at: Date }): boolean => yearOf(day(at)) === year
  const spendThisYear =
    sum(placed.filter(ofThisYear), (purchase) => netOf(purchase, asOf)) -
    sum(unknown.filter(ofThisYear), ({ amount }) => amount)

  return {
    ...{ spend, orders: kept.length, placed: placed.length, first, last: kept.at(-1)?.purchase.at ?? null },
    ...{ months, years: Math.floor(months / 12) },
    averageOrder: kept.length > 0 ? roundMinor(spend / kept.length) : 0,
    rhythmDays: rhythmOf(kept.map(({ purchase }) => day(purchase.at))),
    returnsShare: shareOf(paid - spend, paid),
    ordersThisYear: kept.filter(({ purchase }) => ofThisYear(purchase)).length,
    spendThisYear,
    favouriteHouse: favouriteOf(kept),
    channels: channelsOf(facts, kept, asOf),
  }
}

/** Paid for what was bought less all that was paid back, whatever it was for. Minor units; may be negative. */
export function spendOf({ purchases, otherReturns }: ValueFacts, asOf: Date): Minor {
  const net = sum(purchases, (purchase) => (purchase.at <= asOf ? netOf(purchase, asOf) : 0))
  return net - sum(otherReturns, ({ at, amount }) => (at <= asOf ? amount : 0))
}

/**
 * Whole calendar months from one day to a later one. A month is over on the same day of the month, or on its last where
 * it has no such day: of February 29 a year is over on February 28.
 */
export function monthsBetween(from: Day, to: Day): number {
  const [a, b] = [dateOfDay(from), dateOfDay(to)]
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  return addMonths(from, months) <= to ? months : months - 1
}

/**
 * The median of the days between one day with a purchase and the next such day; of an even number of gaps the mean of
 * the middle two, so that halves occur. Null before the third day: one gap is no rhythm.
 * @param days earlier to later
 */
export function rhythmOf(days: readonly Day[]): number | null {
  const gaps: number[] = []
  let before = days[0]
  for (const day of days) {
    if (before !== undefined && day > before) gaps.push(day - before)
    before = day
  }
  if (gaps.length < 2) return null
  gaps.sort((a, b) => a - b)
  const middle = gaps.length >> 1
  const [low = 0, high = 0] = gaps.length % 2 === 1 ? [gaps[middle], gaps[middle]] : gaps.slice(middle - 1)
  return (low + high) / 2
}

const yearOf = (day: Day): number => dateOfDay(day).getUTCFullYear()

/** Of what was paid, what came back: 0 to 1. Where the till reports returns of what nobody counted, all of it. */
const shareOf = (back: Minor, paid: Minor): number => (back <= 0 ? 0 : back >= paid ? 1 : back / paid)

/** Of two to which the same was paid, the first by name. */
function favouriteOf(kept: readonly KeptPurchase[]): string | null {
  const paid = new Map<string, Minor>()
  for (const { purchase } of kept) {
    for (const house of purchase.houses) paid.set(house.name, (paid.get(house.name) ?? 0) + house.paid)
  }
  let best: string | null = null
  for (const [name, amount] of paid) {
    const most = best === null ? -Infinity : (paid.get(best) ?? 0)
    if (amount > most || (amount === most && best !== null && name < best)) best = name
  }
  return best
}

/** Where most was spent first; of equal ones by name. A channel that nothing is left of is not named. */
function channelsOf(facts: ValueFacts, kept: readonly KeptPurchase[], asOf: Date): RelationalStats['channels'] {
  const channels = new Map<string, { channel: string; orders: number; spend: Minor }>()
  const add = (channel: string, orders: number, spend: Minor): void => {
    const known = channels.get(channel) ?? { channel, orders: 0, spend: 0 }
    known.orders += orders
    known.spend += spend
    channels.set(channel, known)
  }
  for (const { purchase } of kept) add(purchase.channel, 1, 0)
  for (const purchase of facts.purchases) if (purchase.at <= asOf) add(purchase.channel, 0, netOf(purchase, asOf))
  for (const { at, amount, channel } of facts.otherReturns) if (at <= asOf) add(channel, 0, -amount)
  return [...channels.values()]
    .filter(({ orders, spend }) => orders > 0 || spend !== 0)
    .sort((a, b) => b.spend - a.spend || (a.channel < b.channel ? -1 : 1))
}

function sum<T>(all: readonly T[], amount: (each: T) => number): number {
  let total = 0
  for (const each of all) total += amount(each)
  return total
}
