import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Impression } from '@/lib/events/schema'
import { choose, chanceOf, freshnessOf, FRESHNESS, wornBy } from './freshness'
import { daysBefore, NOW } from './shop.fixture'

let made = 0
const shown = (visitId: string, products: readonly string[], values: Partial<Impression> = {}): Impression => {
  made += 1
  const id = `impression-${String(made).padStart(6, '0')}`
  return { id, at: daysBefore(1), visitId, slot: 'home.shelf-1', arm: 'trending', products, content: null, ...values }
}
type Asked = Parameters<typeof freshnessOf>[1]
const asked = (values: Partial<Asked> = {}): Asked => ({
  ...{ shopperKey: 'alice', visitId: 'now', visitNumber: 3, now: NOW, acted: new Map() },
  ...values,
})
const fresh = (impressions: readonly Impression[], values: Partial<Asked> = {}) =>
  freshnessOf(impressions, asked(values))

describe('what earlier visits showed', () => {
  it('is nothing on a first visit, whatever the running one has shown', () => {
    expect(fresh([])).toBeNull()
    expect(fresh([shown('now', ['a'])])).toBeNull()
  })

  it('counts visits, not looks', () => {
    const found = fresh([
      shown('one', ['a', 'b'], { at: daysBefore(3) }),
      shown('one', ['a'], { at: daysBefore(2.9), slot: 'category.order:dresses' }),
      shown('two', ['a'], { at: daysBefore(1) }),
    ])
    expect(found?.seen.get('a')).toEqual({ visits: 2, last: daysBefore(1) })
    expect(found?.seen.get('b')).toEqual({ visits: 1, last: daysBefore(3) })
  })

  it('forgets what she has taken up since, and only that', () => {
    const before = [shown('one', ['a', 'b'], { at: daysBefore(3) })]
    const acted = (days: number) => ({ acted: new Map([['a', daysBefore(days)]]) })
    expect(fresh(before, acted(2))?.seen.has('a')).toBe(false)
    expect(fresh(before, acted(2))?.seen.has('b')).toBe(true)
    // Shown again after that, and passed over.
    expect(fresh([...before, shown('two', ['a'])], acted(2))?.seen.get('a')?.visits).toBe(1)
    expect(fresh(before, acted(4))?.seen.get('a')?.visits).toBe(1)
  })

  it('remembers the newest row and content of each place', () => {
    const found = fresh([
      shown('one', ['a', 'b'], { at: daysBefore(5) }),
      shown('two', ['c', 'd'], { at: daysBefore(2) }),
      shown('two', [], { at: daysBefore(2), slot: 'home.hero', content: 'gold.line' }),
      shown('one', [], { at: daysBefore(5), slot: 'home.hero', content: 'bronze.line' }),
    ])
    expect(found?.before.get('home.shelf-1')).toEqual({ products: ['c', 'd'], content: null })
    expect(found?.before.get('home.hero')).toEqual({ products: [], content: 'gold.line' })
    expect(found?.contents.get('bronze.line')).toEqual([daysBefore(5)])
  })

  it('is the same on each page of a visit, also after another browser has been open beside it', () => {
    const earlier = shown('one', ['a'])
    const first = fresh([earlier])
    const own = shown('now', ['b'], { at: NOW })
    const later = { now: new Date(NOW.getTime() + 900_000) }
    const elsewhere = shown('beside', ['c'], { at: new Date(NOW.getTime() + 60_000) })
    expect(fresh([elsewhere, own, earlier], later)).toEqual(first)
    expect(fresh([own, earlier, elsewhere], later)).toEqual(first)
  })
})

describe('wear', () => {
  it('grows with each visit in vain, never to all of it, and heals over days', () => {
    const worn = (visits: number, days: number) => wornBy({ visits, last: daysBefore(days) }, NOW)
    expect(wornBy(undefined, NOW)).toBe(0)
    expect(worn(1, 0)).toBeCloseTo(FRESHNESS.perVisit)
    for (let visits = 1; visits < 20; visits++) {
      expect(worn(visits + 1, 1)).toBeGreaterThan(worn(visits, 1))
      expect(worn(visits, 0)).toBeLessThan(1)
    }
    expect(worn(3, FRESHNESS.halfLifeDays)).toBeCloseTo(worn(3, 0) / 2)
    expect(worn(20, 90)).toBeLessThan(0.001)
  })
})

describe('choosing what fills a place', () => {
  const options = ['a', 'b', 'c'].map((key) => ({ key, weight: 1 }))
  const hero = (content: string, days: number, visitId = `visit-${days}`) =>
    shown(visitId, [], { slot: 'home.hero', content, at: daysBefore(days) })

  it('takes the weightiest, the first of equals, where nothing was shown', () => {
    expect(choose(options, 'home.hero', null)?.key).toBe('a')
    expect(choose([...options, { key: 'd', weight: 2 }], 'home.hero', null)?.key).toBe('d')
    expect(choose([], 'home.hero', null)).toBeNull()
  })

  it('never takes the one of the visit before while there is another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 6 }),
        fc.nat(5),
        fc.nat(100),
        (weights, last, visitNumber) => {
          const given = weights.map((weight, i) => ({ key: `k${i}`, weight }))
          const chosen = choose(given, 'home.hero', fresh([hero(`k${last}`, 1)], { visitNumber }))
          if (given.length === 1) expect(chosen?.key).toBe('k0')
          else expect(chosen?.key).not.toBe(`k${last}`)
        },
      ),
    )
  })

  it('comes round to each of equal ones, and prefers what was not shown lately', () => {
    const past: Impression[] = []
    const chosen: string[] = []
    for (let visit = 0; visit < 12; visit++) {
      const at = new Date(NOW.getTime() + visit * 86_400_000)
      const key = choose(options, 'home.hero', fresh(past, { visitNumber: visit, now: at }))?.key ?? ''
      past.unshift(shown(`visit-${visit}`, [], { slot: 'home.hero', content: key, at }))
      chosen.push(key)
    }
    for (let i = 3; i <= chosen.length; i++) expect(new Set(chosen.slice(i - 3, i)).size).toBe(3)
  })
})

describe('chance', () => {
  it('hangs on the words alone, and spreads', () => {
    expect(chanceOf('a', 'b')).toBe(chanceOf('a', 'b'))
    expect(chanceOf('a', 'b')).not.toBe(chanceOf('ab'))
    const drawn = Array.from({ length: 1000 }, (_, i) => chanceOf('alice:3', 'home.shelf-1', `piece-${i}`))
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...drawn)).toBeLessThan(1)
    expect(drawn.reduce((a, b) => a + b, 0) / 1000).toBeCloseTo(0.5, 1)
  })
})
