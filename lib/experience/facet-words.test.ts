import { describe, expect, it } from 'vitest'
import { applyFacets, facetsFor, parseFacets } from '@/lib/catalog/facets'
import { SORTS, type Sort } from '@/lib/catalog/listing'
import { dresses, products } from '@/lib/ranking/shop.fixture'
import { facetBarOf, facetValueWords } from './facet-words'
import { catalogue, givenShopper } from './shopper.fixture'

const { say } = givenShopper()

function bar(params: Record<string, string | string[]> = {}, { personal = false, sort = 'for-you' as Sort } = {}) {
  const selection = parseFacets(params, dresses)
  const found = applyFacets(dresses, selection).length
  return facetBarOf(
    '/c/dresses',
    facetsFor(dresses, selection),
    { selection, sort, show: 24 },
    { found, personal },
    say,
  )
}

describe('the facet bar', () => {
  it('says what each choice would show, and leads there, back on the first page', () => {
    const colour = bar().groups.find(({ name }) => name === 'colour')
    expect(colour?.label).toBe('Colour')
    const red = colour?.options.find(({ value }) => value === 'red')
    expect(red).toMatchObject({ label: 'Red', selected: false, href: '/c/dresses?colour=red' })
    expect(Number(red?.count)).toBe(applyFacets(dresses, { colour: ['red'] }).length)
  })

  it('leads back from what is chosen, and names it', () => {
    const { chosen, clear, words, groups } = bar({ colour: 'red', house: 'corvane' })
    expect(chosen).toContainEqual({ href: '/c/dresses?colour=red', label: 'Corvane', remove: 'Remove Corvane' })
    expect(chosen).toHaveLength(2)
    expect(clear.href).toBe('/c/dresses')
    expect(words.filter).toBe('Filter (2)')
    expect(words.show).toMatch(/^Show (one piece|\d+ pieces)$/)
    for (const { options } of groups)
      for (const option of options) expect(option.disabled).toBe(option.count === '0' && !option.selected)
    expect(bar().words.filter).toBe('Filter')
  })

  it('calls its first sort what it is: theirs or everybody’s', () => {
    expect(bar({}, { personal: true }).sort).toMatchObject({ current: 'For you', half: 'Sort: For you' })
    expect(bar().sort.current).toBe('Trending')
    expect(bar().sort.options.map(({ value }) => value)).toEqual([...SORTS])
  })

  it('keeps the sort while facets change, and the facets while the sort changes', () => {
    const { groups, sort } = bar({ colour: 'red' }, { sort: 'price-asc' })
    expect(groups.flatMap(({ options }) => options).every(({ href }) => href.includes('sort=price-asc'))).toBe(true)
    expect(sort.options.find(({ value }) => value === 'new')?.href).toBe('/c/dresses?colour=red&sort=new')
    expect(sort.options.filter(({ selected }) => selected).map(({ value }) => value)).toEqual(['price-asc'])
  })

  it('has finished words for every facet of every category', () => {
    for (const { slug } of [...catalogue.categories, { slug: '' }]) {
      const pieces = slug ? products.filter(({ category }) => category === slug) : products
      const listing = { selection: {}, sort: 'for-you' as const, show: 12 }
      const view = facetBarOf(
        `/c/${slug}`,
        facetsFor(pieces, {}),
        listing,
        { found: pieces.length, personal: false },
        say,
      )
      expect(view.groups.length).toBeGreaterThan(1)
      for (const group of view.groups) {
        expect(group.label).toMatch(/^[A-Z]/)
        for (const { label } of group.options) expect(label, group.name).toMatch(/^[\p{Lu}\d$][^{}]*$/u)
      }
    }
  })
})

describe('a price in words', () => {
  it.each([
    [{ from: null, to: 50_000 }, 'Under $500'],
    [{ from: 50_000, to: 100_050 }, '$500 to $1,000.50'],
    [{ from: 100_000, to: null }, '$1,000 and more'],
    [{ from: null, to: null }, ''],
  ])('%o: %s', (range, words) => {
    expect(facetValueWords({ kind: 'price', currency: 'USD', ...range }, say)).toBe(words)
  })
})
