import { chosenColour } from '@/lib/catalog/facets'
import { sortProducts, type Selection, type Sort } from '@/lib/catalog/listing'
import type { SearchHit } from '@/lib/catalog/search/result'
import { blend, byTrending, type Candidate, type Place } from '@/lib/ranking/blend'
import { REASON, SEARCH } from '@/lib/ranking/weights'
import type { Projections } from '@/lib/ranking/projections'
import type { Part, Ranked, RankingContext } from '@/lib/ranking/schema'
import { riseReasons } from './card-reason'
import { cardOf, type Card } from './cards'
import type { Decision, Reason } from './decision'
import { usedFacts } from './facts'
import { evidenceOf, reasonsOf } from './reasons'
import type { Shopper } from './schema'
import { rankingContext } from './shelf'

/** How many leading pieces the panel explains. */
const EXPLAINED = 8

const TEXT = 'text'

type Found = Candidate & { parts: Part[] }

const PLACE: Place<Found> = {
  taste: SEARCH.taste,
  neighbours: SEARCH.neighbours,
  parts: ({ parts }) => parts,
}

/**
 * Pieces that are called what was searched for stand first for everybody, sold out or not; then all others, blended.
 * Nothing rotates here: who asks twice for the same words finds the same.
 */
export function rankFound(asked: RankingContext, hits: readonly SearchHit[]): Ranked[] {
  const context = { ...asked, fresh: null }
  const popular = new Map(
    byTrending(
      context,
      hits.map(({ product }) => product),
    ).map(({ product, score }) => [product.slug, score]),
  )
  const candidate = ({ product, score }: SearchHit): Found => {
    const parts = [
      { part: TEXT, weight: SEARCH.text * score },
      { part: 'trending', weight: SEARCH.trending * (popular.get(product.slug) ?? 0) },
    ]
    return { product, score: parts.reduce((sum, { weight }) => sum + weight, 0), parts }
  }
  return [hits.filter(({ named }) => named), hits.filter(({ named }) => !named)].flatMap((group) =>
    blend(group.map(candidate), context, PLACE),
  )
}

export type SearchOrder = {
  title: string
  line: string | null
  /** Of the first pieces, as many as were asked for. */
  cards: Card[]
}

/**
 * The order of what a search found: by its words, and among pieces that match equally well by what everybody is drawn
 * to, weighed by this shopper's taste; or the sort that was asked for. Cards that moved up for this shopper say why, and
 * each shows the colour that was asked for.
 * @param show how many cards to make; all unless told.
 */
export function decideSearchOrder(
  shopper: Shopper,
  projections: Projections,
  hits: readonly SearchHit[],
  { sort, selection, show = Infinity }: { sort: Sort; selection: Selection; show?: number },
): Decision<SearchOrder> {
  const { say } = shopper
  const asked = new Map(hits.map(({ product, colour }) => [product.slug, colour]))
  if (sort !== 'for-you') {
    const sorted = sortProducts(
      hits.map(({ product }) => product),
      sort,
    )
    const cards = sorted
      .slice(0, show)
      .map((piece) => cardOf(piece, chosenColour(piece, selection) ?? asked.get(piece.slug) ?? null, say))
    const title = say.t(`sort.${sort}`)
    const value = { title, line: null, cards }
    return { slot: 'search.order', arm: sort, value, rule: title, reasons: [], facts: [], personal: false }
  }
  const context = rankingContext(shopper, projections)
  const ranked = rankFound(context, hits)
  const personal =
    context.affinity !== null && ranked.slice(0, Math.min(show, REASON.limit)).some(({ rise }) => rise > 0)
  const leading = ranked.slice(0, EXPLAINED)
  const reasons = personal ? riseReasons(ranked, show, shopper, context, (without) => rankFound(without, hits)) : null
  return {
    slot: 'search.order',
    arm: personal ? 'for-you' : 'words',
    value: {
      title: say.t('search.order.title'),
      line: personal ? say.t('search.order.personal') : null,
      cards: ranked
        .slice(0, show)
        .map(({ product, colour }) =>
          cardOf(
            product,
            chosenColour(product, selection) ?? asked.get(product.slug) ?? colour,
            say,
            reasons?.get(product.slug),
          ),
        ),
    },
    rule: say.t(personal ? 'rule.search.personal' : 'rule.search'),
    reasons: personal ? searchReasons(leading, shopper) : [],
    facts: personal ? usedFacts(evidenceOf(leading, shopper), shopper.catalogue, say) : [],
    personal,
    shown: { products: leading.map(({ product }) => product.slug) },
  }
}

/** The reasons of an order in which words count: these under their own name, all others as everywhere. */
function searchReasons(ranked: readonly Ranked[], shopper: Shopper): Reason[] {
  const sum = (parts: readonly Part[]) => parts.reduce((total, { weight }) => total + Math.max(0, weight), 0)
  const all = ranked.flatMap(({ parts }) => parts)
  const words = sum(all.filter(({ part }) => part === TEXT))
  const total = sum(all)
  if (total === 0) return []
  const others = ranked.map(({ product, score, colour, rise, parts, chosenWith, shared }): Ranked => {
    return { product, score, colour, rise, parts: parts.filter(({ part }) => part !== TEXT), chosenWith, shared }
  })
  return [
    { text: shopper.say.t('reason.words'), weight: words / total },
    ...reasonsOf(others, shopper).map(({ text, weight }) => ({ text, weight: (weight * (total - words)) / total })),
  ]
}
