import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { FACET_KEYS, type FacetKey } from './facet-tables'
import { traitsOf } from './facet-values'
import {
  applyFacets,
  chosenColour,
  facetHref,
  facetsFor,
  parseFacets,
  selectedCount,
  toggleFacet,
  type Selection,
} from './facets'
import type { Product } from './schema'

const catalogue = seedAsCatalogue(new Date('2026-11-16T20:20:00Z'))
const inCategory = (category: string) => catalogue.products.filter((product) => product.category === category)
const dresses = inCategory('dresses')
const slugs = (products: readonly Product[]) => products.map(({ slug }) => slug)
const countOf = (products: readonly Product[], selection: Selection, key: FacetKey, value: string) =>
  facetsFor(products, selection)
    .find((facet) => facet.key === key)
    ?.values.find((one) => one.value === value)

/** Any category with any selection of values that its pieces have. */
const chosen = fc.constantFrom(...catalogue.categories.map(({ slug }) => slug)).chain((category) => {
  const products = inCategory(category)
  const facets = facetsFor(products, {})
  const selections = fc.record(
    Object.fromEntries(facets.map(({ key, values }) => [key, fc.subarray(values.map(({ value }) => value))])),
  )
  return selections.map((all) => {
    const selection: Selection = Object.fromEntries(
      Object.entries(all)
        .filter(([, values]) => values.length > 0)
        .map(([key, values]) => [key, [...values].sort()]),
    )
    return { products, selection }
  })
})

/** The rule again, in its plainest words: of each facet with a choice, the piece has one of the values chosen. */
function leftBy(products: readonly Product[], selection: Selection, except?: FacetKey): Product[] {
  return products.filter((product) =>
    FACET_KEYS.every((key) => {
      const wanted = key === except ? [] : (selection[key] ?? [])
      return wanted.length === 0 || traitsOf(product, key, product.category).some(({ value }) => wanted.includes(value))
    }),
  )
}

