import type { Companions, CompanionCategory } from './companions'
import type { Dice } from './dice'
import { chooseColour } from './palette'
import { pieceAt, type Category, type Colour, type Piece, type Range } from './pieces'
import type { Taste } from './tastes'

/** One line of an order to be: a colourway in a size. */
export type Item = { piece: Piece; colour: Colour; sku: string; size: string; quantity: number }

/** Chances that a dress is bought with something of a category. */
const WITH_DRESS: readonly (readonly [CompanionCategory, number])[] = [
  ['jewellery', 0.5],
  ['jewellery', 0.16],
  ['shoes', 0.48],
  ['bags', 0.16],
  ['outerwear', 0.04],
  ['scarves', 0.04],
]

/** Chances that another piece is bought with something of a category. */
const WITH_OTHERS: Readonly<Record<Category, readonly (readonly [Category, number])[]>> = {
  dresses: [],
  jewellery: [['jewellery', 0.28]],
  shoes: [
    ['bags', 0.14],
    ['jewellery', 0.12],
  ],
  bags: [
    ['scarves', 0.18],
    ['shoes', 0.12],
  ],
  tailoring: [
    ['tailoring', 0.3],
    ['shoes', 0.06],
  ],
  scarves: [
    ['scarves', 0.12],
    ['bags', 0.15],
  ],
  outerwear: [['jewellery', 0.18]],
}

export type BasketMaker = {
  range: Range
  companions: Companions
  /** A shopper's wishes on the day, one weight per piece. */
  wishes: Float64Array
  taste: Taste
  size: number
  /** Indices of pieces that are already in the wardrobe: nobody buys the same dress twice. */
  owned: ReadonlySet<number>
  dice: Dice
}

/**
 * What somebody puts together on one day: a piece by her taste, then what goes with it. No piece twice; empty when she
 * has all that she could want.
 */
export function composeBasket(maker: BasketMaker): Item[] {
  const { range, companions, wishes, owned, dice } = maker
  const taken = new Set(owned)
  const first = dice.choose(wishes, (i) => (taken.has(i) ? 0 : 1))
  if (first < 0) return []
  const lead = pieceAt(range, first)
  taken.add(first)
  const colour = chooseColour(lead, maker.taste, dice)
  const items = [itemOf(lead, colour, maker)]
  const add = (weights: Float64Array, factor: (index: number) => number) => {
    const index = dice.choose(weights, (i) => (taken.has(i) ? 0 : factor(i)))
    if (index < 0) return
    taken.add(index)
    const piece = pieceAt(range, index)
    items.push(itemOf(piece, chooseColour(piece, { ...maker.taste, beside: colour.slug }, dice), maker))
  }
  if (lead.category === 'dresses') {
    for (const [category, chance] of WITH_DRESS) {
      // Taste bends what goes with a dress, gently: a companion is chosen for the dress first.
      if (dice.chance(chance)) add(companions.with(lead, category), (i) => bend(wishes[i] ?? 0))
    }
    if (dice.chance(0.03)) add(wishes, (i) => Number(pieceAt(range, i).category === 'dresses'))
  } else {
    for (const [category, chance] of WITH_OTHERS[lead.category]) {
      if (dice.chance(chance)) add(wishes, (i) => sides(lead, pieceAt(range, i), category))
    }
  }
  return items
}

const bend = (wish: number) => Math.pow(wish, 0.15)

/** How well a piece of `category` stands beside another that is no dress. */
function sides(lead: Piece, piece: Piece, category: Category): number {
  if (piece.category !== category) return 0
  const shared = piece.styleTags.filter((tag) => lead.styleTags.includes(tag)).length
  // A dinner jacket asks for a bow tie, not for a second jacket.
  const tie = category === 'tailoring' && piece.small ? 20 : 1
  const pair = lead.attributes.stone?.startsWith('pavé') && piece.attributes.stone?.startsWith('pavé') ? 4 : 1
  return Math.pow(2.2, shared) * (piece.house === lead.house ? 1.8 : 1) * tie * pair
}

function itemOf(piece: Piece, colour: Colour, { size, dice }: BasketMaker): Item {
  const variant = colour.sizes[Math.min(colour.sizes.length - 1, Math.floor(size * colour.sizes.length))]
  if (!variant) throw new Error(`${piece.slug} in ${colour.slug} comes in no size`)
  const several = piece.small && dice.chance(0.08)
  return { piece, colour, ...variant, quantity: several ? 2 : 1 }
}
