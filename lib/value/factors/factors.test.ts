import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/core/random'
import { factorsOf, LEAST_DIFFERING } from './factors'
import { factorsSchema, type FactorRow } from './schema'

/** Customers most of whom spend nothing, the others much or little; nothing has to do with anything. */
function base(size: number, seed: number, change: (row: FactorRow, random: () => number) => void = () => {}) {
  const random = seededRandom(seed)
  return Array.from({ length: size }, () => {
    const often = (share: number, most: number) => (random() < share ? 1 + Math.floor(random() * most) : 0)
    const row: FactorRow = {
      ...{ wishlist: often(0.15, 6), reviews: often(0.08, 3), visits: often(0.5, 20) },
      returns: random() < 0.6 ? often(0.2, 100) / 100 : null,
      country: ['US', 'US', 'US', 'PL', 'DE'][Math.floor(random() * 5)] ?? null,
      channel: random() < 0.7 ? 'web' : 'till',
      spend: random() < 0.2 ? Math.round(Math.exp(8 + 4 * random())) : 0,
    }
    change(row, random)
    return row
  })
}

const verdicts = (rows: FactorRow[], seed = 1, ...effort: [{ draws: number; deals: number }?]) => {
  const { measures, groups } = factorsOf(rows, seed, ...effort)
  return Object.fromEntries([
    ...measures.map(({ measure, verdict }) => [measure, verdict]),
    ...groups.map(({ value, verdict }) => [value, verdict]),
  ]) as Record<string, string>
}

describe('what goes with spend', () => {
  it('is found where it was planted, more and less, and nowhere else', () => {
    const rows = base(4_000, 7, (row, random) => {
      if (row.country === 'PL') row.spend *= 3
      if ((row.wishlist ?? 0) > 0 && random() < 0.5) row.spend += 60_000
      if ((row.returns ?? 0) > 0 && random() < 0.9) row.spend = 0
    })
    expect(verdicts(rows)).toEqual({
      ...{ wishlist: 'more', reviews: 'none', visits: 'none', returns: 'less' },
      // The others are compared with those who have more.
      ...{ PL: 'more', US: 'less', DE: 'less', till: 'none' },
    })
  })

  it('is told with an interval that holds it', () => {
    const rows = base(4_000, 8, (row) => {
      if (row.channel === 'till') row.spend += 50_000
    })
    const { groups, mean, customers, buyers, comparisons } = factorsOf(rows, 1)
    const till = groups.find(({ value }) => value === 'till')
    expect(till?.difference?.low).toBeLessThan(50_000)
    expect(till?.difference?.high).toBeGreaterThan(50_000)
    expect(mean).toBeCloseTo(rows.reduce((sum, { spend }) => sum + spend, 0) / 4_000)
    expect([customers, buyers]).toEqual([4_000, rows.filter(({ spend }) => spend > 0).length])
    // Web is everybody else: it would say the same twice.
    expect(comparisons).toBe(4 + 3 + 1)
  })

  it('is nothing as often as it should be where there is nothing', () => {
    const runs = 200
    let alarms = 0
    for (let seed = 0; seed < runs; seed++) {
      const said = Object.values(verdicts(base(400, 1_000 + seed), seed, { draws: 100, deals: 300 }))
      if (said.some((verdict) => verdict === 'more' || verdict === 'less')) alarms += 1
    }
    // At most one run in twenty says anything at all, by two standard errors.
    expect(alarms / runs).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / runs))
  }, 30_000)

  it('does not matter when it is small, however clear', () => {
    const rows = base(10_000, 3, (row, random) => {
      if ((row.reviews ?? 0) > 0 && random() < 0.08) row.spend += 20_000
      if (row.channel === 'till') row.spend += 20
    })
    const { measures, groups } = factorsOf(rows, 1)
    const reviews = measures.find(({ measure }) => measure === 'reviews')
    expect(reviews?.correlation?.low).toBeGreaterThan(0)
    expect(reviews?.correlation?.estimate).toBeLessThan(0.1)
    expect(reviews?.verdict).toBe('small')
    expect(groups.at(-1)).toMatchObject({ value: 'till', verdict: 'none' })
  })

  it('is the same for the same customers and seed', () => {
    expect(factorsOf(base(500, 4), 9)).toEqual(factorsOf(base(500, 4), 9))
  })
})

describe('too few to say', () => {
  it.each([0, 1, 2, 30])('is said of %i customers', (size) => {
    const found = factorsOf(base(size, 5), 1)
    expect([...found.measures, ...found.groups].every(({ verdict }) => verdict === 'few')).toBe(true)
    expect(found.comparisons).toBe(0)
    expect(() => factorsSchema.parse({ ...found, since: '2026-08-24T00:00:00.000Z', of: size })).not.toThrow()
  })

  it('is said of what is the same for everybody, and of what nearly nobody did', () => {
    const rows = base(2_000, 6, (row) => {
      row.visits = 3
      row.country = 'US'
      row.channel = null
    })
    rows.forEach((row, i) => (row.reviews = i < LEAST_DIFFERING - 1 ? 1 : 0))
    const { measures, groups } = factorsOf(rows, 1)
    const of = (measure: string) => measures.find((each) => each.measure === measure)
    expect(of('visits')).toEqual({
      ...{ measure: 'visits', customers: 2_000, differing: 0, verdict: 'few', correlation: null },
    })
    expect(of('reviews')).toMatchObject({ differing: LEAST_DIFFERING - 1, verdict: 'few' })
    expect(groups).toEqual([{ grouping: 'country', value: 'US', customers: 2_000, verdict: 'few', difference: null }])
  })

  it('is said when nobody spent anything', () => {
    const rows = base(2_000, 6, (row) => (row.spend = 0))
    expect(new Set(Object.values(verdicts(rows)))).toEqual(new Set(['few']))
  })

  it('is said of a small country, and not of a large one', () => {
    const rows = base(1_000, 6)
    rows.slice(0, 49).forEach((row) => (row.country = 'CH'))
    expect(verdicts(rows)).toMatchObject({ CH: 'few', US: 'none' })
  })
})
