import type { PricedLineInput } from '@/lib/cart/schema'
import type { Minor } from '@/lib/core/money'
import { pointsWish, usefulPoints } from '@/lib/loyalty/points-use'
import { rankForGap } from '@/lib/ranking/gap'
import type { Projections } from '@/lib/ranking/projections'
import { rankComplements } from '@/lib/ranking/shelves'
import { cardOf, type Card } from './cards'
import type { Decision, UsedFact } from './decision'
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

/** "Your 4,190 points would pay for $83.80 of this order." */
export type PointsReminder = { text: string; link: { href: string; label: string } }

/** How many purchases are named as what the points came from. */
const EARNED_SHOWN = 6

/**
 * The quiet reminder where points would pay for something in the cart. Null for who is no member, has none to spend, or
 * where they pay for nothing. Points are earned, so it reads the same with personalisation on and off, and nothing about
 * it is personal.
 * @param cart what of it can be bought now.
 */
export function decidePointsReminder(
  shopper: Shopper,
  cart: { lines: readonly PricedLineInput[]; currency: string },
): Decision<PointsReminder> | null {
  const { say, standing, entitlements } = shopper
  const { t, money, number } = say
  const wish = pointsWish(shopper)
  const useful = usefulPoints(shopper, { ...cart, entitlements })
  if (!standing || !wish || !useful) return null
  const values = { count: useful.points, amount: money(useful.amount) }
  return {
    slot: 'cart.points',
    arm: 'points',
    value: {
      text:
        useful.points === wish.wanted
          ? t('cart.points.all', values)
          : t('cart.points.some', { ...values, all: number(wish.wanted) }),
      link: { href: '/checkout?points=yes', label: t('cart.points.link') },
    },
    rule: t('rule.points'),
    reasons: [{ text: t('reason.points', { count: wish.wanted, worth: money(wish.worth) }), weight: 1 }],
    facts: earningFacts(shopper),
    personal: shopper.personalised,
  }
}

/** The purchases that points come from, newest first. */
function earningFacts({ transactions, say, now }: Shopper): UsedFact[] {
  return transactions
    .flatMap((fact) => (fact.kind === 'purchase' && fact.at <= now ? [fact] : []))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.orderId < b.orderId ? -1 : 1))
    .slice(0, EARNED_SHOWN)
    .map(({ orderId, at, amount }) => ({
      id: `order:${orderId}`,
      text: say.t('fact.earned', { amount: say.money(amount) }),
      at,
    }))
}
