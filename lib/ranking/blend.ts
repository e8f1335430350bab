import type { Product } from '@/lib/catalog/schema'
import { diversify, type VarietyLimits } from './diversity'
import type { Affinity, ChosenWith, Part, Ranked, RankingContext, TokenKey } from './schema'
import { bestColour, shownColours, tasteOf, tasteParts } from './taste'
import { catalogueIndex, type Entry } from './tokens'
import { trendingScores } from './trending'
import { BLEND } from './weights'

/** A piece before taste: its neutral score in [0, 1] and what that is made of. */
export type Candidate = {
  product: Product
  score: number
  parts: readonly Part[]
  /** Lower groups stand first whatever the score; out of stock always stands last. */
  group?: number
  /** The colourway that suits the place; absent: the one that suits her. */
  colour?: string
  chosenWith?: ChosenWith | null
  shared?: readonly TokenKey[]
}

/** Scores closer than this are a tie, which the catalogue's order breaks. */
const exact = (score: number): number => Math.round(score * 1e9) / 1e9

type Scored = {
  candidate: Candidate
  entry: Entry | undefined
  product: Product
  taste: number
  score: number
  colour: string
}

const compare = (a: Scored, b: Scored, scoreOf: (item: Scored) => number): number =>
  Number(b.product.inStock) - Number(a.product.inStock) ||
  (a.candidate.group ?? 0) - (b.candidate.group ?? 0) ||
  exact(scoreOf(b)) - exact(scoreOf(a)) ||
  a.product.position - b.product.position

/** How much of the order her taste decides, in [0, BLEND.most): grows with what is known; 0 for a stranger. */
export function tasteShare(affinity: Affinity | null): number {
  return affinity === null ? 0 : (BLEND.most * affinity.weight) / (affinity.weight + BLEND.half)
}

/**
 * Orders candidates by their neutral score with her taste mixed in: (1 - share) * neutral + share * taste, taste scaled so
 * that her best match counts 1. In stock first, then by group, score, catalogue position. `rise` compares with the order
 * that the same candidates have without taste. A taste that tells no candidate from another changes nothing at all.
 */
export function blend(
  candidates: readonly Candidate[],
  { catalogue, affinity }: Pick<RankingContext, 'catalogue' | 'affinity'>,
  limits?: VarietyLimits,
): Ranked[] {
  const { entries } = catalogueIndex(catalogue)
  let least = Infinity
  let most = -Infinity
  const items: Scored[] = candidates.map((candidate) => {
    const { product } = candidate
    const entry = entries.get(product.slug)
    const found = affinity && entry ? tasteOf(affinity, entry) : null
    const taste = found?.score ?? 0
    if (taste < least) least = taste
    if (taste > most) most = taste
    const first = () => (entry ? bestColour(shownColours(entry), () => 0) : (product.colourways[0]?.slug ?? ''))
    return { candidate, entry, product, taste, score: 0, colour: candidate.colour ?? found?.colour ?? first() }
  })
  const share = most - least > 1e-9 ? tasteShare(affinity) : 0
  const scale = 1 / Math.max(most, -least, BLEND.floor)
  for (const item of items) item.score = (1 - share) * item.candidate.score + share * scale * item.taste

  const arrange = (scoreOf: (item: Scored) => number): Scored[] => {
    const ordered = items.toSorted((a, b) => compare(a, b, scoreOf))
    return limits ? diversify(ordered, limits) : ordered
  }
  const neutral = new Map(arrange((item) => item.candidate.score).map((item, place) => [item, place]))
  const ordered = share === 0 ? [...neutral.keys()] : arrange((item) => item.score)
  return ordered.map((item, place) => {
    const { candidate, entry, product, colour, score } = item
    const parts = candidate.parts.map(({ part, weight }) => ({ part, weight: weight * (1 - share) }))
    if (share > 0 && affinity && entry) parts.push(...tasteParts(affinity, entry, tasteColour(item), share * scale))
    return {
      product,
      score,
      colour,
      rise: (neutral.get(item) ?? place) - place,
      parts: parts.sort((a, b) => b.weight - a.weight),
      chosenWith: candidate.chosenWith ?? null,
      shared: candidate.shared ?? [],
    }
  })

  /** A place may show another colour than the one that taste counted. */
  function tasteColour({ candidate, entry, colour }: Scored): string {
    return candidate.colour !== undefined && affinity && entry ? tasteOf(affinity, entry).colour : colour
  }
}

/**
 * The order of a category or of search results: trending for a stranger, with her taste mixed in as far as it is known.
 * @param products the pieces to order, each once.
 */
export function rankCategory(context: Omit<RankingContext, 'together'>, products: readonly Product[]): Ranked[] {
  return blend(byTrending(context, products), context)
}

/** Candidates by popularity among themselves. */
export function byTrending(
  { trending, asOf }: Pick<RankingContext, 'trending' | 'asOf'>,
  products: readonly Product[],
): Candidate[] {
  const slugs = products.map((product) => product.slug)
  const scores = trendingScores(trending, asOf, slugs)
  return products.map((product) => {
    const score = scores.get(product.slug) ?? 0
    return { product, score, parts: [{ part: 'trending', weight: score }] }
  })
}
