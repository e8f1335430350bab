import { describe, expect, it } from 'vitest'
import type { Fact } from '@/lib/events/schema'
import { rankCategory } from './blend'
import { rankForGap } from './gap'
import { aliceViews, contextFor, dresses, fact, piece, slugsOf, withPieces } from './shop.fixture'
import { rankAlsoChosen, rankComplements, rankHome, rankSimilar } from './shelves'

const GOWN = 'rapace-off-shoulder-gown'
const RING = 'bejewelled-snake-ring'
const dislike = (product: string): Fact => fact({ kind: 'dislike', product })
const liked = contextFor(aliceViews())
const without = (product: string) => contextFor([...aliceViews(), dislike(product)])

describe('a piece she does not like', () => {
  it('stands last of what can be bought in its category, however popular and near to her taste', () => {
    expect(slugsOf(rankCategory(liked, dresses))[0]).toBe(GOWN)
    const ranked = rankCategory(without(GOWN), dresses)
    expect(ranked.at(-1)?.product.slug).toBe(GOWN)
    expect(ranked.at(-1)?.rise).toBeLessThan(0)
    expect(ranked).toHaveLength(dresses.length)
  })

  it('stands before what is sold out', () => {
    const sold = { ...piece('linea-column'), inStock: false }
    const list = dresses.map((dress) => (dress.slug === sold.slug ? sold : dress))
    const { affinity } = without(GOWN)
    const ranked = slugsOf(rankCategory(contextFor([], { catalogue: withPieces(sold), affinity }), list))
    expect(ranked.slice(-2)).toEqual([GOWN, sold.slug])
  })

  it.each([
    ['home', (context: typeof liked) => rankHome(context), GOWN],
    ['similar', (context: typeof liked) => rankSimilar(context, { anchor: 'vesper-flounce-gown' }), GOWN],
    ['goes with', (context: typeof liked) => rankComplements(context, { anchors: [GOWN], place: 'mixed' }), RING],
    ['also chosen', (context: typeof liked) => rankAlsoChosen(context, { anchor: GOWN }), RING],
    ['closes the gap', (context: typeof liked) => rankForGap(context, { gap: 20_000, cart: [GOWN] }), RING],
  ])('is on no shelf: %s', (_, rank, slug) => {
    expect(slugsOf(rank(liked))).toContain(slug)
    expect(slugsOf(rank(without(slug)))).not.toContain(slug)
    expect(rank(without(slug))).toHaveLength(rank(liked).length - 1)
  })

  it('is told from what everybody sees: others rise past it', () => {
    const only = contextFor([dislike(slugsOf(rankCategory(contextFor(), dresses))[0] ?? '')])
    expect(rankCategory(only, dresses).some(({ rise }) => rise > 0)).toBe(true)
  })
})
