import type { Client } from 'pg'
import { priceLevel } from '@/lib/catalog/price-level'

export type Category = 'dresses' | 'shoes' | 'jewellery' | 'bags' | 'scarves' | 'tailoring' | 'outerwear'

export const CATEGORIES: readonly Category[] = [
  'dresses',
  'shoes',
  'jewellery',
  'bags',
  'scarves',
  'tailoring',
  'outerwear',
]

/** A product as the simulated shoppers see it. */
export type Piece = {
  slug: string
  name: string
  house: string
  houseName: string
  category: Category
  subcategory: string
  /** Minor units of the shop's currency. */
  price: number
  /** Cheap enough to be bought by the way, and twice. */
  small: boolean
  attributes: Readonly<Record<string, string>>
  styleTags: readonly string[]
  colours: readonly Colour[]
  listedAt: Date
}
export type Colour = { slug: string; name: string; sizes: readonly { sku: string; size: string }[] }

/** All products with a place in an array: the simulation speaks of pieces by their index. */
export type Range = {
  pieces: readonly Piece[]
  indexOf: (slug: string) => number
  piece: (slug: string) => Piece
}

const SMALL_CENTS = 50_000

/**
 * Reads the range from the catalogue just written, in the catalogue's order: the past can only hold what the shop
 * sells. Asking for an unknown slug throws.
 */
export async function readRange(client: Client): Promise<Range> {
  const { rows } = await client.query<Omit<Piece, 'small'> & { currency: string }>(`
    select p.slug, p.name, p.house_slug as house, h.name as "houseName", p.category_slug as category, p.subcategory,
      p.price, p.currency, p.attributes, p.style_tags as "styleTags", p.listed_at as "listedAt",
      (select json_agg(json_build_object('slug', c.slug, 'name', c.name,
          'sizes', (select json_agg(json_build_object('sku', v.sku, 'size', v.size) order by v.position, v.sku)
            from variant v where v.product_slug = p.slug and v.colour_slug = c.slug)) order by c.position, c.slug)
        from colourway c where c.product_slug = p.slug) as colours
    from product p join house h on h.slug = p.house_slug
    order by p.position, p.slug`)
  return rangeOf(
    rows.map(({ currency, ...piece }) => ({
      ...piece,
      small: piece.price < SMALL_CENTS * (priceLevel(currency) ?? 1),
    })),
  )
}

/** A range of these pieces. */
export function rangeOf(pieces: readonly Piece[]): Range {
  const places = new Map(pieces.map((piece, index) => [piece.slug, index]))
  const indexOf = (slug: string) => {
    const index = places.get(slug)
    if (index === undefined) throw new Error(`The catalogue has no piece "${slug}"`)
    return index
  }
  return {
    pieces,
    indexOf,
    piece: (slug) => pieces[indexOf(slug)] as Piece, // indexOf throws for what is not there
  }
}

/** The piece at an index of the simulation's own arrays. */
export function pieceAt(range: Range, index: number): Piece {
  const piece = range.pieces[index]
  if (!piece) throw new RangeError(`no piece at ${index}`)
  return piece
}
