import type { Product } from '@/lib/catalog/schema'
import { diversify, type VarietyLimits } from './diversity'
import type { Affinity, ChosenWith, Part, Ranked, RankingContext, TokenKey } from './schema'
import { palateOf, shownColours, tasteOf, tasteParts, type Palate } from './taste'
import { catalogueIndex, type Entry } from './tokens'
import { trendingScores } from './trending'
import { BLEND } from './weights'

/** A piece before taste: its neutral score in [0, 1]. Places keep beside it what they need to describe it. */
export type Candidate = {
  product: Product
  score: number
  /** Lower groups stand first whatever the score; out of stock always stands last. */
  group?: number
}

/** What one place makes of its candidates. All but the share are asked only for pieces that are looked at. */
export type Place<C extends Candidate> = {
  /** How much of the share that taste could have it gets here, in [0, 1]. */
  taste: number
  /** What the neutral score is made of. */
  parts(candidate: C): Part[]
  /** The colourway that suits the place; absent: the one that suits her. */
  colour?(candidate: C, palate: Palate | null): string
  chosenWith?(candidate: C): ChosenWith | null
  shared?(candidate: C): readonly TokenKey[]
  limits?: VarietyLimits
}

type Scored<C extends Candidate> = {
  candidate: C
  entry: Entry | undefined
  product: Product
  taste: number
  /** The colourway that taste counted; a place may show another. */
  liked: string
  score: number
  /** The score that decides the place, rounded: closer ones are a tie, which the catalogue's order breaks. */
  exact: number
}

const exact = (score: number): number => Math.round(score * 1e9)

const compare = (a: Scored<Candidate>, b: Scored<Candidate>): number =>
  Number(b.product.inStock) - Number(a.product.inStock) ||
  (a.candidate.group ?? 0) - (b.candidate.group ?? 0) ||
  b.exact - a.exact ||
  a.product.position - b.product.position

/** How much of the order her taste decides, in [0, BLEND.most): grows with what is known; 0 for a stranger. */
export function tasteShare(affinity: Affinity | null): number {
  return affinity === null ? 0 : (BLEND.most * affinity.weight) / (affinity.weight + BLEND.half)
}

/** How taste enters the scores of one order: score = (1 - share) * neutral + share * scale * taste. */
type Mix = { share: number; scale: number; palate: Palate | null }

/** A place in an order. Why it stands there is worked out when first read: most pieces are never asked. */
class RankedPiece<C extends Candidate> implements Ranked {
  readonly product: Product
  readonly score: number
  #colour: string | undefined
  #chosenWith: ChosenWith | null | undefined
  #parts: readonly Part[] | undefined

  constructor(
    private readonly item: Scored<C>,
    private readonly place: Place<C>,
    private readonly mix: Mix,
    readonly rise: number,
  ) {
    this.product = item.product
    this.score = item.score
  }

  get colour(): string {
    return (this.#colour ??= this.place.colour?.(this.item.candidate, this.mix.palate) ?? this.item.liked)
  }

  get chosenWith(): ChosenWith | null {
    return (this.#chosenWith ??= this.place.chosenWith?.(this.item.candidate) ?? null)
  }

  get shared(): readonly TokenKey[] {
    return this.place.shared?.(this.item.candidate) ?? []
  }

  get parts(): readonly Part[] {
    return (this.#parts ??= this.#weigh())
  }

  #weigh(): readonly Part[] {
    const { share, scale, palate } = this.mix
    const { candidate, entry, liked } = this.item
    const parts = this.place.parts(candidate).map(({ part, weight }) => ({ part, weight: weight * (1 - share) }))
    if (share > 0 && palate && entry) parts.push(...tasteParts(palate, entry, liked, share * scale))
    return parts.sort((a, b) => b.weight - a.weight)
  }
}

/**
 * Orders candidates by their neutral score with her taste mixed in, taste scaled so that her best match counts 1. In
 * stock first, then by group, score, catalogue position. `rise` compares with the order that the same candidates have
 * without taste. A taste that tells no candidate from another changes nothing at all.
 */
export function blend<C extends Candidate>(
  candidates: readonly C[],
  { catalogue, affinity }: Pick<RankingContext, 'catalogue' | 'affinity'>,
  place: Place<C>,
): Ranked[] {
  const index = catalogueIndex(catalogue)
  const mixed = candidates.some(({ product }) => product.category !== candidates[0]?.product.category)
  const palate = affinity && affinity.weight > 0 ? palateOf(affinity, index, mixed) : null
  let least = Infinity
  let most = -Infinity
  const items = candidates.map((candidate): Scored<C> => {
    const { product, score } = candidate
    const entry = index.entries.get(product.slug)
    const found = palate && entry ? tasteOf(palate, entry) : null
    const taste = found?.score ?? 0
    if (taste < least) least = taste
    if (taste > most) most = taste
    const liked = found?.colour ?? (entry ? (shownColours(entry)[0] ?? '') : '')
    return { candidate, entry, product, taste, liked, score, exact: exact(score) }
  })
  const share = most - least > 1e-9 ? tasteShare(affinity) * place.taste : 0
  const scale = 1 / Math.max(most, -least, BLEND.floor)
  const mix: Mix = { share, scale, palate }

  const arrange = (): Scored<C>[] => {
    const ordered = items.toSorted(compare)
    return place.limits ? diversify(ordered, place.limits) : ordered
  }
  const neutral = arrange()
  if (share === 0) return neutral.map((item) => new RankedPiece(item, place, mix, 0))
  const places = new Map(neutral.map((item, at) => [item, at]))
  for (const item of items) {
    item.score = (1 - share) * item.score + share * scale * item.taste
    item.exact = exact(item.score)
  }
  return arrange().map((item, at) => new RankedPiece(item, place, mix, (places.get(item) ?? at) - at))
}

/** The parts of a score that is popularity alone. */
export const trendingPart = ({ score }: Candidate): Part[] => [{ part: 'trending', weight: score }]
const CATEGORY: Place<Candidate> = { taste: BLEND.places.category, parts: trendingPart }

/** Candidates by popularity among themselves. */
export function byTrending(
  { trending, asOf }: Pick<RankingContext, 'trending' | 'asOf'>,
  products: readonly Product[],
): Candidate[] {
  const slugs = products.map((product) => product.slug)
  const scores = trendingScores(trending, asOf, slugs)
  return products.map((product) => ({ product, score: scores.get(product.slug) ?? 0 }))
}

/**
 * The order of a category or of search results: trending for a stranger, with her taste mixed in as far as it is known.
 * @param products the pieces to order, each once.
 */
export function rankCategory(context: Omit<RankingContext, 'together'>, products: readonly Product[]): Ranked[] {
  return blend(byTrending(context, products), context, CATEGORY)
}
