import { rankComplements, rankHome } from '@/lib/ranking/shelves'
import { rankCategory } from '@/lib/ranking/blend'
import type { Projections } from '@/lib/ranking/projections'
import type { Decision } from './decision'
import { riseReasons } from './card-reason'
import { dearestPiece, lastKeptOrder } from './owned'
import type { Shopper } from './schema'
import { rankingContext, shelfDecision, type Shelf } from './shelf'
import { houseCounts } from './viewed'

/** The fewest views of one house before home gives it a shelf of its own. */
const HOUSE_SHELF_VIEWS = 2

export type HomeShelves = {
  /** "goes-with" after an order, "for-you" after some views, "trending" for everybody else. */
  first: Decision<Shelf> | null
  second: Decision<Shelf> | null
}

/** The two shelves of the home page, from what was bought, else from what was viewed, else from what everybody likes. */
export function decideHomeShelves(shopper: Shopper, projections: Projections): HomeShelves {
  const goesWith = goesWithShelf(shopper, projections)
  if (goesWith)
    return { first: goesWith, second: houseShelf(shopper, projections) ?? trendingShelf(shopper, projections) }
  const forYou = forYouShelf(shopper, projections)
  return forYou
    ? { first: forYou, second: trendingShelf(shopper, projections, 'home.shelf-2') }
    : { first: trendingShelf(shopper, projections), second: null }
}

/** Pieces that go with the dearest piece of the last order; never that piece, nor anything owned. */
function goesWithShelf(shopper: Shopper, projections: Projections): Decision<Shelf> | null {
  const { say, catalogue } = shopper
  const order = lastKeptOrder(shopper)
  const line = order && dearestPiece(order)
  const anchor = line && catalogue.bySlug.get(line.product)
  if (!order || !line || !anchor) return null
  const anchors = [anchor.slug, ...order.lines.map((other) => other.product).filter((slug) => slug !== anchor.slug)]
  const ranked = rankComplements(rankingContext(shopper, projections), {
    anchors: [anchor.slug],
    owned: shopper.owned,
    place: 'mixed',
  })
  return shelfDecision(shopper, {
    slot: 'home.shelf-1',
    arm: 'goes-with',
    title: say.t('shelf.goesWith.title', { piece: anchor.name }),
    line: say.t('shelf.goesWith.sentence', { colour: line.colourName.toLowerCase() }),
    rule: say.t('rule.goesWith'),
    ranked,
    reasonOf: (item) =>
      item.chosenWith
        ? say.t('card.togetherOwn', {
            count: item.chosenWith.clients,
            piece: catalogue.bySlug.get(item.chosenWith.anchor)?.name ?? anchor.name,
          })
        : houseReason(item.product.house, anchors, shopper),
    personal: true,
    facts: order.lines
      .filter((bought) => bought.returned < bought.quantity)
      .map((bought) => ({
        id: bought.id,
        text: say.t('fact.bought', { piece: bought.productName, colour: bought.colourName }),
        at: order.placedAt,
      })),
  })
}

function houseReason(house: { slug: string; name: string }, owned: readonly string[], shopper: Shopper): string | null {
  const own = owned.map((slug) => shopper.catalogue.bySlug.get(slug)).find((piece) => piece?.house.slug === house.slug)
  return own ? shopper.say.t('card.houseOf', { house: house.name, piece: own.name }) : null
}

/** For a shopper who has viewed but not bought: the whole collection in their order. */
function forYouShelf(shopper: Shopper, projections: Projections): Decision<Shelf> | null {
  const { say, personalised, affinity } = shopper
  if (!personalised || affinity.weight === 0) return null
  const context = rankingContext(shopper, projections)
  const ranked = rankHome(context, shopper.owned)
  const reasons = riseReasons(ranked, shopper, (taste) => rankHome({ ...context, affinity: taste }, shopper.owned))
  return shelfDecision(shopper, {
    slot: 'home.shelf-1',
    arm: 'for-you',
    title: say.t('shelf.forYou.title'),
    line: null,
    rule: say.t('rule.forYou'),
    ranked,
    reasonOf: (item) => reasons.get(item.product.slug) ?? null,
    personal: true,
  })
}

/** The house that was viewed most lately, its newest pieces first as far as taste leaves them equal. */
function houseShelf(shopper: Shopper, projections: Projections): Decision<Shelf> | null {
  const { say, catalogue } = shopper
  const { top, total } = houseCounts(shopper.facts, catalogue.bySlug)
  const house = top && catalogue.houses.find(({ slug }) => slug === top.house)
  if (!top || !house || top.count < HOUSE_SHELF_VIEWS) return null
  const pieces = catalogue.products.filter(
    (product) =>
      product.house.slug === house.slug && !shopper.owned.has(product.slug) && product.subcategory !== 'necklaces',
  )
  return shelfDecision(shopper, {
    slot: 'home.shelf-2',
    arm: 'house',
    title: say.t('shelf.house.title', { house: house.name }),
    line: say.t('shelf.house.sentence', { count: top.count, total }),
    link: { href: `/houses/${house.slug}`, label: say.t('shelf.house.link', { house: house.name }) },
    rule: say.t('rule.house'),
    ranked: rankCategory(rankingContext(shopper, projections), pieces),
    personal: true,
  })
}

/** What everybody is drawn to. */
function trendingShelf(
  shopper: Shopper,
  projections: Projections,
  slot: 'home.shelf-1' | 'home.shelf-2' = 'home.shelf-1',
): Decision<Shelf> | null {
  const { say, catalogue } = shopper
  const dresses = catalogue.products.filter((product) => product.category === 'dresses').length
  return shelfDecision(shopper, {
    slot,
    arm: 'trending',
    title: say.t('shelf.trending.title'),
    line: say.t('shelf.trending.sentence'),
    link: { href: '/c/dresses', label: say.t('home.trending.all', { count: dresses }) },
    rule: say.t('rule.trending'),
    ranked: rankHome({ ...rankingContext(shopper, projections), affinity: null }, shopper.owned),
    personal: false,
  })
}
