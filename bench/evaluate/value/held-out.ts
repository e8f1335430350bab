import { atRiskOf } from '@/lib/value/at-risk'
import { aliveOf, expectedPurchases, fitBgNbd, type BgNbdFit } from '@/lib/value/prediction/bg-nbd'
import { WEEKS_90 } from '@/lib/value/prediction/summary'
import { rhythmOf } from '@/lib/value/stats'
import { Fault } from '../ranking/fault'
import { chances } from './chance'
import { auc, compared, tenths, type Interval, type Tenth } from './judge'
import { readPurchases } from './purchases-file'
import { seenBefore, type Seen } from './seen'

/** Weeks that are learned from, and as many after them that are predicted. */
export const WEEKS = 39

/** Of customers with so many days with a purchase: who of the flagged came back, and who of the others. */
export type Flag = { of: '1' | '2' | '3+' | 'all'; flagged: Share; others: Share }
export type Share = { customers: number; bought: number }

export type HeldOut = {
  customers: number
  /** Share of them that bought in the weeks that were held out. */
  bought: number
  params: BgNbdFit
  auc: {
    expected: Interval
    chance: Interval
    /** By how much `chance` is above `expected`, of the same customers. */
    gain: Interval
    frequency: number
    recency: number
    alive: number
  }
  /** By expected purchases, the highest first: expected against actual purchases. */
  tenths: Tenth[]
  atRisk: Flag[]
}

/**
 * Learns from the first 39 weeks of a log and says who buys in the 39 after them.
 * @throws {Fault} when the file cannot be read, or nobody bought in one of the halves
 */
export async function heldOut(file: string): Promise<HeldOut> {
  const all = await readPurchases(file)
  const start = all.reduce((first, { days }) => Math.min(first, days[0] ?? Infinity), Infinity)
  const moment = start + WEEKS * 7
  const end = moment + WEEKS * 7
  const seen = seenBefore(all, moment)
  const params = fitBgNbd(seen.map(({ summary }) => summary))
  const came = seen.map(({ customer }) => customer.days.filter((day) => day >= moment && day < end).length)
  const good = came.map((days) => days > 0)
  if (!params || !good.includes(true) || !good.includes(false))
    throw new Fault(`${file} does not hold ${WEEKS} weeks with repeat purchases, and ${WEEKS} more with some who came.`)

  const of = (score: (of: Seen) => number): number[] => seen.map(score)
  const expected = of(({ summary }) => expectedPurchases(params, summary, WEEKS))
  const chance = compared(chances(all, start, moment), good, expected)
  return {
    customers: seen.length,
    bought: shareOf(good),
    params,
    auc: {
      ...{ expected: compared(expected, good).auc, chance: chance.auc, gain: chance.gain },
      frequency: auc(
        of(({ summary }) => summary.x),
        good,
      ),
      recency: auc(
        of(({ summary }) => summary.tx - summary.T),
        good,
      ),
      alive: auc(
        of(({ summary }) => aliveOf(params, summary)),
        good,
      ),
    },
    tenths: tenths(expected, came),
    atRisk: flagsOf(seen, good, (summary) => expectedPurchases(params, summary, WEEKS_90), moment - 1),
  }
}

function flagsOf(
  seen: readonly Seen[],
  good: readonly boolean[],
  expected90: (summary: Seen['summary']) => number,
  today: number,
): Flag[] {
  const told = seen.map(({ days, summary }, i) => {
    const risk = atRiskOf({ days, today, rhythmDays: rhythmOf(days), expected90: expected90(summary) })
    return { of: days.length > 2 ? '3+' : days.length > 1 ? '2' : '1', flagged: risk !== null, came: good[i] ?? false }
  })
  const share = (some: typeof told): Share => ({
    customers: some.length,
    bought: shareOf(some.map(({ came }) => came)),
  })
  return (['1', '2', '3+', 'all'] as const).map((of) => {
    const some = told.filter((each) => of === 'all' || each.of === of)
    return { of, flagged: share(some.filter((c) => c.flagged)), others: share(some.filter((c) => !c.flagged)) }
  })
}

const shareOf = (some: readonly boolean[]): number =>
  some.length === 0 ? 0 : some.filter((each) => each).length / some.length
