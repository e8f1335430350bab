import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Product } from '@/lib/catalog/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import type { Impression } from '@/lib/events/schema'
import { rankCategory } from './blend'
import { freshnessOf, FRESHNESS, type Fresh } from './freshness'
import { rotate } from './freshness-row'
import type { Ranked } from './schema'
import { rankComplements, rankHome } from './shelves'
import { aliceViews, contextFor, dresses, NOW, products, slugsOf, view } from './shop.fixture'

const ROW = FRESHNESS.row
const SLOT = 'home.shelf-1'

const ranked = (product: Product, score: number, values: Partial<Ranked> = {}): Ranked => ({
  ...{ product, score, colour: '', rise: 0, parts: [], chosenWith: null, shared: [] },
  ...values,
})
/** Pieces of the catalogue with these scores, best first. */
const listed = (scores: readonly number[]): Ranked[] =>
  scores.toSorted((a, b) => b - a).map((score, i) => ranked(products[i]!, score)) // never more scores than pieces
const at = (days: number) => new Date(NOW.getTime() + days * MS_PER_DAY)
const rowOf = (list: readonly Ranked[]) => slugsOf(list).slice(0, ROW)

const impressionOf = (visit: number, row: readonly string[], now: Date): Impression => ({
  ...{
    id: `i-${visit}`,
    at: now,
    visitId: `visit-${visit}`,
    slot: SLOT,
    arm: 'trending',
    products: row,
    content: null,
  },
})
const freshAt = (past: readonly Impression[], visit: number, now: Date, shopperKey = 'alice'): Fresh | null =>
  freshnessOf(past, { shopperKey, visitId: `visit-${visit}`, visitNumber: visit, now, acted: new Map() })

/** The rows that so many visits see, `gap` days apart, none of which leads to anything. */
function visits(list: readonly Ranked[], count: number, gap = 1, shopperKey = 'alice'): (readonly Ranked[])[] {
  const past: Impression[] = []
  return Array.from({ length: count }, (_, visit) => {
    const now = at(visit * gap)
    const seen = rotate(list, SLOT, freshAt(past, visit, now, shopperKey))
    past.unshift(impressionOf(visit, rowOf(seen), now))
    return seen
  })
}
const same = (a: readonly string[], b: readonly string[]) => a.toSorted().join() === b.toSorted().join()

/** By the ranker's own scores: what the row shown is worth of the best row. */
const ndcg = (seen: readonly Ranked[], base: readonly Ranked[]) => {
  const worth = (list: readonly Ranked[]) =>
    list.slice(0, ROW).reduce((sum, { score }, place) => sum + score / Math.log2(place + 2), 0)
  return worth(seen) / worth(base)
}

const scoreLists = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 0, maxLength: 60 })

