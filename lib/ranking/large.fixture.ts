import type { Product } from '@/lib/catalog/schema'
import { seededRandom } from '@/lib/core/random'
import { daysBefore, products as range } from './shop.fixture'

// What the tests and the bench of scale share: the real range many times over.

/**
 * So many pieces: each is one of the real range with another name, a price, a style and one attribute of its own, a house
 * and a day of listing. Categories keep about their real shares, and one in twenty pieces is out of stock. The same on
 * every run.
 * @param shares how often a category is taken besides its own size, by slug; 1 unless told.
 */
export function largeRange(count: number, shares: Readonly<Record<string, number>> = {}): Product[] {
  const random = seededRandom(11)
  const any = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  const houses = [...new Map(range.map(({ house }) => [house.slug, house])).values()]
  const wheel = range.flatMap((product) => Array.from({ length: shares[product.category] ?? 1 }, () => product))
  const made: Product[] = []
  for (let i = 0; i < count; i++) {
    const product = any(wheel)
    const other = product && any(range.filter(({ category }) => category === product.category))
    if (!product || !other) throw new Error('there is no range to begin with')
    const name = any(Object.keys(other.attributes))
    const inStock = random() > 0.05
    made.push({
      ...product,
      slug: `${product.slug}-${i}`,
      house: any(houses) ?? product.house,
      price: Math.round((product.price * (0.7 + random() * 0.6)) / 100) * 100,
      attributes: name ? { ...product.attributes, [name]: other.attributes[name] ?? '' } : product.attributes,
      styleTags: random() < 0.5 ? product.styleTags : other.styleTags,
      colourways: product.colourways.map((colourway) => ({ ...colourway, inStock })),
      position: i + 1,
      listedAt: daysBefore(1 + random() * 1_500),
      inStock,
    })
  }
  return made
}

/** A share of the pieces that falls as a power of their rank: a few are met often, most hardly ever. In [0, count). */
export const byPopularity = (random: () => number, count: number): number => Math.floor(count * random() ** 3)
