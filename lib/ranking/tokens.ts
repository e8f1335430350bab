import type { Product } from '@/lib/catalog/schema'
import { hueOf } from './hue'
import type { TokenKey } from './schema'
import { TASTE, TASTE_OF_OTHERS } from './weights'

/** One attribute value of a piece and how much it counts when taste scores the piece. */
export type Token = { key: TokenKey; weight: number }

/** A piece as ranking reads it: computed once per catalogue. */
export type Entry = {
  product: Product
  /** Everything but colour. */
  tokens: readonly Token[]
  /** Per colourway, default first. */
  colours: ReadonlyMap<string, readonly Token[]>
}

/** What is derived from a catalogue and shared by all requests. */
export type CatalogueIndex = {
  entries: ReadonlyMap<string, Entry>
  /**
   * The share of a token among the pieces of a category: how often a look at a random piece of it would meet the token.
   * For categories themselves it is their share of the whole catalogue.
   */
  share(category: string, key: TokenKey): number
}

const dimensionOf = (key: TokenKey): string => key.slice(0, key.indexOf(':'))
const token = (key: TokenKey, share = 1): Token => ({
  key,
  weight: (TASTE[dimensionOf(key)] ?? TASTE_OF_OTHERS) * share,
})

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

function entryOf(product: Product, quarter: number): Entry {
  const tokens = [
    token(`house:${product.house.slug}`),
    token(`category:${product.category}`),
    token(`subcategory:${product.subcategory}`),
    token(`price:${quarter}`),
  ]
  // A jewel's colour is its metal, and "rose" is then no pink.
  const isMetal = product.attributes.metal !== undefined
  for (const [name, value] of Object.entries(product.attributes)) {
    if (name !== 'metal' && !silent.has(value)) tokens.push(token(`${name}:${value}`))
  }
  for (const tag of product.styleTags) tokens.push(token(`style:${tag}`, 1 / product.styleTags.length))
  const colours = new Map<string, readonly Token[]>()
  for (const { slug, hex } of product.colourways) {
    colours.set(slug, isMetal ? [token(`metal:${slug}`)] : [token(`colour:${slug}`), token(`hue:${hueOf(slug, hex)}`)])
  }
  return { product, tokens, colours }
}

function buildIndex(catalogue: ReadonlyMap<string, Product>): CatalogueIndex {
  const byCategory = new Map<string, Product[]>()
  for (const product of catalogue.values()) {
    const list = byCategory.get(product.category)
    if (list) list.push(product)
    else byCategory.set(product.category, [product])
  }
  const entries = new Map<string, Entry>()
  const shares = new Map<string, Map<TokenKey, number>>()
  for (const [category, products] of byCategory) {
    const prices = products.map((product) => product.price).sort((a, b) => a - b)
    const counts = new Map<TokenKey, number>()
    const count = (key: TokenKey, by: number) => counts.set(key, (counts.get(key) ?? 0) + by / products.length)
    for (const product of products) {
      const entry = entryOf(product, quarterOf(product.price, prices))
      entries.set(product.slug, entry)
      for (const { key } of entry.tokens) count(key, 1)
      for (const tokens of entry.colours.values()) for (const { key } of tokens) count(key, 1 / entry.colours.size)
    }
    for (const [other, list] of byCategory) counts.set(`category:${other}`, list.length / catalogue.size)
    shares.set(category, counts)
  }
  return { entries, share: (category, key) => shares.get(category)?.get(key) ?? 0 }
}

const kept = new WeakMap<ReadonlyMap<string, Product>, CatalogueIndex>()

/** The index of a catalogue: built when first asked for, kept as long as this very map is. The map must not change. */
export function catalogueIndex(catalogue: ReadonlyMap<string, Product>): CatalogueIndex {
  let index = kept.get(catalogue)
  if (!index) kept.set(catalogue, (index = buildIndex(catalogue)))
  return index
}

/** The tokens of a piece in one colourway; an unknown or missing colour means the default one, which the page shows. */
export function colourTokens(entry: Entry, colour: string | null): readonly Token[] {
  const known = colour === null ? undefined : entry.colours.get(colour)
  return known ?? entry.colours.values().next().value ?? []
}
