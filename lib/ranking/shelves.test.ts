import { describe, expect, it } from 'vitest'
import { affinityOf } from './affinity'
import { createProjections } from './projections'
import {
  aliceViews,
  catalogue,
  contextFor,
  NOW,
  order,
  piece,
  products,
  project,
  slugsOf,
  view,
  withPieces,
} from './shop.fixture'
import { rankAlsoChosen, rankComplements, rankHome, rankSimilar } from './shelves'

const GOWN = 'rapace-off-shoulder-gown'
const empty = () => {
  const { trending, together } = createProjections()
  return contextFor([], { trending, together })
}

describe('home', () => {
  it('keeps necklaces and what she owns out', () => {
    const shown = rankHome(contextFor(), [GOWN])
    expect(shown.some(({ product }) => product.subcategory === 'necklaces')).toBe(false)
    expect(slugsOf(shown)).not.toContain(GOWN)
    expect(shown).toHaveLength(products.length - 9)
  })

  it.each([
    ['a stranger', contextFor()],
    ['Alice', contextFor(aliceViews())],
    ['an empty log', empty()],
  ])('is varied in its first row for %s', (_, context) => {
    const first = rankHome(context).slice(0, 4)
    const houses = first.map(({ product }) => product.house.slug)
    expect(new Set(first.map(({ product }) => product.category)).size).toBeGreaterThan(1)
    expect(Math.max(...houses.map((house) => houses.filter((other) => other === house).length))).toBeLessThanOrEqual(2)
  })
})

describe('complements', () => {
  const complements = (context = contextFor(), anchors = [GOWN], place: 'product' | 'mixed' = 'product') =>
    rankComplements(context, { anchors, place })

  it('are never of the category of the piece, nor owned, nor in the cart', () => {
    const shown = rankComplements(contextFor(), {
      anchors: [GOWN],
      owned: ['bejewelled-snake-ring'],
      inCart: ['via-95-patent-pump'],
      place: 'product',
    })
    expect(shown.some(({ product }) => product.category === 'dresses')).toBe(false)
    expect(slugsOf(shown)).not.toContain('bejewelled-snake-ring')
    expect(slugsOf(shown)).not.toContain('via-95-patent-pump')
  })

  it('say with how many clients a piece was chosen', () => {
    const ring = complements().find(({ product }) => product.slug === 'bejewelled-snake-ring')
    expect(ring?.chosenWith?.anchor).toBe(GOWN)
    expect(ring?.chosenWith?.clients).toBeGreaterThanOrEqual(40)
    expect(ring?.parts[0]?.part).toBe(`together:${GOWN}`)
  })

  it('do not tell a pair of two clients', () => {
    const { together } = project(['a', 'b'].flatMap((who) => order(who, who, [GOWN, 'bejewelled-snake-ring'])))
    const ring = complements(contextFor([], { together })).find(
      ({ product }) => product.slug === 'bejewelled-snake-ring',
    )
    expect(ring?.chosenWith).toBeNull()
  })

  it('leave necklaces to product pages', () => {
    expect(slugsOf(complements())).toContain('beaded-necklace')
    expect(complements(contextFor(), [GOWN], 'mixed').some(({ product }) => product.subcategory === 'necklaces')).toBe(
      false,
    )
  })

  it('make a look of several things before anything was bought', () => {
    const first = complements(empty()).slice(0, 4)
    expect(new Set(first.map(({ product }) => product.category)).size).toBeGreaterThanOrEqual(2)
    expect(first.every(({ product }) => ['jewellery', 'shoes', 'bags'].includes(product.category))).toBe(true)
  })

  it('are shown in the colour bought with the anchor, else in hers', () => {
    const bought = project(
      ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((who) => order(who, who, [GOWN, 'via-95-patent-pump:ivory'])),
    )
    const colourOf = (context: ReturnType<typeof contextFor>, slug: string) =>
      complements(context).find(({ product }) => product.slug === slug)?.colour
    expect(colourOf(contextFor([], { together: bought.together }), 'via-95-patent-pump')).toBe('ivory')
    const scarlet = contextFor(aliceViews(), { together: bought.together })
    expect(colourOf(scarlet, 'via-95-patent-pump')).toBe('ivory')
    expect(colourOf(scarlet, 'artiglio-spike-pump')).toBe('scarlet')
    expect(colourOf(contextFor(), 'via-95-patent-pump')).toBe('noir')
  })

  it('follow her taste among what goes together, without forgetting it', () => {
    const before = slugsOf(complements())
    const after = slugsOf(complements(contextFor(aliceViews())))
    expect(after.indexOf('artiglio-point-bag')).toBeLessThan(before.indexOf('artiglio-point-bag'))
    expect(after.slice(0, 4)).toContain('bejewelled-snake-ring')
  })

  it('of several anchors go with any of them', () => {
    const shown = complements(contextFor(), [GOWN, 'bejewelled-snake-ring'])
    expect(slugsOf(shown)).not.toContain('bejewelled-snake-ring')
    expect(shown.some(({ product }) => product.category === 'jewellery')).toBe(true)
  })

  it('of nothing known are nothing', () => {
    expect(complements(contextFor(), [])).toEqual([])
    expect(complements(contextFor(), ['gone'])).toEqual([])
  })
})

