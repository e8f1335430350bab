import type { Product } from '@/lib/catalog/schema'
import type { Candidate } from './blend'
import type { Affinity, ChosenWith, Part, RankingContext } from './schema'
import { bestColour, colourTaste, shownColours } from './taste'
import { boughtWith, colourBoughtWith, complementsOf, type Complement, type TogetherState } from './together'
import { catalogueIndex, type Entry } from './tokens'
import { trendingScores } from './trending'
import { COMPLEMENT, TOGETHER } from './weights'

/** Style tags that a piece shares with any anchor. */
const sharedStyles = (product: Product, styles: ReadonlySet<string>): string[] =>
  product.styleTags.filter((tag) => styles.has(tag))

/** The anchor it was bought with by most clients, if by enough to be told. */
function bestPair(together: TogetherState, anchors: readonly Product[], product: Product): ChosenWith | null {
  let best: ChosenWith | null = null
  for (const anchor of anchors) {
    const { orders, clients } = boughtWith(together, anchor.slug, product.slug)
    if (clients >= TOGETHER.leastClients && clients > (best?.clients ?? 0))
      best = { anchor: anchor.slug, orders, clients }
  }
  return best
}

/** The colourway most bought with the anchors; a few purchases do not outvote the default, taste counts a little. */
function colourFor(
  together: TogetherState,
  anchors: readonly Product[],
  entry: Entry,
  affinity: Affinity | null,
): string {
  const { product } = entry
  const colours = shownColours(entry)
  const counts = new Map<string, number>()
  let total = TOGETHER.colourPrior
  for (const colour of colours) {
    let n = 0
    for (const anchor of anchors) n += colourBoughtWith(together, anchor.slug, product.slug, colour)
    counts.set(colour, n)
    total += n
  }
  return bestColour(colours, (colour) => {
    const bought = (counts.get(colour) ?? 0) + (colour === colours[0] ? TOGETHER.colourPrior : 0)
    return bought / total + TOGETHER.colourTaste * (affinity ? colourTaste(affinity, entry, colour) : 0)
  })
}

/**
 * Pieces that go with the anchors, with their neutral scores: bought together (each anchor's complements scaled to its
 * strongest, then averaged), shared style, popularity. `exclude` and the anchors themselves are left out.
 */
export function complementCandidates(
  { catalogue, trending, together, affinity, asOf }: RankingContext,
  anchorSlugs: readonly string[],
  exclude: ReadonlySet<string>,
): Candidate[] {
  const anchors = [...new Set(anchorSlugs)].flatMap((slug) => catalogue.get(slug) ?? [])
  const own = new Set(anchors.map((anchor) => anchor.slug))
  const pool = new Map<Product, { complement: Complement; scale: number }[]>()
  for (const anchor of anchors) {
    const found = complementsOf(together, anchor, catalogue).filter(
      ({ product }) => !own.has(product.slug) && !exclude.has(product.slug),
    )
    const strongest = found.reduce((most, { bought, expected }) => Math.max(most, bought + expected), 0)
    for (const complement of found) {
      const entry = { complement, scale: COMPLEMENT.together / (strongest * anchors.length) }
      const known = pool.get(complement.product)
      if (known) known.push(entry)
      else pool.set(complement.product, [entry])
    }
  }
  const popular = trendingScores(
    trending,
    asOf,
    [...pool.keys()].map((product) => product.slug),
  )
  const styles = new Set(anchors.flatMap((anchor) => anchor.styleTags))
  const { entries } = catalogueIndex(catalogue)

  return [...pool].map(([product, complements]): Candidate => {
    const parts: Part[] = [{ part: 'trending', weight: COMPLEMENT.trending * (popular.get(product.slug) ?? 0) }]
    let expected = 0
    for (const { complement, scale } of complements) {
      if (complement.bought > 0)
        parts.push({ part: `together:${complement.anchor}`, weight: complement.bought * scale })
      expected += complement.expected * scale
    }
    parts.push({ part: `pair:${product.category}`, weight: expected })
    const shared = sharedStyles(product, styles)
    for (const tag of shared)
      parts.push({ part: `style:${tag}`, weight: COMPLEMENT.style / Math.sqrt(product.styleTags.length * styles.size) })
    const entry = entries.get(product.slug)
    return {
      product,
      score: parts.reduce((sum, { weight }) => sum + weight, 0),
      parts,
      colour: entry && colourFor(together, anchors, entry, affinity),
      chosenWith: bestPair(together, anchors, product),
    }
  })
}
