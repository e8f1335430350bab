import type { Minor } from '@/lib/core/money'
import { rankForGap } from '@/lib/ranking/gap'
import type { Projections } from '@/lib/ranking/projections'
import { rankComplements } from '@/lib/ranking/shelves'
import { cardOf, type Card } from './cards'
import type { Decision } from './decision'
import { kindOf, reasonsOf } from './reasons'
import type { Shopper } from './schema'
import { rankingContext, shelfDecision, type Shelf } from './shelf'

/** Pieces that would reach the next tier from this cart. Null when the gap is closed or nothing is left to propose. */
export function decideGapPieces(
  shopper: Shopper,
  projections: Projections,
  cart: { gap: Minor; pieces: readonly string[] },
): Decision<Shelf> | null {
  const { say, catalogue } = shopper
  const held = new Set(cart.pieces.flatMap((slug) => catalogue.bySlug.get(slug)?.category ?? []))
  const personal = shopper.personalised
  return shelfDecision(shopper, {
    slot: 'cart.nudge',
    arm: 'gap',
    title: '',
    rule: say.t('rule.gap'),
    ranked: rankForGap(rankingContext(shopper, projections), {
      gap: cart.gap,
      cart: cart.pieces,
      owned: shopper.owned,
    }),
    reasonOf: ({ product, chosenWith }) => {
      const anchor = chosenWith && catalogue.bySlug.get(chosenWith.anchor)
      if (chosenWith && anchor) return say.t('card.togetherOwn', { count: chosenWith.clients, piece: anchor.name })
      const category = catalogue.categories.find(({ slug }) => slug === product.category)
      return category && !held.has(product.category) ? say.t('card.lacks', { category: category.name }) : null
    },
    personal,
    facts: cart.pieces.map((slug) => ({
      id: `cart:${slug}`,
      text: say.t('fact.inCart', { piece: catalogue.bySlug.get(slug)?.name ?? slug }),
      at: shopper.now,
    })),
  })
}

/** The piece that completes what was just added. */
export type Reminder = {
  title: string
  card: Card
  kind: string
  /** The colour it is shown in, and its slug. */
  colour: string
  colourSlug: string
  category: string
}

/**
 * "It is worn with this": the best complement of the piece just added that is neither owned nor in the cart.
 * Null when nothing goes with it: then the panel has no reminder, not an empty one.
 */
export function decideReminder(
  shopper: Shopper,
  projections: Projections,
  added: { piece: string; inCart: readonly string[] },
): Decision<Reminder> | null {
  const { say, catalogue } = shopper
  const anchor = catalogue.bySlug.get(added.piece)
  const best = rankComplements(rankingContext(shopper, projections), {
    anchors: [added.piece],
    owned: shopper.owned,
    inCart: added.inCart,
    place: 'mixed',
  }).find(({ product }) => product.inStock)
  if (!anchor || !best) return null
  const reason = best.chosenWith
    ? say.t('card.together', { count: best.chosenWith.clients, kind: kindOf(anchor, shopper) })
    : say.t('card.pair', { piece: anchor.name })
  return {
    slot: 'cart.reminder',
    arm: 'complement',
    value: {
      title: say.t('cart.reminder.title'),
      card: cardOf(best.product, best.colour, say, reason),
      kind: kindOf(best.product, shopper),
      colour: best.product.colourways.find((way) => way.slug === best.colour)?.name ?? '',
      colourSlug: best.colour,
      category: best.product.category,
    },
    rule: say.t('rule.reminder'),
    reasons: reasonsOf([best], shopper),
    facts: [{ id: `cart:${anchor.slug}`, text: say.t('fact.inCart', { piece: anchor.name }), at: shopper.now }],
    personal: best.rise !== 0,
  }
}
