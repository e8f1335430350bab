import { cardOf } from '@/lib/experience/cards'
import { decideGapPieces } from '@/lib/experience/cart'
import { decideHomeShelves } from '@/lib/experience/home'
import type { Shopper } from '@/lib/experience/schema'
import { SHELF_PIECES } from '@/lib/experience/shelf'
import type { Projections } from '@/lib/ranking/projections'
import type { CampaignDefinition, Cause, Due, MessagePiece } from '../schema'
import { orderOf } from './about'

/**
 * Causes that show no pieces: an order's are told in its rows, and an account or a tier is about none. What the shop would
 * show anyway stands in enough of the others.
 */
const NO_PIECES: ReadonlySet<Cause> = new Set<Cause>(['order-placed', 'return-received', 'welcome', 'tier-reached'])
/** Causes that are about behaviour: without personalisation they show what everybody is drawn to. */
const BEHAVED: ReadonlySet<Cause> = new Set<Cause>(['browse-left', 'cart-left'])

/** The pieces that a message is about, and those that it shows: the same ones, or what the shop would show them. */
export type MessagePieces = { about: MessagePiece[]; shown: MessagePiece[] }

/**
 * The pieces of a message, by the decisions that fill the site's shelves. Never what is owned or was said no to, nor what
 * cannot be bought; what lies in a cart, was ordered or came back is theirs to be told of as it is.
 */
export function piecesOf(
  shopper: Shopper,
  due: Due,
  { projections, campaign }: { projections: Projections; campaign?: CampaignDefinition },
): MessagePieces {
  if (NO_PIECES.has(due.cause)) return { about: said(due.pieces, shopper), shown: [] }
  const about = BEHAVED.has(due.cause) && !shopper.personalised ? [] : said(aboutOf(shopper, due, campaign), shopper)
  if (about.length > 0) return { about, shown: about }
  const shelf = shelfFor(shopper, due, projections)
  const shown = (shelf?.value.cards ?? []).map((card): MessagePiece => {
    const { slug, name, house, price, picture, reason } = card
    return {
      slug,
      name,
      house,
      price,
      picture: pathOf(slug, card.colour, shopper),
      alt: picture.alt,
      reason: reason || null,
    }
  })
  return { about: [], shown }
}

/** The slugs that a message is about and may show. */
function aboutOf(shopper: Shopper, due: Due, campaign?: CampaignDefinition): readonly string[] {
  const { catalogue, owned, contributions, affinity } = shopper
  const no = (slug: string) => affinity.disliked.has(slug) || contributions.disliked.has(slug)
  const free = (slug: string) => catalogue.bySlug.get(slug)?.inStock === true && !owned.has(slug) && !no(slug)
  switch (due.cause) {
    case 'cart-left':
      return due.pieces.slice(0, SHELF_PIECES)
    case 'browse-left':
    case 'new-from-house':
      return due.pieces.filter(free).slice(0, SHELF_PIECES)
    case 'campaign':
      return (campaign?.pieces ?? []).filter(free)
    default:
      return []
  }
}

/** The shelf that the site would show for it: to close the gap to a tier, after this order, else as home begins. */
function shelfFor(shopper: Shopper, due: Due, projections: Projections) {
  const { standing, personalised } = shopper
  if (due.cause === 'near-tier' && personalised && standing?.amountToNext) {
    const gap = decideGapPieces(shopper, projections, { gap: standing.amountToNext, pieces: [] })
    // Nothing lies in a cart that a piece could complete.
    if (gap) return { ...gap, value: { ...gap.value, cards: gap.value.cards.map((card) => ({ ...card, reason: '' })) } }
  }
  return decideHomeShelves(afterOrder(shopper, due), projections).first
}

/** The shopper as home reads them, with the order that a message is about as the one that it builds on. */
function afterOrder(shopper: Shopper, due: Due): Shopper {
  if (due.cause !== 'after-purchase' && due.cause !== 'won-back') return shopper
  const order = orderOf(shopper, due)
  return order ? { ...shopper, orders: [order, ...shopper.orders.filter(({ id }) => id !== order.id)] } : shopper
}

/** Pieces by their slugs, in the colour in which they were last met; what left the catalogue is passed over. */
function said(slugs: readonly string[], shopper: Shopper): MessagePiece[] {
  return [...new Set(slugs)].flatMap((slug): MessagePiece[] => {
    const product = shopper.catalogue.bySlug.get(slug)
    if (!product) return []
    const { name, house, price, picture, colour } = cardOf(product, colourOf(slug, shopper), shopper.say)
    return [{ slug, name, house, price, picture: pathOf(slug, colour, shopper), alt: picture.alt, reason: null }]
  })
}

/** The colour in which a piece was ordered, or last put into the cart or looked at; null for its own. */
function colourOf(slug: string, { orders, facts }: Shopper): string | null {
  const ordered = orders.flatMap(({ lines }) => lines).find(({ product }) => product === slug)
  if (ordered) return ordered.colour
  const met = facts.filter(({ product, colour }) => product === slug && colour !== null)
  return met.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]?.colour ?? null
}

/** The path of a piece's picture in a colour, below public/. */
function pathOf(slug: string, colour: string, { catalogue }: Shopper): string {
  const ways = catalogue.bySlug.get(slug)?.colourways ?? []
  return (ways.find((way) => way.slug === colour) ?? ways[0])?.picture ?? ''
}
