import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventKind } from '@/lib/events/schema'
import { addTrendingFact, createTrending, trendingMass, trendingScores, type TrendingFact } from './trending'

const NOW = Date.parse('2026-11-21T18:00:00Z')
const DAY = 86_400_000
const at = (daysAgo: number) => new Date(NOW - daysAgo * DAY)
const asOf = new Date(NOW)
const saw = (product: string | null, daysAgo = 0, kind: EventKind = 'view'): TrendingFact => ({
  kind,
  product,
  at: at(daysAgo),
})
function stateOf(facts: readonly TrendingFact[]) {
  const state = createTrending()
  for (const fact of facts) addTrendingFact(state, fact)
  return state
}

const facts = fc.array(
  fc.record({
    kind: fc.constantFrom<EventKind>('view', 'cart-add', 'purchase', 'search', 'exposure'),
    product: fc.constantFrom('a', 'b', 'c', null),
    at: fc.double({ min: -10, max: 3_000, noNaN: true }).map(at),
  }),
  { maxLength: 60 },
)

describe('decayed popularity', () => {
  it('weighs a view 1, an add 4 and a purchase 10, halved after seven days', () => {
    expect(trendingMass(stateOf([saw('a')]), 'a', asOf)).toBeCloseTo(1, 9)
    expect(trendingMass(stateOf([saw('a', 0, 'cart-add')]), 'a', asOf)).toBeCloseTo(4, 9)
    expect(trendingMass(stateOf([saw('a', 7, 'purchase')]), 'a', asOf)).toBeCloseTo(5, 9)
    expect(trendingMass(stateOf([saw('a', 14)]), 'a', asOf)).toBeCloseTo(0.25, 9)
  })

  it('equals the sum of every fact decayed by itself, in any order', () => {
    const weights: Partial<Record<EventKind, number>> = { view: 1, 'cart-add': 4, purchase: 10 }
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (list, dice) => {
        const slow = list
          .filter((fact) => fact.product === 'a')
          .reduce((sum, fact) => sum + (weights[fact.kind] ?? 0) * 0.5 ** ((NOW - fact.at.getTime()) / (7 * DAY)), 0)
        const shuffled = list
          .map((fact) => ({ fact, key: dice.next().value ?? 0 }))
          .sort((x, y) => x.key - y.key)
          .map(({ fact }) => fact)
        const found = trendingMass(stateOf(shuffled), 'a', asOf)
        expect(Math.abs(found - slow)).toBeLessThanOrEqual(1e-9 * Math.max(1, slow))
      }),
    )
  })

  it('counts a fact that arrives a year late exactly as one in time', () => {
    const inTime = stateOf([saw('a', 365), saw('a', 3), saw('a', 0)])
    const late = stateOf([saw('a', 0), saw('a', 3), saw('a', 365)])
    expect(trendingMass(late, 'a', asOf)).toBeCloseTo(trendingMass(inTime, 'a', asOf), 12)
  })

  it('neither overflows nor loses a view over a century', () => {
    const state = stateOf([saw('a', 36_500), saw('a', 0)])
    expect(trendingMass(state, 'a', asOf)).toBeCloseTo(1, 9)
    expect(trendingMass(state, 'a', at(36_500))).toBeGreaterThan(1)
    expect(trendingScores(state, at(36_500), ['a', 'b'])).toEqual(
      new Map([
        ['a', 1],
        ['b', 0],
      ]),
    )
  })

  it('keeps one entry per piece and ignores what is about no piece or teaches nothing', () => {
    const state = stateOf([saw(null), saw('a', 0, 'search'), saw('a', 0, 'exposure'), saw('b'), saw('b', 9)])
    expect([...state.masses.keys()]).toEqual(['b'])
  })
})

describe('scores', () => {
  it('lie in [0, 1], the most popular first, the unknown at 0', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const state = stateOf(list)
        const scores = trendingScores(state, asOf, ['a', 'b', 'c', 'never'])
        for (const score of scores.values()) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
        }
        expect(scores.get('never')).toBe(0)
        for (const [x, y] of [
          ['a', 'b'],
          ['b', 'c'],
        ] as const) {
          const more = trendingMass(state, x, asOf) - trendingMass(state, y, asOf)
          if (more > 1e-6) expect(scores.get(x)).toBeGreaterThanOrEqual(scores.get(y) ?? 0)
        }
      }),
    )
  })

  it('compare within the asked set: the first of a category is its 1', () => {
    const state = stateOf([...Array(100).fill(saw('shop')), ...Array(40).fill(saw('category')), saw('other')])
    expect(trendingScores(state, asOf, ['shop', 'category']).get('category')).toBeLessThan(1)
    expect(trendingScores(state, asOf, ['category', 'other']).get('category')).toBe(1)
  })

  it('are smoothed: one view in a quiet shop does not make a favourite', () => {
    expect(trendingScores(stateOf([saw('a')]), asOf, ['a', 'b']).get('a')).toBeLessThan(0.25)
  })

  it('tie exactly for equal histories, whatever the order of arrival', () => {
    const days = [0.1, 0.7, 13.3, 55.123, 80]
    const state = stateOf([
      ...days.map((day) => saw('a', day)),
      ...[...days].reverse().map((day) => saw('b', day)),
      ...Array(20).fill(saw('c')),
    ])
    const scores = trendingScores(state, asOf, ['a', 'b', 'c'])
    expect(scores.get('a')).toBe(scores.get('b'))
  })
})
