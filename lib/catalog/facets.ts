import { colourFamilyOf, facetKeysOf, type FacetKey } from './facet-tables'
import { slugOf, traitsOf, type FacetLabel, type FacetTrait } from './facet-values'
import { valuesIn, type SearchParams, type Selection } from './listing'
import type { Product } from './schema'

export type { FacetKey } from './facet-tables'
export type { FacetLabel } from './facet-values'
export { PAGE_STEP, SORTS, facetHref, parseShow, parseSort, sortProducts } from './listing'
export type { Listing, SearchParams, Selection, Sort } from './listing'

export type FacetValue = {
  value: string
  label: FacetLabel
  /** How many pieces it would show, given what the other facets have chosen. */
  count: number
  selected: boolean
  /** Nothing would be found, and it is not chosen: shown, but it cannot be. */
  disabled: boolean
}

/** One facet of a category; its title is the message `facet.<key>`. */
export type Facet = { key: FacetKey; values: readonly FacetValue[]; selected: number }

type Traits = Map<FacetKey, (readonly FacetTrait[])[]>

// What a piece is doesn't change while its object lives: a listing asks this of every piece, several times a request.
const known = new WeakMap<Product, Map<string, readonly FacetTrait[]>>()

function traits(product: Product, key: FacetKey, category: string): readonly FacetTrait[] {
  let own = known.get(product)
  if (!own) known.set(product, (own = new Map()))
  const id = `${category}|${key}`
  let found = own.get(id)
  if (!found) own.set(id, (found = traitsOf(product, key, category)))
  return found
}

/**
 * Each facet with the traits of each piece, worked out once for all that is asked of them. Which facets there are
 * follows from the category that the pieces share; pieces of several categories have the facets common to all.
 */
function traitsByFacet(products: readonly Product[]): Traits {
  const first = products[0]?.category ?? ''
  const category = products.every((product) => product.category === first) ? first : ''
  return new Map(facetKeysOf(category).map((key) => [key, products.map((product) => traits(product, key, category))]))
}

const has = (own: readonly FacetTrait[] | undefined, wanted: readonly string[]): boolean =>
  own?.some(({ value }) => wanted.includes(value)) ?? false

/** Which pieces a selection leaves, one facet left out of account if asked. */
function keeps(selection: Selection, facets: Traits, index: number, except?: FacetKey): boolean {
  for (const [key, byPiece] of facets) {
    const wanted = selection[key]
    if (key !== except && wanted && wanted.length > 0 && !has(byPiece[index], wanted)) return false
  }
  return true
}

/**
 * The selection that an address states, among all pieces of a category. Tolerant of everything: a facet that the
 * category doesn't offer and a value that none of its pieces has are ignored, repeated values count once.
 */
export function parseFacets(params: SearchParams, products: readonly Product[]): Selection {
  const selection: Partial<Record<FacetKey, readonly string[]>> = {}
  for (const [key, byPiece] of traitsByFacet(products)) {
    const stated = new Set(valuesIn(params, key))
    if (stated.size === 0) continue
    const offered = new Set(byPiece.flat().map(({ value }) => value))
    const chosen = [...stated].filter((value) => offered.has(value)).sort()
    if (chosen.length > 0) selection[key] = chosen
  }
  return selection
}

/** The pieces that a selection leaves, in the order given. An empty selection leaves all. */
export function applyFacets(products: readonly Product[], selection: Selection): Product[] {
  const facets = traitsByFacet(products)
  return products.filter((_, index) => keeps(selection, facets, index))
}

/**
 * The facets of all pieces of a category with their values and counts. Each count regards what the *other* facets have
 * chosen, so it says what choosing the value would show. A facet with a single value tells nothing apart and is left
 * out, unless it is chosen. Houses stand by name, attributes by how many pieces have them, the rest in the order of its
 * table: the order never depends on what is chosen.
 */
export function facetsFor(products: readonly Product[], selection: Selection): Facet[] {
  const byFacet = traitsByFacet(products)
  return [...byFacet].flatMap(([key, byPiece]) => {
    const chosen = selection[key] ?? []
    const values = new Map<string, FacetTrait & { total: number; count: number }>()
    byPiece.forEach((own, index) => {
      const counts = keeps(selection, byFacet, index, key)
      for (const one of own) {
        const entry = values.get(one.value) ?? { ...one, total: 0, count: 0 }
        entry.total += 1
        if (counts) entry.count += 1
        values.set(one.value, entry)
      }
    })
    if (values.size === 0 || (values.size === 1 && chosen.length === 0)) return []
    const byName = key === 'house'
    const sorted = [...values.values()].sort(
      (a, b) => a.rank - b.rank || (byName ? 0 : b.total - a.total) || (a.value < b.value ? -1 : 1),
    )
    return [
      {
        key,
        selected: chosen.length,
        values: sorted.map(({ value, label, count }) => {
          const selected = chosen.includes(value)
          return { value, label, count, selected, disabled: count === 0 && !selected }
        }),
      },
    ]
  })
}

/** The selection with one value chosen, or no longer chosen if it was. */
export function toggleFacet(selection: Selection, key: FacetKey, value: string): Selection {
  const chosen = selection[key] ?? []
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value].sort()
  const { [key]: _, ...others } = selection
  return next.length > 0 ? { ...others, [key]: next } : others
}

/** How many values are chosen in all. */
export const selectedCount = (selection: Selection): number =>
  Object.values(selection).reduce((sum, values) => sum + values.length, 0)

/**
 * The colourway of a piece that a choice of colours or metals asks for, the first in stock before others; null when
 * none was chosen. A card that is found as "red" must not show the piece in black.
 */
export function chosenColour(product: Product, selection: Selection): string | null {
  const { colour = [], metal = [] } = selection
  const wanted = product.colourways.filter(
    ({ slug, name }) => colour.includes(colourFamilyOf(slug)) || metal.includes(slugOf(name)),
  )
  return (wanted.find(({ inStock }) => inStock) ?? wanted[0])?.slug ?? null
}