describe('choosing', () => {
  it('leaves the six off-shoulder dresses of Corvane', () => {
    const found = applyFacets(dresses, { neckline: ['off-shoulder'], house: ['corvane'] })
    expect(slugs(found)).toEqual([
      'rapace-off-shoulder-gown',
      'vesper-flounce-gown',
      'lamia-velvet-gown',
      'vigil-ball-gown',
      'talon-mini-dress',
      'nerium-off-shoulder-dress',
    ])
    expect(countOf(dresses, { neckline: ['off-shoulder'] }, 'house', 'corvane')?.count).toBe(6)
  })

  it('widens inside a facet and narrows across facets', () => {
    fc.assert(
      fc.property(chosen, ({ products, selection }) => {
        expect(slugs(applyFacets(products, selection))).toEqual(slugs(leftBy(products, selection)))
      }),
    )
  })

  it('is counted ahead: a value shows as many as it says, given the other facets', () => {
    fc.assert(
      fc.property(chosen, ({ products, selection }) => {
        for (const { key, values } of facetsFor(products, selection)) {
          for (const { value, count } of values) {
            expect(count).toBe(leftBy(products, { ...selection, [key]: [value] }).length)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('never loses a value that is chosen, and disables only what would find nothing', () => {
    fc.assert(
      fc.property(chosen, ({ products, selection }) => {
        const facets = facetsFor(products, selection)
        for (const [key, values] of Object.entries(selection)) {
          const shown = facets.find((facet) => facet.key === key)
          expect(shown?.selected).toBe(values.length)
          expect(
            shown?.values
              .filter(({ selected }) => selected)
              .map(({ value }) => value)
              .sort(),
          ).toEqual(values)
        }
        for (const { values } of facets) {
          for (const one of values) expect(one.disabled).toBe(one.count === 0 && !one.selected)
        }
      }),
    )
  })

  it('does not move values about', () => {
    fc.assert(
      fc.property(chosen, ({ products, selection }) => {
        const order = (of: Selection) => facetsFor(products, of).map(({ values }) => values.map(({ value }) => value))
        expect(order(selection)).toEqual(order({}))
      }),
    )
  })

  it('shows a facet with one value only when it is chosen', () => {
    const corvane = dresses.filter(({ house }) => house.slug === 'corvane')
    const keys = (selection: Selection) => facetsFor(corvane, selection).map(({ key }) => key)
    expect(keys({})).not.toContain('house')
    expect(keys({ house: ['corvane'] })).toContain('house')
  })

  it('finds nothing among nothing', () => {
    expect(facetsFor([], { house: ['corvane'] })).toEqual([])
    expect(applyFacets([], { house: ['corvane'] })).toEqual([])
  })
})

describe('the address', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(chosen, ({ products, selection }) => {
        const href = facetHref('/c/x', { selection })
        const params = new URL(href, 'https://shop.test').searchParams
        expect(parseFacets(params, products)).toEqual(selection)
        const record: Record<string, string[]> = {}
        for (const key of new Set(params.keys())) record[key] = params.getAll(key).reverse()
        expect(parseFacets(record, products)).toEqual(selection)
      }),
    )
  })

  it.each([
    [{}, {}],
    [{ house: 'corvane' }, { house: ['corvane'] }],
    [{ house: ['soirelle', 'corvane', 'corvane'] }, { house: ['corvane', 'soirelle'] }],
    [{ house: 'nobody', colour: 'red' }, { colour: ['red'] }],
    [{ house: '', neckline: ['', '<script>'], __proto__: { house: 'corvane' } }, {}],
    [{ heel: 'stiletto', utm_source: 'facebook', constructor: 'corvane' }, {}],
  ])('%j means %j among dresses', (params, selection) => {
    expect(parseFacets(params as Record<string, string | string[]>, dresses)).toEqual(selection)
  })

  it('of thousands of values means nothing', () => {
    expect(parseFacets({ house: [...Array<string>(5000).fill('x'), 'corvane'] }, dresses)).toEqual({})
  })

  it('is tolerant of anything', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('corvane', 'red', 'floor'))
    const params = fc.dictionary(
      fc.oneof(fc.constantFrom(...FACET_KEYS), fc.string()),
      fc.oneof(value, fc.array(value), fc.constant(undefined)),
    )
    fc.assert(
      fc.property(params, (any) => {
        const selection = parseFacets(any, dresses)
        expect(facetHref('/c/dresses', { selection })).toMatch(/^\/c\/dresses(\?[a-z0-9=&-]+)?$/)
        expect(applyFacets(dresses, selection).length).toBeLessThanOrEqual(dresses.length)
      }),
    )
  })

  it('has a value toggled on and off again', () => {
    fc.assert(
      fc.property(chosen, ({ products, selection }) => {
        for (const { key, values } of facetsFor(products, selection)) {
          for (const { value, selected } of values) {
            const toggled = toggleFacet(selection, key, value)
            expect(selectedCount(toggled)).toBe(selectedCount(selection) + (selected ? -1 : 1))
            expect(toggleFacet(toggled, key, value)).toEqual(selection)
          }
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe('the colour to show', () => {
  const vesper = catalogue.bySlug.get('vesper-flounce-gown')
  const ring = catalogue.bySlug.get('bejewelled-snake-ring')
  if (!vesper || !ring) throw new Error('not in the range')

  it('is the one that was chosen', () => {
    expect(chosenColour(vesper, { colour: ['red'] })).toBe('scarlet')
    expect(chosenColour(vesper, { colour: ['black'] })).toBe('noir')
    expect(chosenColour(ring, { metal: ['white-gold'] })).toBe('silver')
  })

  it('is nobody’s matter when none was, or none fits', () => {
    expect(chosenColour(vesper, { house: ['corvane'] })).toBeNull()
    expect(chosenColour(vesper, { colour: ['green'] })).toBeNull()
  })

  it('is rather one that can be bought', () => {
    const colourways = vesper.colourways.map((one) => ({ ...one, inStock: one.slug === 'scarlet' }))
    expect(chosenColour({ ...vesper, colourways }, { colour: ['black', 'red'] })).toBe('scarlet')
  })
})
