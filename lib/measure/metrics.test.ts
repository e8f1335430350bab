import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MetricKey } from '@/lib/experiments/schema'
import type { Purchase, ValueFacts } from '@/lib/value/schema'
import { DEFAULT_WEIGHTS } from '@/lib/value/weights'
import { METRIC } from './metrics'
import { day } from './measure.fixture'
import type { MeasuredFacts } from './schema'

const WINDOW = { start: day(0), end: day(90) }
const MEASURE = { timeZone: 'UTC', weights: DEFAULT_WEIGHTS }
const MS = 1 / 86_400_000

const bought = (at: number, units: number, back: readonly [at: number, units: number][] = []): Purchase => ({
  ...{ id: `${at}`, at: day(at), channel: 'web', paid: units * 100, houses: [] },
  returns: back.map(([when, amount]) => ({ at: day(when), amount: amount * 100 })),
})
const facts = (
  purchases: Purchase[],
  more: Partial<Omit<MeasuredFacts, 'value'>> & Partial<Pick<ValueFacts, 'otherReturns'>> = {},
): MeasuredFacts => ({
  ...{ standings: [], subscriptions: [], ...more },
  value: { purchases, otherReturns: more.otherReturns ?? [] },
})
const of = (metric: MetricKey, known: MeasuredFacts) => METRIC[metric].of(known, WINDOW, MEASURE)

describe('spend', () => {
  it('is what was bought in the window and kept until its end, of everybody', () => {
    expect(of('spend', facts([]))).toEqual({ value: 0, before: 0 })
    expect(of('spend', facts([bought(1, 70), bought(50, 30, [[60, 10]])]))?.value).toBe(9_000)
  })

  it('begins with first exposure, and ends before the window does', () => {
    const edges = facts([bought(-MS, 1), bought(0, 10), bought(90 - MS, 100), bought(90, 1_000)])
    expect(of('spend', edges)).toEqual({ value: 11_000, before: 100 })
  })

  it('has before it as many days', () => {
    expect(of('spend', facts([bought(-90 - MS, 1), bought(-90, 10), bought(-1, 100)]))?.before).toBe(11_000)
  })

  it('is not changed by what comes back when the window is over', () => {
    expect(of('spend', facts([bought(80, 50, [[90, 50]])]))?.value).toBe(5_000)
    expect(of('spend', facts([bought(80, 50, [[90 - MS, 50]])]))?.value).toBe(0)
    expect(of('spend', facts([bought(-5, 50, [[3, 50]])]))).toEqual({ value: 0, before: 5_000 })
  })

  it('loses what the till paid back for nobody knows what', () => {
    const otherReturns = [
      { at: day(-3), amount: 500, channel: 'till' },
      { at: day(3), amount: 700, channel: 'till' },
      { at: day(90), amount: 900, channel: 'till' },
    ]
    expect(of('spend', facts([bought(1, 20)], { otherReturns }))).toEqual({ value: 1_300, before: -500 })
  })
})

describe('retention', () => {
  it('is of those who had kept something: whether they did so again', () => {
    expect(of('retention', facts([bought(5, 10)]))).toBeNull()
    expect(of('retention', facts([bought(-5, 10, [[-2, 10]]), bought(5, 10)]))).toBeNull()
    expect(of('retention', facts([bought(-5, 10)]))?.value).toBe(0)
    expect(of('retention', facts([bought(-5, 10), bought(0, 10)]))?.value).toBe(1)
    expect(of('retention', facts([bought(-5, 10), bought(90, 10)]))?.value).toBe(0)
    expect(of('retention', facts([bought(-5, 10), bought(5, 10, [[8, 10]])]))?.value).toBe(0)
  })

  it('knows before how often they bought lately', () => {
    expect(of('retention', facts([bought(-200, 10), bought(-90, 10), bought(-5, 10)]))?.before).toBe(2)
  })

  it('stays about who brings an earlier purchase back in the window', () => {
    expect(of('retention', facts([bought(-5, 10, [[3, 10]])]))?.value).toBe(0)
  })
})

describe('second purchase', () => {
  it('is of those who had kept exactly one', () => {
    expect(of('second-purchase', facts([bought(5, 10)]))).toBeNull()
    expect(of('second-purchase', facts([bought(-9, 10), bought(-5, 10), bought(5, 10)]))).toBeNull()
    expect(of('second-purchase', facts([bought(-5, 10)]))).toEqual({ value: 0, before: null })
    expect(of('second-purchase', facts([bought(-5, 10), bought(5, 10)]))).toEqual({ value: 1, before: null })
  })
})

