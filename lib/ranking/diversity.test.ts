import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diversify, HOME_VARIETY } from './diversity'
import { piece, products } from './shop.fixture'

const items = (...slugs: string[]) => slugs.map((slug) => ({ product: piece(slug) }))
const any = fc.shuffledSubarray([...products], { minLength: 0 }).map((list) => list.map((product) => ({ product })))

describe('a varied first row', () => {
  it('passes over the third piece of a house and the fourth dress', () => {
    const order = items(
      'rapace-off-shoulder-gown',
      'vesper-flounce-gown',
      'lamia-velvet-gown',
      'linea-column',
      'calm-bateau-gown',
      'via-95-patent-pump',
    )
    expect(diversify(order, HOME_VARIETY).map(({ product }) => product.slug)).toEqual([
      'rapace-off-shoulder-gown',
      'vesper-flounce-gown',
      'linea-column',
      'via-95-patent-pump',
      'lamia-velvet-gown',
      'calm-bateau-gown',
    ])
  })

  it('keeps every piece once, and the best one first', () => {
    fc.assert(
      fc.property(any, (order) => {
        const varied = diversify(order, HOME_VARIETY)
        expect(new Set(varied)).toEqual(new Set(order))
        expect(varied).toHaveLength(order.length)
        expect(varied[0]).toBe(order[0])
      }),
    )
  })

  it('keeps its limits as long as anything else is left', () => {
    fc.assert(
      fc.property(any, (order) => {
        const first = diversify(order, HOME_VARIETY).slice(0, 4)
        const count = (of: (item: (typeof order)[number]) => string) =>
          Math.max(...first.map((item) => first.filter((other) => of(other) === of(item)).length))
        const enough = new Set(order.map(({ product }) => product.house.slug)).size >= 4
        const mixed = new Set(order.slice(4).map(({ product }) => product.category)).size >= 3
        if (enough && mixed && order.length > 60) {
          expect(count(({ product }) => product.house.slug)).toBeLessThanOrEqual(2)
          expect(count(({ product }) => product.category)).toBeLessThanOrEqual(3)
        }
      }),
    )
  })

  it('shows what there is when nothing else is left', () => {
    const order = items('rapace-off-shoulder-gown', 'vesper-flounce-gown', 'lamia-velvet-gown')
    expect(diversify(order, HOME_VARIETY)).toEqual(order)
    expect(diversify([], HOME_VARIETY)).toEqual([])
  })
})
