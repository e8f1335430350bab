import type { Product } from '@/lib/catalog/schema'
import { blend, byTrending, trendingPart, type Place, type PopularCandidate } from './blend'
import { chooseCandidates } from './candidates'
import { complementCandidates } from './complements'
import { HOME_VARIETY, SIMILAR_VARIETY } from './diversity'
import type { Ranked, RankingContext } from './schema'
import { coViewed } from './neighbours'
import { similarTo } from './similar'
import { bestColour, colourTaste, shownColours, type Palate } from './taste'
import { catalogueIndex, colourTokens, type Entry } from './tokens'
import { alsoChosenWith } from './together'
import { trendingScores } from './trending'
import { BLEND, NEIGHBOURS, SIMILAR } from './weights'

/** Necklaces stand on black busts: they keep to the jewellery category and to product pages. */
export const fitsMixedShelf = (product: Product): boolean => product.subcategory !== 'necklaces'

/** Where a shelf stands: a product page may show every piece, a mixed shelf (home, cart, panel) not. */
export type ShelfPlace = 'product' | 'mixed'

const HOME: Place<PopularCandidate> = {
  taste: BLEND.places.home,
  neighbours: NEIGHBOURS.places.home,
  parts: trendingPart,
  limits: HOME_VARIETY,
  category: null,
  choosy: true,
}

const kept = new WeakMap<ReadonlyMap<string, Product>, readonly Product[]>()
/** The pieces of a catalogue that a mixed shelf may show: the same list each time. */
function mixedPieces(catalogue: ReadonlyMap<string, Product>): readonly Product[] {
  let pieces = kept.get(catalogue)
  if (!pieces) kept.set(catalogue, (pieces = [...catalogue.values()].filter(fitsMixedShelf)))
  return pieces
}

/**
 * The home page's shelf: trending overall, with her taste and what like visits went on to mixed in, without necklaces,
 * and varied in its first row. Of a very large catalogue, those pieces that could stand first.
 * `exclude`: what she owns or has in the cart.
 */
export function rankHome(context: Omit<RankingContext, 'together'>, exclude: Iterable<string> = []): Ranked[] {
  const left = new Set(exclude)
  const { considered } = chooseCandidates(context, mixedPieces(context.catalogue), null)
  const pieces = considered.filter(({ slug }) => !left.has(slug))
  return blend(byTrending(context, pieces), context, HOME)
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
  const { candidates, place: look } = complementCandidates(context, anchors, new Set([...owned, ...inCart]))
  const fitting = place === 'mixed' ? candidates.filter(({ product }) => fitsMixedShelf(product)) : candidates
  return blend(fitting, context, look)
}

/**
 * "Compare with": other pieces of the anchor's category, most alike first, by their attributes and by how often they are
 * seen in the same visits, with what they share; of the first row at most two are of one house, so that houses can be
 * compared. Shown in the colour that the anchor is shown in (`colour`) or her own, whichever she leans to, else in their
 * default one.
 */
export function rankSimilar(
  context: Omit<RankingContext, 'together'>,
  options: { anchor: string; colour?: string; exclude?: Iterable<string> },
): Ranked[] {
  const { catalogue, trending, asOf } = context
  const anchor = catalogue.get(options.anchor)
  if (!anchor) return []
  const left = new Set(options.exclude)
  const alike = similarTo(anchor, catalogue).filter(({ product }) => !left.has(product.slug))
  const slugs = alike.map(({ product }) => product.slug)
  const popular = trendingScores(trending, asOf, slugs)
  const seenWith = coViewed(context, anchor.slug)
  const viewed = slugs.some((slug) => seenWith.has(slug)) ? SIMILAR.shelf.viewed : 0
  const candidates = alike.map(({ product, score, shared }) => {
    const similar = (SIMILAR.shelf.similar - viewed) * score
    const together = viewed * (seenWith.get(product.slug) ?? 0)
    const trend = SIMILAR.shelf.trending * (popular.get(product.slug) ?? 0)
    return { product, score: similar + together + trend, similar, together, trend, shared }
  })
  const { entries } = catalogueIndex(catalogue)
  const own = entries.get(anchor.slug)
  const anchorColour = new Set(own && colourTokens(own, options.colour ?? null).ids)
  return blend(candidates, context, {
    taste: BLEND.places.similar,
    limits: SIMILAR_VARIETY,
    category: null,
    choosy: true,
    parts: ({ similar, together, trend }) => [
      { part: `similar:${anchor.slug}`, weight: similar },
      ...(together > 0 ? [{ part: `viewed-with:${anchor.slug}`, weight: together }] : []),
      { part: 'trending', weight: trend },
    ],
    shared: ({ shared }) => shared,
    colour({ product }, palate) {
      const entry = entries.get(product.slug)
      return entry ? bestColour(shownColours(entry), (colour) => likeAnchor(entry, colour, anchorColour, palate)) : ''
    },
  })
}

/** How well a colourway suits a shelf beside the anchor: like the anchor's, and near her taste. */
function likeAnchor(entry: Entry, colour: string, anchor: ReadonlySet<number>, palate: Palate | null): number {
  const ids = entry.colours.get(colour)?.ids ?? []
  const same = ids.filter((id) => anchor.has(id)).length / Math.max(1, ids.length)
  return SIMILAR.shelf.anchorColour * same + (palate ? colourTaste(palate, entry, colour) : 0)
}

/**
 * "Clients also chose": what was bought in one order with the anchor, of any category, by the number of clients. No
 * taste in it, but that what she does not like is left out: it says what others did. Pairs of too few clients are not
 * told; in stock first.
 */
export function rankAlsoChosen(
  context: RankingContext,
  options: { anchor: string; exclude?: Iterable<string> },
): Ranked[] {
  const { catalogue, together, affinity, rules, day } = context
  const left = new Set([...(options.exclude ?? []), ...(affinity?.disliked ?? [])])
  const found = alsoChosenWith(together, options.anchor)
  const most = found[0]?.clients ?? 1
  const candidates = found.flatMap(({ slug, orders, clients }) => {
    const product = catalogue.get(slug)
    return product && !left.has(slug) ? [{ product, score: clients / most, orders, clients }] : []
  })
  return blend(
    candidates,
    { catalogue, affinity: null, ...(rules ? { rules } : {}), ...(day ? { day } : {}) },
    {
      taste: 0,
      category: null,
      parts: ({ score }) => [{ part: `together:${options.anchor}`, weight: score }],
      chosenWith: ({ orders, clients }) => ({ anchor: options.anchor, orders, clients }),
    },
  )
}
