import { describe, expect, it } from 'vitest'
import type { Fact } from '@/lib/events/schema'
import { affinityOf } from './affinity'
import { rankCategory } from './blend'
import { coViewed, foreseenIn, nextShare, sessionWithout } from './neighbours'
import { explainRises } from './reasons'
import type { Affinity, RankingContext } from './schema'
import { addSessionEvent, createSessionIndex } from './sessions'
import { aliceViews, catalogue, contextFor, dresses, fact, NOW, project, slugsOf, view } from './shop.fixture'
import { rankHome, rankSimilar } from './shelves'

const at = (minutes: number): number => NOW.getTime() - minutes * 60_000
/** Two pieces that share nothing that anybody could read off them. */
const [ONE, OTHER] = ['linea-column', 'rapace-off-shoulder-gown']

/** Thirty visits that saw both, and some that saw other things. */
const index = createSessionIndex()
for (let i = 0; i < 30; i++) {
  addSessionEvent(index, { session: `both-${i}`, item: ONE, at: at(3_000 + 10 * i) })
  addSessionEvent(index, { session: `both-${i}`, item: OTHER, at: at(2_998 + 10 * i) })
  for (const [n, dress] of dresses.slice(i, i + 3).entries())
    addSessionEvent(index, { session: `else-${i}`, item: dress.slug, at: at(4_000 + 10 * i - n) })
}
const seen = project(dresses.flatMap(({ slug }) => Array.from({ length: slug === ONE ? 60 : 30 }, () => view(slug))))
const session = [{ item: ONE, at: at(1) }]
const context = (values: Partial<RankingContext> = {}): RankingContext =>
  contextFor([], { trending: seen.trending, neighbours: index, session, ...values })
const place = (slug: string, values: Partial<RankingContext> = {}) =>
  slugsOf(rankCategory(context(values), dresses)).indexOf(slug)

describe('what like visits went on to', () => {
  it('rises, and names the piece it comes from', () => {
    const found = rankCategory(context(), dresses).find(({ product }) => product.slug === OTHER)
    expect(place(OTHER)).toBeLessThan(place(OTHER, { session: [] }))
    expect(found?.rise).toBeGreaterThan(0)
    expect(found?.parts.some(({ part, weight }) => part === `neighbours:${ONE}` && weight > 0)).toBe(true)
    expect(found?.parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(found?.score ?? 0, 9)
    expect(slugsOf(rankHome(context())).indexOf(OTHER)).toBeLessThan(
      slugsOf(rankHome(context({ session: [] }))).indexOf(OTHER),
    )
  })

  it('is nothing without clicks of her own, without an index, and where it is left out', () => {
    const plain = slugsOf(rankCategory(contextFor([], { trending: seen.trending }), dresses))
    expect(slugsOf(rankCategory(context({ session: [] }), dresses))).toEqual(plain)
    expect(slugsOf(rankCategory(context({ mix: { neighbours: 0 } }), dresses))).toEqual(plain)
    const { neighbours: _, ...without } = context()
    expect(slugsOf(rankCategory(without, dresses))).toEqual(plain)
    expect(foreseenIn(context({ neighbours: createSessionIndex() }))?.size).toBe(0)
  })

  it('counts more the more of the visit is known, and never most of the order', () => {
    const shares = [0, 1, 3, 10].map((n) =>
      nextShare({ session: Array.from({ length: n }, (_, i) => ({ item: `${i}`, at: i })) }),
    )
    expect(shares[0]).toBe(0)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares[3]).toBeLessThan(0.5)
    expect(nextShare({ session: [...session, ...session] })).toBe(nextShare({ session }))
  })

  it('is believed as far as the piece was looked at', () => {
    const score = (looks: number) => {
      const { trending } = project(Array.from({ length: looks }, () => view(ONE)))
      return foreseenIn(context({ trending, session: [...session] }))?.get(OTHER)?.score ?? 0
    }
    expect(score(0)).toBe(0)
    expect(score(10)).toBeCloseTo(score(1_000_000) / 2, 3)
  })

  it('is not learnt from the visit itself', () => {
    const own = createSessionIndex()
    for (const [i, item] of [OTHER, ONE].entries()) addSessionEvent(own, { session: 'mine', item, at: at(2 - i) })
    expect(foreseenIn(context({ neighbours: own, visit: 'mine', session: [...session] }))?.size).toBe(0)
  })

  it('is not known before it happened', () => {
    const earlier = new Date(at(10_000))
    const then = [{ item: ONE, at: earlier.getTime() - 60_000 }]
    expect(foreseenIn(context({ asOf: earlier, session: then }))?.size).toBe(0)
  })

  it('is asked once for a visit', () => {
    const one = context()
    expect(foreseenIn(one)).toBe(foreseenIn({ ...one }))
    expect(foreseenIn({ ...one, session: [...session] })).not.toBe(foreseenIn(one))
  })
})