describe('tier upgrade', () => {
  const standing = (at: number, rank: number, near: boolean) => ({ at: day(at), rank, near })
  const upgraded = (...standings: MeasuredFacts['standings']) => of('tier-upgrade', facts([], { standings }))

  it('is of those to whom the next tier was near when they came in', () => {
    expect(upgraded()).toBeNull()
    expect(upgraded(standing(-5, 1, false), standing(3, 1, true), standing(4, 2, false))).toBeNull()
    expect(upgraded(standing(-9, 1, true), standing(-5, 2, false))).toBeNull()
    expect(upgraded(standing(-5, 1, true))?.value).toBe(0)
  })

  it('is rising above the tier held, in the window', () => {
    expect(upgraded(standing(-5, 1, true), standing(0, 2, false))?.value).toBe(1)
    expect(upgraded(standing(-5, 1, true), standing(90, 2, false))?.value).toBe(0)
    expect(upgraded(standing(-5, 2, true), standing(5, 1, true), standing(9, 2, false))?.value).toBe(0)
    expect(upgraded(standing(-5, 1, true), standing(5, 2, false), standing(9, 1, false))?.value).toBe(1)
  })
})

describe('unsubscribing', () => {
  const said = (at: number, subscribed: boolean) => ({ at: day(at), subscribed })
  const left = (...subscriptions: MeasuredFacts['subscriptions']) => of('unsubscribe', facts([], { subscriptions }))

  it('is of those who took messages, and less of it is better', () => {
    expect(left()).toBeNull()
    expect(left(said(3, true), said(4, false))).toBeNull()
    expect(left(said(-9, true), said(-5, false))).toBeNull()
    expect(left(said(-9, true))?.value).toBe(0)
    expect(left(said(-9, true), said(0, false))?.value).toBe(1)
    expect(left(said(-9, true), said(90, false))?.value).toBe(0)
    expect(METRIC.unsubscribe.good).toBe('down')
  })

  it('counts also who changed their mind', () => {
    expect(left(said(-9, true), said(5, false), said(6, true))?.value).toBe(1)
  })
})

describe('value score', () => {
  it('is the score at the end less the one at the start, which is known before', () => {
    const found = of('value-score', facts([bought(-3, 520), bought(85, 1_040)]))
    const [first, last] = [DEFAULT_WEIGHTS[0]?.weight ?? 0, DEFAULT_WEIGHTS]
    expect(found?.before).toBeCloseTo((520 * first) / 52, 10)
    const weightOf = (week: number): number => last.find(({ until }) => until >= week)?.weight ?? 0
    expect(found?.value).toBeCloseTo((1_040 * weightOf(1) + 520 * weightOf(14)) / 52 - (520 * first) / 52, 10)
  })
})

describe('every metric', () => {
  const purchase = fc
    .tuple(fc.integer({ min: -300, max: 200 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 120 }))
    .map(([at, units, after]) => bought(at + 0.5, units, after < 60 ? [[at + after, units]] : []))
  const standing = fc.record({ at: fc.integer({ min: -50, max: 200 }).map(day), rank: fc.nat(3), near: fc.boolean() })
  const said = fc.record({ at: fc.integer({ min: -50, max: 200 }).map(day), subscribed: fc.boolean() })
  const byTime = <T extends { at: Date }>(all: T[]): T[] => all.sort((a, b) => a.at.getTime() - b.at.getTime())
  const anybody = fc.record({
    purchases: fc.array(purchase, { maxLength: 8 }).map(byTime),
    standings: fc.array(standing, { maxLength: 6 }).map(byTime),
    subscriptions: fc.array(said, { maxLength: 6 }).map(byTime),
  })
  const until = (known: MeasuredFacts, end: Date): MeasuredFacts => {
    const early = <T extends { at: Date }>(all: readonly T[]): T[] => all.filter(({ at }) => at < end)
    const purchases = early(known.value.purchases).map((each) => ({ ...each, returns: early(each.returns) }))
    return {
      value: { purchases, otherReturns: [] },
      ...{ standings: early(known.standings), subscriptions: early(known.subscriptions) },
    }
  }

  it.each(Object.keys(METRIC) as MetricKey[])('%s knows nothing of what happens after the window', (metric) => {
    fc.assert(
      fc.property(anybody, ({ purchases, ...more }) => {
        const known = facts(purchases, more)
        expect(of(metric, known)).toEqual(of(metric, until(known, WINDOW.end)))
      }),
    )
  })

  it.each(Object.keys(METRIC) as MetricKey[])('%s is about the same people whatever happens in it', (metric) => {
    fc.assert(
      fc.property(anybody, ({ purchases, ...more }) => {
        const known = facts(purchases, more)
        const [whole, before] = [of(metric, known), of(metric, until(known, WINDOW.start))]
        expect(whole === null).toBe(before === null)
        expect(whole?.before).toBe(before?.before)
      }),
    )
  })
})
