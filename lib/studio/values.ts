import { COLOUR_FAMILIES, colourFamilyOf, FABRIC_GROUPS, fabricGroupOf, STONES } from '@/lib/catalog/facet-tables'
import type { Catalogue, Product } from '@/lib/catalog/schema'
import { isMessageKey } from '@/lib/core/messages'
import type { Say } from '@/lib/experience/say'

/** A choice in a list: what the form sends, and how it reads. */
export type Option = { value: string; label: string }
export type OptionGroup = { key: string; label: string; options: readonly Option[] }

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** Attributes that say nothing with these values. */
const SILENT = new Set(['', 'none', 'plain'])

/** What a dimension is called: "Fabric"; the catalogue's own word where the shop has none for it. */
export function dimensionWords(dimension: string, { t }: Say): string {
  const key = dimension === 'subcategory' ? 'facet.type' : dimension === 'hue' ? 'facet.colour' : `facet.${dimension}`
  const own = `studio.dimension.${dimension}`
  if (isMessageKey(own)) return t(own)
  return isMessageKey(key) ? t(key) : capital(dimension)
}

/** What a value of a dimension is called: "Velvet", "Corvane", "Red". */
export function valueWords(dimension: string, value: string, { houses, categories }: Catalogue, { t }: Say): string {
  if (dimension === 'house') return houses.find(({ slug }) => slug === value)?.name ?? value
  if (dimension === 'category') return categories.find(({ slug }) => slug === value)?.name ?? value
  const key = dimension === 'hue' ? `facet.colour.${value}` : dimension === 'fabric' ? `facet.fabric.${value}` : ''
  return isMessageKey(key) ? t(key) : capital(value)
}

/** "Fabric: Velvet". */
export function tokenWords(token: string, catalogue: Catalogue, say: Say): string {
  const at = token.indexOf(':')
  const dimension = token.slice(0, at)
  return say.t('studio.token', {
    dimension: dimensionWords(dimension, say),
    value: valueWords(dimension, token.slice(at + 1), catalogue, say),
  })
}

/** The values by which a piece can be chosen for an edit, as "dimension:value". */
function selectableOf(product: Product): string[] {
  const { attributes, colourways } = product
  const own = Object.entries(attributes).flatMap(([name, value]) => {
    if (SILENT.has(value)) return []
    if (name === 'fabric') return [`fabric:${fabricGroupOf(value)}`]
    if (name === 'stone') return STONES.filter((stone) => value.includes(stone)).map((stone) => `stone:${stone}`)
    return name === 'metal' ? [] : [`${name}:${value}`]
  })
  const colours = colourways.map(({ slug }) => (attributes.metal ? `metal:${slug}` : `hue:${colourFamilyOf(slug)}`))
  return [
    `category:${product.category}`,
    `house:${product.house.slug}`,
    `subcategory:${product.subcategory}`,
    ...colours,
    ...own,
    ...product.styleTags.map((tag) => `style:${tag}`),
  ]
}

const FIRST = ['category', 'house', 'hue', 'occasion', 'fabric', 'style', 'subcategory', 'neckline', 'silhouette']
const ORDERED: Readonly<Record<string, readonly string[]>> = { hue: COLOUR_FAMILIES, fabric: FABRIC_GROUPS }

/**
 * Every value by which pieces can be chosen, by dimension, the usual dimensions first; values by name, except where the
 * shop has an order of its own. `chosen` adds what a selection already holds, so that saving it loses nothing.
 */
export function selectable(catalogue: Catalogue, say: Say, chosen: readonly string[] = []): OptionGroup[] {
  const tokens = new Set([...catalogue.products.flatMap(selectableOf), ...chosen])
  const groups = new Map<string, string[]>()
  for (const token of tokens) {
    const at = token.indexOf(':')
    const dimension = token.slice(0, at)
    groups.set(dimension, [...(groups.get(dimension) ?? []), token.slice(at + 1)])
  }
  const place = (dimension: string) => (FIRST.includes(dimension) ? FIRST.indexOf(dimension) : FIRST.length)
  return [...groups]
    .sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b))
    .map(([dimension, values]) => {
      const order = ORDERED[dimension]
      const rank = (value: string) => order?.indexOf(value) ?? 0
      const options = values
        .map((value) => ({ value, label: valueWords(dimension, value, catalogue, say) }))
        .sort((a, b) => rank(a.value) - rank(b.value) || a.label.localeCompare(b.label))
        .map(({ value, label }) => ({ value: `${dimension}:${value}`, label }))
      return { key: dimension, label: dimensionWords(dimension, say), options }
    })
}
