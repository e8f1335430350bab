import { SEARCH } from '@/lib/ranking/weights'
import { describe, expect, it } from 'vitest'
import { applyFacets, facetsFor, parseFacets } from '@/lib/catalog/facets'
import { SORTS, type Sort } from '@/lib/catalog/listing'
import { MOST_HITS, PLACE_WORTH } from '@/lib/catalog/search/weights'
import { emptyResult, type SearchHit, type SearchResult } from '@/lib/catalog/search/result'
import { dresses, piece, products, projections } from '@/lib/ranking/shop.fixture'
import { BLEND, NEIGHBOURS } from '@/lib/ranking/weights'
import { searchFacetBar, searchHref } from './search-facets'
import { decideSearchOrder } from './search-order'
import { suggestionsOf } from './search-suggest'
import { searchWords } from './search-words'
import { catalogueWith, givenShopper, GOWN, looking, off } from './shopper.fixture'
import type { Shopper } from './schema'

const { say } = givenShopper()
const hit = (slug: string, more: Partial<SearchHit> = {}): SearchHit => {
  return { product: piece(slug), score: 0.6, colour: null, named: false, ...more }
}
const hits = dresses.map(({ slug }) => hit(slug))
const order = (shopper: Shopper, found: readonly SearchHit[] = hits, sort: Sort = 'for-you') =>
  decideSearchOrder(shopper, projections(), found, { sort, selection: {} })
const slugs = (decision: ReturnType<typeof order>) => decision.value.cards.map(({ slug }) => slug)
const result = (values: Partial<SearchResult>): SearchResult => ({ ...emptyResult('red gown'), ...values })
const taken = [{ text: 'gown', as: [{ kind: 'word', text: 'gown' } as const] }]

describe('the order of what was found', () => {
  it('is by its words: the better match stands first whatever somebody leans to', () => {
    const last = slugs(order(looking())).at(-1) ?? ''
    const found = hits.map((one) => (one.product.slug === last ? { ...one, score: 1 } : one))
    for (const shopper of [givenShopper(), looking()]) expect(slugs(order(shopper, found))[0]).toBe(last)
  })

  it('lets a word in a name outweigh all that may speak for one among attributes', () => {
    const { text, trending, taste, neighbours } = SEARCH
    const share = taste * BLEND.most
    const next = neighbours * NEIGHBOURS.most
    // Taste goes from -1 to 1, what like visits went on to and popularity from 0 to 1.
    const personal = 2 * share * (1 - next) + next
    const neutral = (1 - share) * (1 - next)
    expect(neutral * text * (PLACE_WORTH.A - PLACE_WORTH.B)).toBeGreaterThan(personal + neutral * trending)
  })

  it('has the piece of that name first for everybody, sold out or not', () => {
    const last = slugs(order(looking())).at(-1) ?? ''
    for (const inStock of [true, false]) {
      const named = hit(last, { product: { ...piece(last), inStock }, named: true })
      const found = hits.map((one) => (one.product.slug === last ? named : one))
      for (const shopper of [givenShopper(), looking()]) expect(slugs(order(shopper, found))[0]).toBe(last)
    }
  })

  it('is their own among equals, with reasons', () => {
    const plain = order(givenShopper())
    expect(plain).toMatchObject({ arm: 'words', personal: false, reasons: [], facts: [] })
    const own = order(looking())
    expect(own).toMatchObject({ slot: 'search.order', arm: 'for-you', personal: true })
    expect(slugs(own)).not.toEqual(slugs(plain))
    expect(own.reasons[0]?.text).toBe('The words you searched for')
    const shares = own.reasons.map(({ weight }) => weight)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9)
    expect(Math.min(...shares)).toBeGreaterThan(0)
  })

  it('is another without the facts that it cites', () => {
    const shopper = looking()
    const decision = order(shopper)
    const cited = new Set(decision.facts.map(({ id }) => id))
    expect(cited.size).toBeGreaterThan(0)
    const rest = shopper.facts.filter(({ id }) => !cited.has(id))
    expect(slugs(order(looking({ facts: rest })))).not.toEqual(slugs(decision))
  })

  it('is everybody’s without personalisation', () => {
    expect(slugs(order(looking(off)))).toEqual(slugs(order(givenShopper())))
  })

  it.each(SORTS.filter((sort) => sort !== 'for-you'))('sorted by %s is nobody’s in particular', (sort) => {
    expect(order(looking(), hits, sort)).toMatchObject({ arm: sort, personal: false })
    expect(slugs(order(looking(), hits, sort))).toEqual(slugs(order(givenShopper(), hits, sort)))
  })

  it('shows each piece in the colour that was asked for', () => {
    const asked = [hit(GOWN, { colour: 'noir' })]
    for (const sort of SORTS) expect(order(looking(), asked, sort).value.cards[0]?.colour).toBe('noir')
    const chosen = decideSearchOrder(looking(), projections(), asked, {
      sort: 'for-you',
      selection: { colour: ['red'] },
    })
    expect(chosen.value.cards[0]?.colour).toBe('scarlet')
  })

  it('makes as many cards as are shown, and may have none', () => {
    const few = decideSearchOrder(looking(), projections(), hits, { sort: 'for-you', selection: {}, show: 3 })
    expect(slugs(few)).toEqual(slugs(order(looking())).slice(0, 3))
    expect(order(looking(), [])).toMatchObject({ personal: false, value: { cards: [] } })
  })
})

