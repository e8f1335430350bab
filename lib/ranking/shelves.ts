import type { Product } from '@/lib/catalog/schema'
import { blend, byTrending, type Candidate } from './blend'
import { complementCandidates } from './complements'
import { MIXED } from './diversity'
import type { Ranked, RankingContext } from './schema'
import { similarTo } from './similar'
import { bestColour, colourTaste, shownColours } from './taste'
import { catalogueIndex } from './tokens'
import { alsoChosenWith } from './together'
import { trendingScores } from './trending'
import { SIMILAR } from './weights'

/** Necklaces stand on black busts: they keep to the jewellery category and to product pages. */
export const fitsMixedShelf = (product: Product): boolean => product.subcategory !== 'necklaces'

/** Where a shelf stands: a product page may show every piece, a mixed shelf (home, cart, panel) not. */
export type ShelfPlace = 'product' | 'mixed'

/**
 * The home page's shelf: trending overall, with her taste mixed in, without necklaces, and varied in its first row.
 * `exclude`: what she owns or has in the cart.
 */
export function rankHome(context: RankingContext, exclude: Iterable<string> = []): Ranked[] {
  const left = new Set(exclude)
  const pieces = [...context.catalogue.values()].filter((product) => fitsMixedShelf(product) && !left.has(product.slug))
  return blend(byTrending(context, pieces), context, MIXED)
}

/**
 * "Complete the look", and what home builds on after a purchase: pieces that go with the anchors, nearest to her taste.
 * Never of an anchor's own category when there is one anchor (of several, a piece must differ from at least one), never
 * an anchor, nothing owned, nothing in the cart. The colourway is the one bought with the anchors, the default when
 * nothing speaks against it. Anchors that left the catalogue are passed over; none left: an empty list.
 */
export function rankComplements(
  context: RankingContext,
  options: { anchors: readonly string[]; owned?: Iterable<string>; inCart?: Iterable<string>; place: ShelfPlace },
): Ranked[] {
  const { anchors, owned = [], inCart = [], place } = options
  const candidates = complementCandidates(context, anchors, new Set([...owned, ...inCart]))
  const fitting = place === 'mixed' ? candidates.filter(({ product }) => fitsMixedShelf(product)) : candidates
  return blend(fitting, context, MIXED)
}

/**
 * "Compare with": other pieces of the anchor's category, most alike first, with what they share. Shown in her colour,
 * else in the colour that the anchor is shown in (`colour`), else in their default one.
 */
export function rankSimilar(
  context: Omit<RankingContext, 'together'>,
  options: { anchor: string; colour?: string; exclude?: Iterable<string> },
): Ranked[] {
  const { catalogue, trending, asOf, affinity } = context
  const anchor = catalogue.get(options.anchor)
  if (!anchor) return []
  const left = new Set(options.exclude)
  const alike = similarTo(anchor, catalogue).filter(({ product }) => !left.has(product.slug))
  const popular = trendingScores(
    trending,
    asOf,
    alike.map(({ product }) => product.slug),
  )
  const { entries } = catalogueIndex(catalogue)
  const anchorColour = new Set(
    entries
      .get(anchor.slug)
      ?.colours.get(options.colour ?? '')
      ?.map(({ key }) => key),
  )
  const candidates = alike.map(({ product, score, shared }): Candidate => {
    const similar = SIMILAR.shelf.similar * score
    const trend = SIMILAR.shelf.trending * (popular.get(product.slug) ?? 0)
    const entry = entries.get(product.slug)
    const like = (colour: string): number => {
      const tokens = entry?.colours.get(colour) ?? []
      const same = tokens.filter(({ key }) => anchorColour.has(key)).length / Math.max(1, tokens.length)
      return same * 0.5 + (affinity && entry ? colourTaste(affinity, entry, colour) : 0)
    }
    return {
      product,
      score: similar + trend,
      parts: [
        { part: `similar:${anchor.slug}`, weight: similar },
        { part: 'trending', weight: trend },
      ],
      shared,
      colour: entry ? bestColour(shownColours(entry), like) : undefined,
    }
  })
  return blend(candidates, context)
}

/**
 * "Clients also chose": what was bought in one order with the anchor, of any category, by the number of clients. No
 * taste in it: it says what others did. Pairs of too few clients are not told; in stock first.
 */
export function rankAlsoChosen(
  context: RankingContext,
  options: { anchor: string; exclude?: Iterable<string> },
): Ranked[] {
  const { catalogue, together } = context
  const left = new Set(options.exclude)
  const found = alsoChosenWith(together, options.anchor)
  const most = found[0]?.clients ?? 1
  const candidates = found.flatMap(({ slug, orders, clients }): Candidate[] => {
    const product = catalogue.get(slug)
    if (!product || left.has(slug)) return []
    const score = clients / most
    return [
      {
        product,
        score,
        parts: [{ part: `together:${options.anchor}`, weight: score }],
        chosenWith: { anchor: options.anchor, orders, clients },
      },
    ]
  })
  return blend(candidates, { catalogue, affinity: null })
}
