import type { Product } from '@/lib/catalog/schema'
import type { Candidate, Place } from './blend'
import { LOOK_VARIETY } from './diversity'
import type { ChosenWith, Part, RankingContext } from './schema'
import { bestColour, colourTaste, shownColours, type Palate } from './taste'
import { boughtWith, colourBoughtWith, complementsOf, type Complement, type TogetherState } from './together'
import { catalogueIndex, type Entry } from './tokens'
import { trendingScores } from './trending'
import { BLEND, COMPLEMENT, TOGETHER } from './weights'

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

/** The colourway most bought with the anchors; the fewer purchases there are, the more her own taste decides. */
function colourFor(together: TogetherState, anchors: readonly Product[], entry: Entry, palate: Palate | null): string {
  const colours = shownColours(entry)
  const counts = new Map<string, number>()
  let total = TOGETHER.colourPrior
  for (const colour of colours) {
    let n = 0
    for (const anchor of anchors) n += colourBoughtWith(together, anchor.slug, entry.product.slug, colour)
    counts.set(colour, n)
    total += n
  }
  return bestColour(
    colours,
    (colour) =>
      (counts.get(colour) ?? 0) / total + TOGETHER.colourTaste * (palate ? colourTaste(palate, entry, colour) : 0),
  )
}

export type ComplementCandidate = Candidate & {
  complements: readonly Complement[]
  /** What popularity adds to the score. */
  popularity: number
  /** Style tags shared with any anchor, and what each adds. */
  shared: readonly string[]
  style: number
}

/**
 * Pieces that go with the anchors, with their neutral scores: bought together (added up over the anchors, the strongest
 * counting 1), shared style, popularity. `exclude` and the anchors themselves are left out. With them, how a shelf of
 * complements describes them.
 */
export function complementCandidates(
  { catalogue, trending, together, asOf }: RankingContext,
  anchorSlugs: readonly string[],
  exclude: ReadonlySet<string>,
): { candidates: ComplementCandidate[]; place: Place<ComplementCandidate> } {
  const anchors = [...new Set(anchorSlugs)].flatMap((slug) => catalogue.get(slug) ?? [])
  const own = new Set(anchors.map((anchor) => anchor.slug))
  const pool = new Map<Product, Complement[]>()
  for (const anchor of anchors) {
    for (const complement of complementsOf(together, anchor, catalogue)) {
      const { product } = complement
      if (own.has(product.slug) || exclude.has(product.slug)) continue
      const known = pool.get(product)
      if (known) known.push(complement)
      else pool.set(product, [complement])
    }
  }
  let strongest = 0
  for (const found of pool.values()) strongest = Math.max(strongest, strengthOf(found))
  const scale = strongest > 0 ? COMPLEMENT.together / strongest : 0
  const popular = trendingScores(
    trending,
    asOf,
    [...pool.keys()].map((product) => product.slug),
  )
  const styles = new Set(anchors.flatMap((anchor) => anchor.styleTags))
  const { entries } = catalogueIndex(catalogue)

  const candidates = [...pool].map(([product, complements]): ComplementCandidate => {
    const popularity = COMPLEMENT.trending * (popular.get(product.slug) ?? 0)
    const shared = product.styleTags.filter((tag) => styles.has(tag))
    const style = COMPLEMENT.style / Math.sqrt(Math.max(1, product.styleTags.length * styles.size))
    const score = popularity + strengthOf(complements) * scale + style * shared.length
    return { product, score, complements, popularity, shared, style }
  })
  return {
    candidates,
    place: {
      taste: BLEND.places.complements,
      limits: LOOK_VARIETY,
      category: null,
      choosy: true,
      parts: (candidate) => partsOf(candidate, scale),
      colour({ product }, palate) {
        const entry = entries.get(product.slug)
        return entry ? colourFor(together, anchors, entry, palate) : ''
      },
      chosenWith: ({ product }) => bestPair(together, anchors, product),
    },
  }
}

function strengthOf(complements: readonly Complement[]): number {
  let sum = 0
  for (const { bought, expected } of complements) sum += bought + expected
  return sum
}

function partsOf(candidate: ComplementCandidate, scale: number): Part[] {
  const parts = [{ part: 'trending', weight: candidate.popularity }]
  let prior = 0
  for (const { anchor, bought, expected } of candidate.complements) {
    if (bought > 0) parts.push({ part: `together:${anchor}`, weight: bought * scale })
    prior += expected * scale
  }
  parts.push({ part: `pair:${candidate.product.category}`, weight: prior })
  for (const tag of candidate.shared) parts.push({ part: `style:${tag}`, weight: candidate.style })
  return parts
}
