import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueOf } from './fold'
import type { ValueFacts } from './schema'
import { statsOf } from './stats'

// Against an oracle that walks through the days by the words of docs/value.md and imports no product code.

const START = Date.UTC(2023, 0, 1)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const LAST = 900
/** Hours east of UTC of a zone without summer time. */
const ZONES = [
  ['UTC', 0],
  ['Asia/Tokyo', 9],
  ['America/Bogota', -5],
] as const

const hour = fc.integer({ min: 0, max: LAST * 24 })
const moment = (hours: number): Date => new Date(START + hours * HOUR)
const history = fc
  .record({
    purchases: fc.array(
      fc.record({
        hour,
        paid: fc.integer({ min: 1, max: 90_000 }),
        back: fc.option(fc.record({ after: hour, part: fc.integer({ min: 1, max: 4 }) })),
      }),
      { maxLength: 12 },
    ),
    unknown: fc.array(fc.record({ hour, amount: fc.integer({ min: 1, max: 500 }) }), { maxLength: 2 }),
  })
  .map(({ purchases, unknown }): ValueFacts => ({
    purchases: purchases.map(({ hour: at, paid, back }, i) => ({
      ...{ id: `p${i}`, at: moment(at), channel: 'web', paid, houses: [] },
      // A quarter to all of it, later.
      returns: back ? [{ at: moment(at + back.after), amount: Math.ceil((paid * back.part) / 4) }] : [],
    })),
    // Of a channel of its own: what such a return takes with it has tests by name.
    otherReturns: unknown.map(({ hour: at, amount }) => ({ at: moment(at), amount, channel: 'till' })),
  }))

function oracle(facts: ValueFacts, asOf: Date, offset: number) {
  const day = (at: Date): number => Math.floor((at.getTime() + offset * HOUR) / DAY)
  const today = day(asOf)
  const keeps = facts.purchases
    .filter(({ at }) => at <= asOf)
    .map(({ at, paid, returns }) => {
      return { at, left: returns.reduce((left, back) => left - (back.at <= asOf ? back.amount : 0), paid) }
    })
    .filter(({ left }) => left > 0)
  const unknown = facts.otherReturns.filter(({ at }) => at <= asOf)
  /** Money of each day, from the first one of the story on. */
  const money = (wanted: number): number =>
    keeps.reduce((sum, { at, left }) => sum + (day(at) === wanted ? left : 0), 0) -
    unknown.reduce((sum, { at, amount }) => sum + (day(at) === wanted ? amount : 0), 0)
  const score = (end: number): number => {
    let weighted = 0
    for (let ago = 0; ago < 364; ago++) {
      const week = Math.floor(ago / 7) + 1
      weighted += money(end - ago) * (week <= 13 ? 2 : week <= 26 ? 1.5 : week <= 39 ? 1 : 0.5)
    }
    return weighted / 100 / 52
  }
  let [spend, gaps, before, year] = [0, [] as number[], NaN, 0]
  const thisYear = new Date(today * DAY).getUTCFullYear()
  for (let each = day(new Date(START)) - 1; each <= today; each++) {
    spend += money(each)
    if (new Date(each * DAY).getUTCFullYear() === thisYear) year += money(each)
    if (!keeps.some(({ at }) => day(at) === each)) continue
    if (!Number.isNaN(before)) gaps.push(each - before)
    before = each
  }
  gaps = gaps.sort((a, b) => a - b)
  const half = Math.floor(gaps.length / 2)
  const median = gaps.length % 2 === 1 ? gaps[half] : ((gaps[half - 1] ?? 0) + (gaps[half] ?? 0)) / 2
  return { spend, year, orders: keeps.length, rhythm: gaps.length < 2 ? null : median, score, today }
}

describe('value, over any history', () => {
  it('is what its words say', () => {
    fc.assert(
      fc.property(history, hour, fc.constantFrom(...ZONES), (facts, at, [timeZone, offset]) => {
        const asOf = moment(at)
        const { stats, scores } = valueOf({ facts, asOf, timeZone, held: [], base: null })
        const expected = oracle(facts, asOf, offset)
        expect(stats).toMatchObject({ spend: expected.spend, orders: expected.orders, spendThisYear: expected.year })
        expect(stats.rhythmDays).toBe(expected.rhythm)
        expect(scores[9]).toBeCloseTo(expected.score(expected.today), 8)
        expect(scores[2]).toBeCloseTo(expected.score(expected.today - 49), 8)
      }),
      { numRuns: 150 },
    )
  })

  it('adds up, and does not mind the order of facts, nor later ones', () => {
    fc.assert(
      fc.property(history, hour, (facts, at) => {
        const asOf = moment(at)
        const stats = statsOf(facts, asOf, 'UTC')
        expect(stats.channels.reduce((sum, { spend }) => sum + spend, 0)).toBe(stats.spend)
        expect(stats.channels.reduce((sum, { orders }) => sum + orders, 0)).toBe(stats.orders)
        expect(stats.returnsShare).toBeGreaterThanOrEqual(0)
        expect(stats.returnsShare).toBeLessThanOrEqual(1)
        const turned = { purchases: facts.purchases.toReversed(), otherReturns: facts.otherReturns.toReversed() }
        expect(statsOf(turned, asOf, 'UTC')).toEqual(stats)
        const known = {
          purchases: facts.purchases
            .filter((each) => each.at <= asOf)
            .map((each) => ({ ...each, returns: each.returns.filter((back) => back.at <= asOf) })),
          otherReturns: facts.otherReturns.filter((each) => each.at <= asOf),
        }
        expect(statsOf(known, asOf, 'UTC')).toEqual(stats)
      }),
      { numRuns: 150 },
    )
  })
})