describe('rotation', () => {
  it('changes nothing where nothing was shown before', () => {
    const list = listed([0.9, 0.8, 0.7, 0.6, 0.5])
    expect(rotate(list, SLOT, null)).toBe(list)
    expect(rotate(list, SLOT, undefined)).toBe(list)
  })

  it('leaves what was never shown as the ranker put it, variety and all', () => {
    // As variety makes a row: its last piece is worth less than what stands behind it.
    const list = [1, 0.9, 0.85, 0.6, 0.84, 0.83, 0.82].map((score, i) => ranked(products[i]!, score)) // there are more
    const elsewhere = (...row: string[]) =>
      freshAt([{ ...impressionOf(0, row, at(0)), slot: 'home.hero', content: 'still-life.1' }], 1, at(1))
    expect(rotate(list, SLOT, elsewhere())).toBe(list)
    // Neither does it make place when another of the row was shown, unless it is that one's turn.
    const [first = '', , , last = ''] = slugsOf(list)
    expect(rowOf(rotate(list, SLOT, elsewhere(first)))).toContain(last)
    expect(rowOf(rotate(list, SLOT, elsewhere(last)))).not.toContain(last)
    const acted = new Map([[last, at(0.5)]])
    const asked = { shopperKey: 'alice', visitId: 'visit-1', visitNumber: 1, now: at(1) }
    const past = [{ ...impressionOf(0, [last], at(0)), slot: 'home.hero' }]
    expect(rotate(list, SLOT, freshnessOf(past, { ...asked, acted }))).toBe(list)
  })

  it('leaves every order of a shopper who met nothing but the banner', () => {
    const banner = (visit: number) => ({
      ...impressionOf(visit, [], at(visit)),
      slot: 'home.hero',
      content: 'portrait.1',
    })
    const fresh = freshAt([banner(2), banner(1)], 3, at(3))
    let varied = 0
    for (const { slug } of dresses) {
      const context = contextFor([view(slug)])
      for (const list of [rankCategory(context, dresses), rankHome(context)]) {
        expect(rotate(list, SLOT, fresh)).toBe(list)
        const [least = 0] = list
          .slice(0, ROW)
          .map(({ score }) => score)
          .toSorted((a, b) => a - b)
        if (list.slice(ROW).some(({ score }) => score > least)) varied += 1
      }
    }
    expect(varied).toBeGreaterThan(10)
  })

  it('loses nothing and says nothing twice', () => {
    fc.assert(
      fc.property(scoreLists, fc.integer({ min: 1, max: 6 }), (scores, count) => {
        const list = listed(scores)
        for (const seen of visits(list, count)) {
          expect(slugsOf(seen).toSorted()).toEqual(slugsOf(list).toSorted())
          seen.forEach((item, place) => {
            const from = list.findIndex(({ product }) => product === item.product)
            expect(item.score).toBe(list[from]?.score)
            expect(item.rise).toBe(from - place)
          })
        }
      }),
    )
  })

  it('never shows the same row twice in a row, over thirty visits', () => {
    fc.assert(
      fc.property(scoreLists, fc.constantFrom(0.001, 0.5, 1, 7, 60), (scores, gap) => {
        const rows = visits(listed(scores), 30, gap).map(rowOf)
        for (let i = 1; i < rows.length; i++) expect(same(rows[i] ?? [], rows[i - 1] ?? [])).toBe(scores.length <= ROW)
      }),
      { numRuns: 60 },
    )
  })

  it('cannot rotate what is no more than a row', () => {
    const list = listed([0.9, 0.8, 0.7, 0.6])
    for (const seen of visits(list, 4)) expect(seen).toBe(list)
    const soldOut = listed([0.9, 0.8, 0.7, 0.6, 0.5]).map((item, i) =>
      i < ROW ? item : ranked({ ...item.product, inStock: false }, item.score),
    )
    for (const seen of visits(soldOut, 4)) expect(seen).toBe(soldOut)
  })

  it('is the same on a reload, an hour later in the visit, and whatever the order of impressions', () => {
    fc.assert(
      fc.property(scoreLists, fc.integer({ min: 1, max: 5 }), (scores, count) => {
        const list = listed(scores)
        const past = visits(list, count).map((seen, i) => impressionOf(i, rowOf(seen), at(i)))
        const first = slugsOf(rotate(list, SLOT, freshAt(past, count, at(count))))
        const own = impressionOf(count, first.slice(0, ROW), at(count))
        const later = freshAt([own, ...past].reverse(), count, at(count + 1 / 24))
        expect(slugsOf(rotate(list, SLOT, later))).toEqual(first)
        expect(slugsOf(rotate(list, SLOT, freshAt(past, count, at(count))))).toEqual(first)
      }),
    )
  })

  it('loses no more than it may, but for the one exchange that two visits need to differ', () => {
    let most = 0
    fc.assert(
      fc.property(scoreLists, (scores) => {
        const list = listed(scores)
        const seen = visits(list, 12)
        seen.slice(1).forEach((each, i) => {
          const lost = 1 - ndcg(each, list)
          if (list.length === 0 || lost <= FRESHNESS.loss + 1e-9) return
          most = Math.max(most, lost)
          const before = rowOf(seen[i] ?? [])
          expect(rowOf(each).filter((slug) => !before.includes(slug))).toHaveLength(1)
          // The row of the visit before, ordered as the list is, would have been within what it may lose.
          const again = list.filter(({ product }) => before.includes(product.slug))
          expect(1 - ndcg(again, list)).toBeLessThanOrEqual(FRESHNESS.loss + 1e-9)
        })
      }),
    )
    expect(most).toBeGreaterThan(FRESHNESS.loss)
  })

  it('loses less than seven of a hundred of a row that has other pieces as good, that exchange included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.8, max: 1, noNaN: true }), { minLength: 12, maxLength: 60 }),
        (scores) => {
          const list = listed(scores)
          for (const seen of visits(list, 12)) expect(ndcg(seen, list)).toBeGreaterThan(0.93)
        },
      ),
    )
  })

  it('exchanges only what must be where nothing comes near', () => {
    const list = listed([1, 0.9, 0.85, 0.8, 0.1, 0.09, 0.08])
    const [, second = []] = visits(list, 2)
    const kept = rowOf(list).filter((slug) => rowOf(second).includes(slug))
    expect(kept).toEqual(rowOf(list).slice(0, 3))
    expect(slugsOf(second)[4]).toBe(rowOf(list)[3])
  })

  it('exchanges more where all are as good', () => {
    const list = listed(Array.from({ length: 20 }, () => 0.5))
    const [first = [], second = []] = visits(list, 2).map(rowOf)
    expect(first.filter((slug) => second.includes(slug))).toEqual([])
    const other = visits(list, 2, 1, 'bella').map(rowOf)[1] ?? []
    expect(other).not.toEqual(second)
  })

  it('gives a piece its place back after a while', () => {
    const list = listed([1, 0.99, 0.98, 0.97, 0.96, 0.95, 0.94])
    const past = [0, 1, 2].map((visit) => impressionOf(visit, rowOf(list), at(visit)))
    const elsewhere = { ...impressionOf(3, slugsOf(list).slice(3, 7), at(3)) }
    const shown = (days: number) => rowOf(rotate(list, SLOT, freshAt([elsewhere, ...past], 4, at(days))))
    expect(shown(3.1)).not.toEqual(rowOf(list))
    expect(shown(200)).toEqual(rowOf(list))
  })

  it('keeps what a marketer pinned where it is', () => {
    const rule = { id: 'rule', kind: 'pin' as const, note: 'New season' }
    for (const place of [0, 2, 5]) {
      const list = listed(Array.from({ length: 12 }, () => 0.5)).map((item, i) =>
        i === place ? { ...item, rule } : item,
      )
      for (const seen of visits(list, 10)) expect(seen[place]?.product).toBe(list[place]?.product)
    }
  })

  it('lets nothing in that must never come', () => {
    const list = listed([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    const [fifth = '', sixth = ''] = slugsOf(list).slice(ROW)
    const fresh = freshAt([impressionOf(0, rowOf(list), at(0))], 1, at(1))
    expect(rowOf(rotate(list, SLOT, fresh))).toContain(fifth)
    expect(rowOf(rotate(list, SLOT, fresh, { never: new Set([fifth]) }))).toContain(sixth)
    expect(rotate(list, SLOT, fresh, { never: new Set([fifth, sixth]) })).toBe(list)
  })

  it('looks only at what stands near the top', () => {
    const near = listed(Array.from({ length: 2 * FRESHNESS.window }, (_, i) => 1 - i / 100))
    // Whoever looks at these is told off.
    const far = Array.from({ length: 1000 }, () => new Proxy(near[0]!, { get: () => expect.fail('looked at') })) // there is one
    const past = [impressionOf(0, rowOf(near), at(0))]
    const seen = rotate([...near, ...far], SLOT, freshAt(past, 1, at(1)))
    expect(rowOf(seen.slice(0, ROW))).not.toEqual(rowOf(near))
    expect(seen).toHaveLength(near.length + far.length)
    expect(slugsOf(seen.slice(FRESHNESS.window, near.length))).toEqual(slugsOf(near).slice(FRESHNESS.window))
  })
})

