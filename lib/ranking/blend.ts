import type { Product } from '@/lib/catalog/schema'
import { likenessIn } from './alike'
import { chooseCandidates, commonCategory } from './candidates'
import { CATEGORY_VARIETY, diversify, type VarietyLimits } from './diversity'
import { effectsAt, pinned, ruled, type Pin } from './merchandise'
import { mixOf } from './mix'
import { foreseenIn, nextShare } from './neighbours'
import { newcomerOf } from './news'
import { byExact, byNeutral, exactOf, neutralOf, RankedPiece, rounded, type Scored, type Shares } from './ranked'
import type { ChosenWith, Part, Ranked, RankingContext, TokenKey } from './schema'
import { palateOf, shownColours, tasteOf, tasteShare, type Palate } from './taste'
import { catalogueIndex } from './tokens'
import { trendingScores } from './trending'
import { withRest } from './rest'
import { BLEND, NEIGHBOURS } from './weights'

/** A piece before taste: its neutral score in [0, 1]. Places keep beside it what they need to describe it. */
export type Candidate = {
  product: Product
  score: number
  /** Lower groups stand first whatever the score; out of stock always stands last. */
  group?: number
}

/** What one place makes of its candidates. All but the shares are asked only for pieces that are looked at. */
export type Place<C extends Candidate> = {
  /** How much of the share that taste could have it gets here, in [0, 1]. */
  taste: number
  /** The same for what like visits went on to; absent: none. */
  neighbours?: number
  /** What the neutral score is made of. */
  parts(candidate: C): Part[]
  /** The colourway that suits the place; absent: the one that suits her. */
  colour?(candidate: C, palate: Palate | null): string
  chosenWith?(candidate: C): ChosenWith | null
  shared?(candidate: C): readonly TokenKey[]
  limits?: VarietyLimits
  /** The category that is listed, for marketers' rules; null on shelves. Absent: no rule applies here. */
  category?: string | null
  /** What she does not like is left out; absent: it stands after everything else in stock. */
  choosy?: boolean
}

/** What `blend` reads of a context. */
export type BlendContext = Pick<RankingContext, 'catalogue' | 'affinity'> &
  Partial<Pick<RankingContext, 'asOf' | 'trending' | 'neighbours' | 'session' | 'visit' | 'rules' | 'day' | 'mix'>>

/**
 * Orders candidates by their neutral score with what is known of her mixed in: taste, scaled so that her best match counts
 * 1, and what visits like hers went on to, scaled likewise. In stock first, then by group, score, catalogue position; the
 * first row varied, where the place asks for it. Marketers' rules apply with and without what is known of her. `rise`
 * compares with the order that the same candidates have for a stranger. What tells no candidate from another changes
 * nothing at all.
 */
