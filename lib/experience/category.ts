import type { Product } from '@/lib/catalog/schema'
import { sortProducts, type Selection, type Sort } from '@/lib/catalog/listing'
import { chosenColour } from '@/lib/catalog/facets'
import { rankCategory } from '@/lib/ranking/blend'
import { chooseCandidates } from '@/lib/ranking/candidates'
import type { Projections } from '@/lib/ranking/projections'
import type { Ranked } from '@/lib/ranking/schema'
import { cardOf, type Card } from './cards'
import { REASON } from '@/lib/ranking/weights'
import { riseReasons } from './card-reason'
import type { Decision } from './decision'
import { usedFacts } from './facts'
import { freshOrder, freshRanking, withFreshness, type FreshOrder } from './fresh'
import { factsOf, reasonsOf, withAlso } from './reasons'
import type { Shopper } from './schema'
import { rankingContext, SHELF_PIECES } from './shelf'
import { houseCounts } from './viewed'

/** How many leading pieces lead an order, in words, and an exposure names. */
const EXPLAINED = 8

export type CategoryOrder = {
  title: string
  line: string | null
  /** Of the first pieces, as many as were asked for. */
  cards: Card[]
  /** All pieces in their order. */
  pieces: readonly Product[]
}

/**
 * The order of a category's pieces: theirs under "For you", everybody's under "Trending now"; or the sort that was
 * asked for, which is nobody's in particular. Cards that moved up for this shopper say why.
 * @param show how many cards to make; all unless told.
 * @param scope what is listed: "dresses", "house:corvane". Named, and with nothing filtered out, the first row is another
 *   than the visit before saw in vain.
 * @param category whose rules hold (`listedOf`); unless told, that of all pieces, if they have one.
 */
export function decideCategoryOrder(
  shopper: Shopper,
  projections: Projections,
  pieces: readonly Product[],
  options: { sort: Sort; selection: Selection; show?: number; scope?: string; category?: string | null },
): Decision<CategoryOrder> {
  const { say } = shopper
  const { sort, selection, show = Infinity, scope, category } = options
  const whole = scope !== undefined && Object.values(selection).every((values) => values.length === 0)
  const asked = rankingContext(shopper, projections)
  // Nothing changes from visit to visit where something is filtered.
  const context = whole ? asked : { ...asked, fresh: null }
  if (sort !== 'for-you') {
    const sorted = sortProducts(pieces, sort)
    return {
      slot: 'category.order',
      arm: sort,
      value: {
        title: say.t(`sort.${sort}`),
        line: null,
        cards: sorted.slice(0, show).map((product) => cardOf(product, chosenColour(product, selection), say)),
        pieces: sorted,
      },
      rule: say.t(`sort.${sort}`),
      reasons: [],
      facts: [],
      personal: false,
    }
  }
  const slot = `category.order:${scope}`
  const freshly = (order: readonly Ranked[]) => (whole ? freshRanking(order, slot, shopper) : order)
  const liked = rankCategory(context, pieces, { category })
  // What of a very large category could stand first is chosen once: to prove reasons only that is ordered again.
  const { considered } = chooseCandidates(context, pieces, category)
  const tries = considered.length < pieces.length ? REASON.mostTriesOfMany : REASON.mostTries
  // What she is shown, as far as it is explained: a move further down is no order of hers yet.
  const seen = Math.min(show, REASON.limit)
  const moved = liked.slice(0, seen).some((item) => item.rise > 0)
  const personal = context.affinity !== null && moved
  const { ranked, left }: FreshOrder = whole ? freshOrder(liked, slot, shopper) : { ranked: liked }
  const leading = ranked.slice(0, EXPLAINED)
  const ruled = leading.some(({ rule }) => rule)
  const { facts, against } = factsOf(ranked.slice(0, seen), shopper)
  const less = personal && against ? say.t('reason.against') : undefined
  const reasons = personal
    ? riseReasons(
        ranked,
        show,
        shopper,
        context,
        (without) => freshly(rankCategory(without, considered, { category })),
        tries,
      )
    : null
  const decision: Decision<CategoryOrder> = {
    slot: 'category.order',
    arm: personal ? 'for-you' : 'trending',
    value: {
      title: say.t(personal ? 'shelf.forYou.title' : 'shelf.trending.title'),
      line: personal ? ledBy(leading, shopper) : null,
      cards: ranked
        .slice(0, show)
        .map((item) =>
          cardOf(
            item.product,
            chosenColour(item.product, selection) ?? item.colour,
            say,
            reasons?.get(item.product.slug),
          ),
        ),
      pieces: ranked.map(({ product }) => product),
    },
    rule: say.t(personal ? 'rule.forYou' : 'rule.trending'),
    reasons: personal || ruled ? withAlso(reasonsOf(ranked.slice(0, seen), shopper), less) : [],
    facts: personal ? usedFacts(facts, shopper.catalogue, say) : [],
    personal,
    ruled,
    shown: { products: leading.map(({ product }) => product.slug), ...(whole ? { scope } : {}) },
  }
  return left ? withFreshness(decision, { share: left.count / SHELF_PIECES, facts: left.facts }, shopper) : decision
}

/** "Led by two Corvane pieces you viewed.", where a piece of that house did move to the front. */
function ledBy(leading: readonly Ranked[], { say, facts, catalogue }: Shopper): string | null {
  const { top } = houseCounts(facts, catalogue.bySlug)
  const led = top && leading.find(({ product, rise }) => rise > 0 && product.house.slug === top.house)
  return led ? say.t('shelf.forYou.house', { count: top.count, house: led.product.house.name }) : null
}
