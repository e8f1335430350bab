import { fitsMixedShelf, rankComplements, rankHome } from '@/lib/ranking/shelves'
import { rankCategory } from '@/lib/ranking/blend'
import type { Projections } from '@/lib/ranking/projections'
import type { Decision } from './decision'
import { riseReasons } from './card-reason'
import { usedFacts } from './facts'
import { leftOut } from './left-out'
import { freshOrder, freshRanking } from './fresh'
import { messageShelf } from './landing-shelf'
import { dearestPiece, isKept, lastKeptOrder } from './owned'
import type { Shopper } from './schema'
import { movedIn, rankingContext, shelfDecision, SHELF_PIECES, type Shelf } from './shelf'
import { houseCounts, viewedPieces } from './viewed'

/** The fewest views of one house before home gives it a shelf of its own. */
const HOUSE_SHELF_VIEWS = 2

type Slot = 'home.shelf-1' | 'home.shelf-2'

export type HomeShelves = {
  /** "message" for who came by one, "goes-with" after an order, "for-you" after some views, else "trending". */
  first: Decision<Shelf> | null
  second: Decision<Shelf> | null
}

/**
 * The two shelves of the home page: from the message that led here, from what was bought, else from what was viewed, else
 * from what everybody likes.
 */
export function decideHomeShelves(shopper: Shopper, projections: Projections): HomeShelves {
  const message = messageShelf(shopper, projections)
  if (message) {
    // What would have been the first shelf comes second.
    const above = message.value.cards.map((card) => card.slug)
    const slot = 'home.shelf-2'
    const next = goesWithShelf(shopper, projections, slot, above) ?? forYouShelf(shopper, projections, slot, above)
    return { first: message, second: next ?? trendingShelf(shopper, projections, slot, above) }
  }
  const first = goesWithShelf(shopper, projections) ?? forYouShelf(shopper, projections)
  if (!first) return { first: trendingShelf(shopper, projections, 'home.shelf-1'), second: null }
  // What the shelf above shows already is not said twice.
  const above = first.value.cards.map((card) => card.slug)
  const house = first.arm === 'goes-with' ? houseShelf(shopper, projections, above) : null
  return { first, second: house ?? trendingShelf(shopper, projections, 'home.shelf-2', above) }
}