describe('on the real collection', () => {
  const lists = {
    'everybody’s home': rankHome(contextFor()),
    'a home with taste': rankHome(contextFor(aliceViews())),
    'the dresses': rankCategory(contextFor(aliceViews()), dresses),
    'what goes with the gown': rankComplements(contextFor(aliceViews()), {
      anchors: ['rapace-off-shoulder-gown'],
      place: 'mixed',
    }),
  }

  it.each(Object.entries(lists))('%s: thirty visits, each other than the last, each near the best', (_, list) => {
    const seen = visits(list, 30, 1)
    const rows = seen.map(rowOf)
    for (let i = 1; i < rows.length; i++) expect(same(rows[i] ?? [], rows[i - 1] ?? [])).toBe(false)
    const kept = seen.slice(1).map((each) => ndcg(each, list))
    expect(kept.reduce((a, b) => a + b, 0) / kept.length).toBeGreaterThan(0.95)
    expect(new Set(rows.flat()).size).toBeGreaterThan(ROW)
  })

  it('gives no house and no category more of the row than it had', () => {
    const most = (row: readonly Ranked[], of: (product: Product) => string) =>
      Math.max(...row.map((one) => row.filter((other) => of(other.product) === of(one.product)).length))
    for (const seen of visits(lists['a home with taste'], 30)) {
      expect(most(seen.slice(0, ROW), ({ house }) => house.slug)).toBeLessThanOrEqual(2)
      expect(most(seen.slice(0, ROW), ({ category }) => category)).toBeLessThanOrEqual(3)
    }
  })
})