describe('similar', () => {
  it('is shown in the colour of the piece when nothing else is known', () => {
    const shown = rankSimilar(contextFor(), { anchor: GOWN, colour: 'scarlet' })
    expect(shown.find(({ product }) => product.slug === 'vesper-flounce-gown')?.colour).toBe('scarlet')
    const noir = rankSimilar(contextFor(), { anchor: GOWN, colour: 'noir' })
    expect(noir.find(({ product }) => product.slug === 'ember-one-shoulder')?.colour).toBe('noir')
  })

  it('stays about likeness, with what is shared', () => {
    const [first] = rankSimilar(contextFor(aliceViews()), { anchor: GOWN, colour: 'scarlet' })
    expect(first?.product.slug).toBe('vesper-flounce-gown')
    expect(first?.shared).toContain('neckline:off-shoulder')
    expect(first?.parts[0]?.part).toBe(`similar:${GOWN}`)
  })

  it('leaves out what it is told, and knows nothing like a stranger’s piece', () => {
    expect(slugsOf(rankSimilar(contextFor(), { anchor: GOWN, exclude: ['vesper-flounce-gown'] }))).not.toContain(
      'vesper-flounce-gown',
    )
    expect(rankSimilar(contextFor(), { anchor: 'gone' })).toEqual([])
  })
})

describe('clients also chose', () => {
  it('is what others did, whoever asks', () => {
    const stranger = rankAlsoChosen(contextFor(), { anchor: GOWN })
    const alice = rankAlsoChosen(contextFor(aliceViews()), { anchor: GOWN })
    expect(slugsOf(alice)).toEqual(slugsOf(stranger))
    expect(slugsOf(stranger)[0]).toBe('bejewelled-snake-ring')
    const clients = stranger.map(({ chosenWith }) => chosenWith?.clients ?? 0)
    expect(clients).toEqual([...clients].sort((a, b) => b - a))
    expect(Math.min(...clients)).toBeGreaterThanOrEqual(3)
  })

  it('holds any category, and is empty where nobody bought', () => {
    const together = project(['a', 'b', 'c'].flatMap((who) => order(who, who, [GOWN, 'linea-column']))).together
    expect(slugsOf(rankAlsoChosen(contextFor([], { together }), { anchor: GOWN }))).toEqual(['linea-column'])
    expect(rankAlsoChosen(empty(), { anchor: GOWN })).toEqual([])
    expect(rankAlsoChosen(contextFor([], { together }), { anchor: GOWN, exclude: ['linea-column'] })).toEqual([])
  })

  it('passes over what left the catalogue', () => {
    const without = new Map(catalogue)
    without.delete('bejewelled-snake-ring')
    const context = contextFor([], { catalogue: without, affinity: affinityOf([view(GOWN)], without, NOW) })
    expect(slugsOf(rankAlsoChosen(context, { anchor: GOWN }))).not.toContain('bejewelled-snake-ring')
  })
})

it('sold out pieces stand last on every shelf', () => {
  const sold = { ...piece('bejewelled-snake-ring'), inStock: false }
  const context = contextFor([], { catalogue: withPieces(sold) })
  expect(rankComplements(context, { anchors: [GOWN], place: 'product' }).at(-1)?.product).toBe(sold)
  expect(rankAlsoChosen(context, { anchor: GOWN }).at(-1)?.product).toBe(sold)
  expect(rankHome(context).at(-1)?.product).toBe(sold)
})