/** Pieces that go with the dearest piece of the last order; never that piece, nor anything owned. */
function goesWithShelf(
  shopper: Shopper,
  projections: Projections,
  slot: Slot = 'home.shelf-1',
  above: readonly string[] = [],
): Decision<Shelf> | null {
  const { say, catalogue } = shopper
  const order = lastKeptOrder(shopper)
  const line = order && dearestPiece(order)
  const anchor = line && catalogue.bySlug.get(line.product)
  if (!order || !line || !anchor) return null
  const kept = order.lines.filter(isKept)
  const anchors = [anchor.slug, ...kept.map((other) => other.product).filter((slug) => slug !== anchor.slug)]
  const fitting = rankComplements(rankingContext(shopper, projections), {
    anchors: [anchor.slug],
    owned: [...shopper.owned, ...above],
    place: 'mixed',
  })
  return shelfDecision(shopper, {
    slot,
    arm: 'goes-with',
    title: say.t('shelf.goesWith.title', { piece: anchor.name }),
    line: say.t('shelf.goesWith.sentence', { colour: line.colourName.toLowerCase() }),
    rule: say.t('rule.goesWith'),
    ...freshOrder(fitting, slot, shopper),
    reasonOf: (item) =>
      item.chosenWith
        ? say.t('card.togetherOwn', {
            count: item.chosenWith.clients,
            piece: catalogue.bySlug.get(item.chosenWith.anchor)?.name ?? anchor.name,
          })
        : houseReason(item.product.house, anchors, shopper),
    personal: true,
    facts: kept.map((bought) => ({
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

/** For a shopper who has viewed but not bought: the whole collection in their order. Null when that is everybody's. */
function forYouShelf(
  shopper: Shopper,
  projections: Projections,
  slot: Slot = 'home.shelf-1',
  above: readonly string[] = [],
): Decision<Shelf> | null {
  const { say, personalised, affinity } = shopper
  // A room that was looked into is no taste yet: only what tells one piece of it from another is.
  const telling = [...affinity.scores].some(([token, score]) => score > 0 && !token.startsWith('category:'))
  if (!personalised || !telling) return null
  const context = rankingContext(shopper, projections)
  const left = [...shopper.owned, ...above]
  const liked = rankHome(context, left)
  // A taste that moves nothing here would be everybody's shelf under another name.
  if (!movedIn(liked)) return null
  const shown = freshOrder(liked, slot, shopper)
  const reasons = riseReasons(shown.ranked, SHELF_PIECES, shopper, context, (without) =>
    freshRanking(rankHome(without, left), slot, shopper),
  )
  return shelfDecision(shopper, {
    slot,
    arm: 'for-you',
    title: say.t('shelf.forYou.title'),
    line: null,
    rule: say.t('rule.forYou'),
    ...shown,
    reasonOf: (item) => reasons.get(item.product.slug) ?? null,
    personal: true,
  })
}

/** The house that most of the latest views are of, in the order of taste. */
function houseShelf(shopper: Shopper, projections: Projections, above: readonly string[]): Decision<Shelf> | null {
  const { say, catalogue } = shopper
  const { top, total } = houseCounts(shopper.facts, catalogue.bySlug)
  const house = top && catalogue.houses.find(({ slug }) => slug === top.house)
  if (!top || !house || top.count < HOUSE_SHELF_VIEWS) return null
  const pieces = catalogue.products.filter(
    (product) =>
      product.house.slug === house.slug &&
      !shopper.owned.has(product.slug) &&
      !shopper.affinity.disliked.has(product.slug) &&
      !above.includes(product.slug) &&
      fitsMixedShelf(product),
  )
  const slot = 'home.shelf-2'
  return shelfDecision(shopper, {
    slot,
    arm: 'house',
    title: say.t('shelf.house.title', { house: house.name }),
    line: say.t('shelf.house.sentence', { count: top.count, total }),
    link: { href: `/houses/${house.slug}`, label: say.t('shelf.house.link', { house: house.name }) },
    rule: say.t('rule.house'),
    ...freshOrder(rankCategory(rankingContext(shopper, projections), pieces), slot, shopper),
    personal: true,
    facts: usedFacts(
      viewedPieces(shopper.facts, catalogue.bySlug)
        .filter(({ product }) => product.house.slug === house.slug)
        .map(({ fact }) => fact),
      catalogue,
      say,
    ),
  })
}

/** What everybody is drawn to, less what she owns or said no to, and what stands above. */
function trendingShelf(
  shopper: Shopper,
  projections: Projections,
  slot: Slot,
  above: readonly string[] = [],
): Decision<Shelf> | null {
  const { say, catalogue } = shopper
  const dresses = catalogue.products.filter((product) => product.category === 'dresses').length
  const context = { ...rankingContext(shopper, projections), affinity: null, session: [] }
  const left = new Set([...shopper.owned, ...shopper.affinity.disliked])
  const popular = rankHome(context, [...left, ...above])
  const missing = left.size > 0 ? leftOut(rankHome(context, above), left, shopper) : []
  return shelfDecision(shopper, {
    slot,
    arm: 'trending',
    title: say.t('shelf.trending.title'),
    line: say.t('shelf.trending.sentence'),
    link: { href: '/c/dresses', label: say.t('home.trending.all', { count: dresses }) },
    rule: say.t('rule.trending'),
    ...freshOrder(popular, slot, shopper),
    personal: missing.length > 0,
    facts: missing,
    ...(missing.length > 0 ? { also: say.t('reason.left') } : {}),
  })
}