describe('reasons from like visits', () => {
  const explained = (facts: readonly Fact[], pieces: readonly { item: string; at: number }[]) => {
    const affinity = affinityOf(facts, catalogue, NOW)
    const rerank = (taste: Affinity, visit: RankingContext['session']) =>
      rankCategory(context({ affinity: taste, session: visit ?? [] }), dresses)
    const ranked = rerank(affinity, pieces)
    return {
      ranked,
      rerank,
      affinity,
      reasons: explainRises({ ranked, affinity, session: pieces, catalogue, rerank, limit: 44 }),
    }
  }

  it('cite the piece of hers, and are true', () => {
    const { reasons, ranked, rerank, affinity } = explained([view(ONE, null, new Date(at(1)))], session)
    const found = reasons.get(OTHER)
    expect(found?.product.slug).toBe(ONE)
    expect(found?.facts.map(({ product }) => product)).toEqual([ONE])
    const left = slugsOf(rerank(affinityOf([], catalogue, NOW), []))
    expect(left.indexOf(OTHER)).toBeGreaterThan(slugsOf(ranked).indexOf(OTHER))
    expect(affinity.weight).toBeGreaterThan(0)
  })

  it('need the piece out of the running visit as well, to be proven', () => {
    let asked: RankingContext['session'][] = []
    const facts = [...aliceViews(), view(ONE, null, new Date(at(1)))]
    const affinity = affinityOf(facts, catalogue, NOW)
    const visit = facts.map(({ product, at: when }) => ({ item: product ?? '', at: when.getTime() }))
    const ranked = rankCategory(context({ affinity, session: visit }), dresses)
    explainRises({
      ...{ ranked, affinity, session: visit, catalogue },
      rerank: (taste, left) => {
        asked = [...asked, left]
        return rankCategory(context({ affinity: taste, session: left ?? [] }), dresses)
      },
    })
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.every((left) => (left?.length ?? 0) < visit.length)).toBe(true)
  })

  it('never tell of looks where there was none', () => {
    const { reasons } = explained([fact({ kind: 'like', product: ONE })], session)
    expect([...reasons.values()].some(({ product }) => product.slug === ONE)).toBe(false)
  })
})

it('a visit without some pieces is the same list where it holds none of them', () => {
  expect(sessionWithout(session, [OTHER])).toBe(session)
  expect(sessionWithout(session, [ONE])).toEqual([])
  expect(sessionWithout(undefined, [ONE])).toBeUndefined()
})

describe('pieces seen in the same visits', () => {
  it('are found by either', () => {
    expect(coViewed(context(), ONE).get(OTHER)).toBeGreaterThan(0.5)
    expect(coViewed(context(), OTHER).get(ONE)).toBeGreaterThan(0.5)
    expect(coViewed(context(), 'gone').size).toBe(0)
  })

  it('are not learnt from the running visit', () => {
    const own = createSessionIndex()
    for (const [i, item] of [OTHER, ONE].entries()) addSessionEvent(own, { session: 'mine', item, at: at(2 - i) })
    expect(coViewed(context({ neighbours: own }), ONE).get(OTHER)).toBeGreaterThan(0)
    expect(coViewed(context({ neighbours: own, visit: 'mine' }), ONE).size).toBe(0)
    const beside = (values: Partial<RankingContext>) =>
      rankSimilar(context(values), { anchor: ONE }).map(({ product, score }) => [product.slug, score])
    const { neighbours: _, ...without } = context()
    expect(beside({ neighbours: own, visit: 'mine' })).toEqual(
      rankSimilar(without, { anchor: ONE }).map(({ product, score }) => [product.slug, score]),
    )
  })

  it('stand higher beside each other, and say so', () => {
    const similar = (values: Partial<RankingContext>) => rankSimilar(context(values), { anchor: ONE })
    const { neighbours: _, ...without } = context()
    const before = slugsOf(rankSimilar(without, { anchor: ONE }))
    const after = similar({})
    expect(slugsOf(after).indexOf(OTHER)).toBeLessThan(before.indexOf(OTHER))
    const found = after.find(({ product }) => product.slug === OTHER)
    expect(found?.parts.some(({ part }) => part === `viewed-with:${ONE}`)).toBe(true)
    expect(found?.parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(found?.score ?? 0, 9)
  })
})
