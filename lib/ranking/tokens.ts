import type { Product } from '@/lib/catalog/schema'
import { hueOf } from './hue'
import type { TokenKey } from './schema'
import { TASTE, TASTE_OF_OTHERS } from './weights'

/** Attribute values by number (a place in `CatalogueIndex.keys`) with how much each counts when taste scores a piece. */
export type Tokens = { ids: readonly number[]; weights: readonly number[] }

/** A piece as ranking reads it: computed once per catalogue. */
export type Entry = {
  product: Product
  /** Everything but category and colour. */
  tokens: Tokens
  category: Tokens
  /** Per colourway, default first. */
  colours: ReadonlyMap<string, Tokens>
}

/** What is derived from a catalogue and shared by all requests. */
export type CatalogueIndex = {
  keys: readonly TokenKey[]
  /** The place of a key in `keys`. */
  numbers: ReadonlyMap<TokenKey, number>
  entries: ReadonlyMap<string, Entry>
  /**
   * Per category, by token number: how often a look at a random piece of it would meet the token. For categories
   * themselves it is their share of the whole catalogue.
   */
  shares: ReadonlyMap<string, Float64Array>
  /** The number of a category's own token. */
  categories: ReadonlyMap<string, number>
}

export const dimensionOf = (key: TokenKey): string => key.slice(0, key.indexOf(':'))
export const NO_TOKENS: Tokens = { ids: [], weights: [] }

/** Attributes that say nothing when they have this value. */
const silent = new Set(['none', 'plain', ''])

/** The quarter of `sorted` prices in which a price lies: 1 to 4, 4 the dearest; equal prices share a quarter. */
function quarterOf(price: number, sorted: readonly number[]): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) < price) low = middle + 1
    else high = middle
  }
  return 1 + Math.min(3, Math.floor((4 * low) / sorted.length))
}

type Numbering = (...keys: readonly TokenKey[]) => Tokens

function entryOf(product: Product, quarter: number, number: Numbering): Entry {
  const keys = [`house:${product.house.slug}`, `subcategory:${product.subcategory}`, `price:${quarter}`]
  for (const [name, value] of Object.entries(product.attributes)) {
    if (name !== 'metal' && !silent.has(value)) keys.push(`${name}:${value}`)
  }
  const own = number(...keys)
  const styles = number(...product.styleTags.map((tag) => `style:${tag}`))
  // A jewel's colour is its metal, and "rose" is then no pink.
  const isMetal = product.attributes.metal !== undefined
  return {
    product,
    tokens: {
      ids: [...own.ids, ...styles.ids],
      weights: [...own.weights, ...styles.weights.map((weight) => weight / styles.weights.length)],
    },
    category: number(`category:${product.category}`),
    colours: new Map(
      product.colourways.map(({ slug, hex }) => [
        slug,
        isMetal ? number(`metal:${slug}`) : number(`colour:${slug}`, `hue:${hueOf(slug, hex)}`),
      ]),
    ),
  }
}

function buildIndex(catalogue: ReadonlyMap<string, Product>): CatalogueIndex {
  const byCategory = new Map<string, Product[]>()
  for (const product of catalogue.values()) {
    const list = byCategory.get(product.category)
    if (list) list.push(product)
    else byCategory.set(product.category, [product])
  }
  const keys: TokenKey[] = []
  const numbers = new Map<TokenKey, number>()
  const idOf = (key: TokenKey): number => {
    let id = numbers.get(key)
    if (id === undefined) {
      numbers.set(key, (id = keys.length))
      keys.push(key)
    }
    return id
  }
  const number: Numbering = (...named) => ({
    ids: named.map(idOf),
    weights: named.map((key) => TASTE[dimensionOf(key)] ?? TASTE_OF_OTHERS),
  })
  const entries = new Map<string, Entry>()
  for (const products of byCategory.values()) {
    const prices = products.map((product) => product.price).sort((a, b) => a - b)
    for (const product of products)
      entries.set(product.slug, entryOf(product, quarterOf(product.price, prices), number))
  }
  const categories = new Map([...byCategory.keys()].map((category) => [category, idOf(`category:${category}`)]))
  const shares = new Map<string, Float64Array>()
  for (const [category, products] of byCategory) {
    const counts = new Float64Array(keys.length)
    const count = (ids: readonly number[], by: number) => {
      for (const id of ids) counts[id] = (counts[id] ?? 0) + by / products.length
    }
    for (const product of products) {
      const entry = entries.get(product.slug)
      if (!entry) continue
      count(entry.tokens.ids, 1)
      for (const { ids } of entry.colours.values()) count(ids, 1 / entry.colours.size)
    }
    for (const [other, id] of categories) counts[id] = (byCategory.get(other)?.length ?? 0) / catalogue.size
    shares.set(category, counts)
  }
  return { keys, numbers, entries, shares, categories }
}

const kept = new WeakMap<ReadonlyMap<string, Product>, CatalogueIndex>()

/** The index of a catalogue: built when first asked for, kept as long as this very map is. The map must not change. */
export function catalogueIndex(catalogue: ReadonlyMap<string, Product>): CatalogueIndex {
  let index = kept.get(catalogue)
  if (!index) kept.set(catalogue, (index = buildIndex(catalogue)))
  return index
}

/** The tokens of a piece in one colourway; an unknown or missing colour means the default one, which the page shows. */
export function colourTokens(entry: Entry, colour: string | null): Tokens {
  const known = colour === null ? undefined : entry.colours.get(colour)
  return known ?? entry.colours.values().next().value ?? NO_TOKENS
}