export function blend<C extends Candidate>(candidates: readonly C[], context: BlendContext, place: Place<C>): Ranked[] {
  const { catalogue, affinity } = context
  const index = catalogueIndex(catalogue)
  const mix = mixOf(context)
  const mixed = candidates.some(({ product }) => product.category !== candidates[0]?.product.category)
  const palate = affinity && affinity.weight > 0 ? palateOf(affinity, index, mixed) : null
  const foreseen = place.neighbours === undefined || mix.neighbours === 0 ? null : foreseenIn(context)
  const effectOf = place.category === undefined ? null : effectsAt(context, place.category)
  let least = Infinity
  let most = -Infinity
  let nearest = 0
  let anyDisliked = false
  const pins = new Map<Scored<C>, Pin>()
  const items: Scored<C>[] = []
  for (const candidate of candidates) {
    const { product } = candidate
    const effect = effectOf?.(product)
    if (effect?.excluded) continue
    const entry = index.entries.get(product.slug)
    const found = palate && entry ? tasteOf(palate, entry) : null
    const taste = found?.score ?? 0
    if (taste < least) least = taste
    if (taste > most) most = taste
    const next = foreseen?.get(product.slug)
    if (next && next.score > nearest) nearest = next.score
    const liked = found?.colour ?? (entry ? (shownColours(entry)[0] ?? '') : '')
    const factor = effect?.factor ?? 1
    const score = ruled(candidate.score, factor)
    const disliked = affinity?.disliked.has(product.slug) ?? false
    if (disliked) anyDisliked = true
    const item: Scored<C> = {
      candidate,
      entry,
      product,
      taste,
      liked,
      disliked,
      foreseen: next?.score ?? 0,
      from: next?.from ?? null,
      rule: effect?.rule ?? null,
      factor,
      score,
      neutral: rounded(score),
      exact: 0,
    }
    if (effect?.pin && effect.rule) pins.set(item, { place: effect.pin, rule: effect.rule })
    items.push(item)
  }
  const shares: Shares = {
    share: most - least > 1e-9 ? tasteShare(affinity, place.taste * mix.affinity) : 0,
    scale: 1 / Math.max(most, -least, BLEND.floor),
    next: nearest > 0 ? Math.min(1, nextShare(context) * (place.neighbours ?? 0) * mix.neighbours) : 0,
    reach: 1 / Math.max(nearest, NEIGHBOURS.floor),
    palate,
  }

  const variety = place.limits && mix.variety > 0 ? place.limits : null
  const arrange = (by: 'neutral' | 'exact'): Scored<C>[] => {
    const ordered = items.toSorted(by === 'neutral' ? byNeutral : byExact)
    const isBehind = ({ product, disliked }: Scored<C>) => !product.inStock || (by === 'exact' && disliked)
    const ends = ordered.findIndex(isBehind)
    let front = ends < 0 ? ordered : ordered.slice(0, ends)
    if (variety) {
      const relevance = by === 'neutral' ? neutralOf : exactOf
      front = diversify<Scored<C>>(front, variety, { relevance, likeness: likenessIn(index) })
    }
    if (pins.size > 0) front = pinned(front, (item) => pins.get(item) ?? null)
    return ends < 0 ? front : [...front, ...ordered.slice(ends)]
  }

  const { share, scale, next, reach } = shares
  if (share === 0 && next === 0 && !anyDisliked)
    return arrange('neutral').map((item, at) => new RankedPiece(item, place, shares, at, () => 0))
  for (const item of items) {
    const own = (1 - share) * item.candidate.score + share * scale * item.taste
    item.score = ruled((1 - next) * own + next * reach * item.foreseen, item.factor)
    item.exact = rounded(item.score)
  }
  let places: Map<Scored<C>, number> | undefined
  // Asked for by none but the order that is shown: orders made to prove a reason need no comparison.
  const riseOf = (item: Scored<C>, at: number): number => {
    places ??= new Map(arrange('neutral').map((other, place) => [other, place]))
    return (places.get(item) ?? at) - at
  }
  const arranged = arrange('exact')
  const kept = anyDisliked && place.choosy ? arranged.filter(({ disliked }) => !disliked) : arranged
  return kept.map((item, at) => new RankedPiece(item, place, shares, at, riseOf))
}

/** A piece whose neutral score is popularity, `chance` of it for being new. */
export type PopularCandidate = Candidate & { chance: number }

/** The parts of a score that is popularity alone. */
export function trendingPart({ score, chance }: PopularCandidate): Part[] {
  const trending = { part: 'trending', weight: score - chance }
  return chance > 0 ? [trending, { part: 'new', weight: chance }] : [trending]
}

/** Candidates by popularity among themselves; one that is new may count for more than it has had time to earn. */
export function byTrending(
  context: Pick<RankingContext, 'trending' | 'asOf' | 'fresh' | 'mix'>,
  products: readonly Product[],
): PopularCandidate[] {
  const mix = mixOf(context)
  const slugs = products.map((product) => product.slug)
  const scores = trendingScores(context.trending, context.asOf, slugs)
  const newcomer = mix.news > 0 ? newcomerOf(context, products, scores) : null
  return products.map((product) => {
    const own = scores.get(product.slug) ?? 0
    const chance = newcomer?.slug === product.slug ? mix.news * (newcomer.score - own) : 0
    return { product, score: mix.trending * own + chance, chance }
  })
}

const CATEGORY: Omit<Place<PopularCandidate>, 'category'> = {
  taste: BLEND.places.category,
  neighbours: NEIGHBOURS.places.category,
  parts: trendingPart,
  limits: CATEGORY_VARIETY,
}

/**
 * The order of a category or of search results: trending for a stranger, with what is known of her mixed in. Of a very
 * large set those that could stand first are ranked; the others follow in everybody's order.
 * @param products the pieces to order, each once.
 * @param options.category the category listed, whose rules apply; unless told the one that all pieces are of, if any.
 */
export function rankCategory(
  context: Omit<RankingContext, 'together'>,
  products: readonly Product[],
  options: { category?: string | null } = {},
): Ranked[] {
  const { category = commonCategory(context, products) } = options
  const candidates = chooseCandidates(context, products, category)
  const ranked = blend(byTrending(context, candidates.considered), context, { ...CATEGORY, category })
  return withRest(ranked, candidates, context, category)
}