describe('the facets of what was found', () => {
  const listing = { selection: { house: ['corvane'] }, sort: 'for-you', show: 12 } as const

  it('keep what was asked for in each address', () => {
    const bar = searchFacetBar('red & gown', facetsFor(dresses, listing.selection), listing, 9, say)
    const hrefs = [
      ...bar.groups.flatMap(({ options }) => options.map(({ href }) => href)),
      ...bar.sort.options.map(({ href }) => href),
      ...bar.chosen.map(({ href }) => href),
      bar.clear.href,
    ]
    for (const href of hrefs) expect(href).toMatch(/^\/search\?q=red\+%26\+gown(&|$)/)
    expect(bar.keep).toEqual({ q: 'red & gown' })
    expect(bar.sort).toMatchObject({ current: 'Best match', half: 'Sort: Best match' })
    expect(searchFacetBar('x', [], { ...listing, sort: 'new' }, 1, say).sort.current).toBe('Newest')
  })

  it('never lead to nothing', () => {
    const facets = facetsFor(products, listing.selection)
    const bar = searchFacetBar('gown', facets, listing, 9, say)
    for (const { options } of bar.groups) {
      for (const option of options.filter(({ disabled, selected }) => !disabled && !selected)) {
        const selection = parseFacets(new URL(option.href, 'http://shop.invalid').searchParams, products)
        const shown = applyFacets(products, selection)
        expect(shown.length, option.href).toBeGreaterThan(0)
      }
    }
  })

  it('have one address for one choice', () => {
    expect(searchHref('')).toBe('/search')
    expect(searchHref('gold ring')).toBe('/search?q=gold+ring')
    expect(searchHref('a&b=c', { selection: { house: ['b', 'a'] }, sort: 'new', show: 24 })).toBe(
      '/search?q=a%26b%3Dc&house=a&house=b&sort=new&show=24',
    )
  })
})

describe('what is said of a search', () => {
  it('is how many were found', () => {
    expect(searchWords(result({ taken, hits }), say)).toMatchObject({
      line: `${hits.length} pieces for “red gown”`,
      meant: null,
    })
    const many = Array.from({ length: MOST_HITS }, () => hit(GOWN))
    expect(searchWords(result({ taken, hits: many }), say).line).toBe('The 600 nearest of many pieces for “red gown”')
  })

  it('is what the words were taken for', () => {
    expect(searchWords(result({ taken, hits, meant: 'red gown two' }), say)).toEqual({
      line: `${hits.length} pieces for “red gown”`,
      told: 'Nothing is written “red gown”. These pieces are for what you may have meant.',
      meant: { href: '/search?q=red+gown+two', label: 'Did you mean “red gown two”?' },
    })
  })

  it('is that nothing was, with what comes nearest', () => {
    const words = searchWords(result({ taken, nearest: hits, meant: 'gown' }), say)
    expect(words).toMatchObject({
      line: 'Nothing found for “red gown”',
      told: 'No piece has all of it. These come nearest.',
    })
    expect(words.meant?.href).toBe('/search?q=gown')
    expect(searchWords(result({ taken }), say).told).toMatch(/^Try fewer or other words/)
  })

  it('is how to ask where nothing was asked, and that it failed where it did', () => {
    expect(searchWords(emptyResult('of the'), say)).toMatchObject({ line: null, meant: null })
    expect(searchWords(null, say).told).toMatch(/^The search does not answer/)
    expect(searchWords(null, say).line).toBeNull()
  })
})

describe('what is offered while somebody types', () => {
  const corvane = [{ text: 'corv', as: [{ kind: 'start', text: 'corvane' } as const] }]
  const suggest = (shopper: Shopper, values: Partial<SearchResult>) =>
    suggestionsOf(shopper, projections(), result(values))

  it('is completions, houses, rooms and pieces, eight at most', () => {
    const { items, said } = suggest(givenShopper(), {
      query: 'corv',
      taken: corvane,
      hits,
      completions: ['corvane', 'corv gown', 'corv ring', 'corv bag', 'corv cape'],
    })
    expect(items).toHaveLength(8)
    expect(items.map(({ kind }) => kind)).toEqual(['query', 'query', 'query', 'house', ...Array(4).fill('piece')])
    expect(items.map(({ text }) => text)).not.toContain('corvane')
    expect(items[3]).toEqual({ kind: 'house', href: '/houses/corvane', text: 'Corvane', note: 'House' })
    expect(items.at(-1)).toMatchObject({
      price: expect.stringMatching(/^\$/),
      picture: expect.stringMatching(/\.avif$/),
    })
    expect(said).toBe('8 suggestions')
  })

  it('names rooms and kinds by every word that leads to them', () => {
    const named = (...as: string[]) =>
      suggest(givenShopper(), { taken: [{ text: 'x', as: as.map((text) => ({ kind: 'near', text })) }] }).items
    expect(named('dress')).toMatchObject([{ kind: 'category', href: '/c/dresses', text: 'Dresses', note: 'Category' }])
    expect(named('pump', 'sandal').map(({ href }) => href)).toEqual(['/c/shoes?type=pumps', '/c/shoes?type=sandals'])
    expect(named('gown'), 'dresses have no page for a type').toEqual([])
  })

  it('offers what was meant, and never what stands there already', () => {
    const { items } = suggest(givenShopper(), { taken, query: 'sequn', meant: 'sequinned', completions: ['sequn'] })
    expect(items).toEqual([{ kind: 'query', href: '/search?q=sequinned', text: 'sequinned' }])
  })

  it('orders pieces as the search does', () => {
    for (const shopper of [givenShopper(), looking()]) {
      const { items } = suggest(shopper, { taken, hits })
      const cards = order(shopper).value.cards.slice(0, 4)
      expect(items.filter(({ kind }) => kind === 'piece').map(({ href }) => href)).toEqual(
        cards.map(({ href }) => href),
      )
    }
  })

  it('is said where there is none', () => {
    expect(suggest(givenShopper({ catalogue: catalogueWith() }), {})).toEqual({ items: [], said: 'No suggestions' })
  })
})
