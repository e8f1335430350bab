import { describe, expect, it } from 'vitest'
import { catalogue, daysBefore, fact, view } from '@/lib/ranking/shop.fixture'
import { dearestPiece, isKept, lastKeptOrder } from './owned'
import { givenOrder, givenShopper, GOWN, off, PUMP, RING, shuffled } from './shopper.fixture'
import { houseCounts, viewedPieces } from './viewed'

const slugs = (facts: Parameters<typeof viewedPieces>[0]) =>
  viewedPieces(facts, catalogue).map(({ product }) => product.slug)
const CORVANE = [GOWN, 'nerium-off-shoulder-dress', 'talon-mini-dress', 'vigil-ball-gown']
const OTHERS = ['melisande-off-shoulder', 'isaura-off-shoulder-midi', 'sirena-off-shoulder-gown']

describe('pieces viewed', () => {
  it('come newest first, each once', () => {
    const facts = [view(GOWN, null, daysBefore(3)), view(RING, null, daysBefore(2)), view(GOWN, null, daysBefore(1))]
    expect(slugs(facts)).toEqual([GOWN, RING])
  })

  it('are views alone, of pieces that are still here', () => {
    expect(
      slugs([fact({ kind: 'cart-add', product: GOWN }), view('gone'), fact({ kind: 'view' }), view(RING)]),
    ).toEqual([RING])
  })

  it('do not depend on the order of facts, not even at the same moment', () => {
    const facts = CORVANE.map((slug) => view(slug))
    expect(slugs(shuffled(facts))).toEqual(slugs(facts))
  })
})

describe('the house viewed most', () => {
  const counts = (facts: Parameters<typeof viewedPieces>[0]) => houseCounts(facts, catalogue)

  it('counts pieces, not looks', () => {
    expect(counts([view(GOWN), view(GOWN), view('melisande-off-shoulder')]).total).toBe(2)
    expect(counts([])).toEqual({ top: null, total: 0 })
  })

  it('looks at the newest nine pieces', () => {
    const old = CORVANE.map((slug) => view(slug, null, daysBefore(20)))
    const rings = [...catalogue.values()].filter(
      ({ category, house }) => category === 'jewellery' && house.slug !== 'corvane',
    )
    const newest = rings.slice(0, 7).map(({ slug }, i) => view(slug, null, daysBefore(i)))
    const { top, total } = counts([...old, ...newest])
    expect(total).toBe(9)
    expect(top?.house).not.toBe('corvane')
  })

  it('goes to the newer house when two are equal', () => {
    const corvane = CORVANE.slice(0, 2).map((slug) => view(slug, null, daysBefore(3)))
    const fiorenne = OTHERS.slice(0, 2).map((slug) => view(slug, null, daysBefore(2)))
    expect(counts([...corvane, ...fiorenne]).top).toEqual({ house: 'fiorenne', count: 2 })
    expect(counts([...corvane, ...fiorenne, view('talon-mini-dress', null, daysBefore(9))]).top?.house).toBe('corvane')
  })
})

describe('what was kept', () => {
  it('is a line of which some unit did not come back', () => {
    const [line] = givenOrder([GOWN]).lines
    if (!line) throw new Error('the order has a line')
    expect([0, 1, 2].map((returned) => isKept({ ...line, quantity: 2, returned }))).toEqual([true, true, false])
  })

  it('decides which order is the last, and which of its pieces the dearest', () => {
    const returned = givenOrder([GOWN], { id: 'b', placedAt: daysBefore(1), returned: [GOWN] })
    const kept = givenOrder([RING, PUMP], { id: 'a', placedAt: daysBefore(9) })
    expect(lastKeptOrder(givenShopper({ name: 'A', orders: [returned, kept] }))?.id).toBe('a')
    expect(lastKeptOrder(givenShopper({ name: 'A', orders: [returned] }))).toBeNull()
    expect(lastKeptOrder(givenShopper({ name: 'A', orders: [kept], ...off }))).toBeNull()
    expect(dearestPiece(kept)?.product).toBe(PUMP)
    expect(dearestPiece(returned)).toBeNull()
    const equal = { ...kept, lines: kept.lines.map((line) => ({ ...line, unitPrice: 1 })) }
    expect(dearestPiece(equal)?.product).toBe(RING)
  })
})
