import { reweigh, type Dice } from './dice'
import { FAMILY_SHARES, familyOf, type ColourFamily, type Metal } from './palette'
import { CATEGORIES, pieceAt, type Category, type Piece, type Range } from './pieces'

/** What somebody likes, and can spend. */
export type Taste = {
  house: string
  secondHouse: string | null
  family: ColourFamily
  metal: Metal
  /** Interest by category; 1 is everybody's. */
  interests: Readonly<Record<Category, number>>
  /** 1 spends what is usual in each category; 2 twice that. */
  budget: number
}

const HOUSE_SHARES: Readonly<Record<string, number>> = {
  soirelle: 20,
  fiorenne: 18,
  ondreil: 17,
  corvane: 15,
  'aldous-merrin': 11,
  vessalune: 8,
  calvento: 6,
  montserrin: 5,
}

const FIRST_HOUSE = 5
const SECOND_HOUSE = 2.6
const OWN_COLOUR = 2.6
const OWN_METAL = 1.3
/** Width of the log-normal budget, and of the tolerance for prices beside it. */
const BUDGET_SPREAD = 0.4
const PRICE_TOLERANCE = 0.75

/** The tastes of one invented person: one or two houses, a colour, a metal, categories, a budget. */
export function rollTaste(dice: Dice): Taste {
  const houses = Object.keys(HOUSE_SHARES)
  const shares = Object.values(HOUSE_SHARES)
  const rollHouse = () => houses[dice.weighted(shares)] ?? 'soirelle'
  const house = rollHouse()
  const second = dice.chance(0.55) ? rollHouse() : house
  const families = Object.keys(FAMILY_SHARES) as ColourFamily[]
  const interests = {} as Record<Category, number>
  for (const category of CATEGORIES) interests[category] = Math.exp(0.5 * dice.normal())
  const favourite: Category = dice.pick(['dresses', 'dresses', 'dresses', 'jewellery', 'shoes', 'bags', 'tailoring'])
  interests[favourite] *= 2.5
  return {
    house,
    secondHouse: second === house ? null : second,
    family: families[dice.weighted(Object.values(FAMILY_SHARES))] ?? 'black',
    metal: dice.chance(0.6) ? 'gold' : 'silver',
    interests,
    budget: Math.exp(BUDGET_SPREAD * dice.normal()),
  }
}

/** How tastes turn into wishes: one weight per piece. */
export type Wishes = {
  /** A shopper's leaning to each piece, before what is in fashion: multiply by a day's popularity. */
  of: (taste: Taste) => Float64Array
}

/**
 * Makes the tastes of all and the popularity of pieces agree: with the returned weights a shopper prefers what is
 * hers, and over everybody each piece is still wished for as often as its popularity says. Otherwise the largest
 * houses and the middle prices would outrank what is in fashion. (Iterative proportional fitting over a sample.)
 */
export function balanceWishes(range: Range, popularity: Float64Array, sample: readonly Taste[]): Wishes {
  const usual = usualPrices(range)
  const ones = new Float64Array(range.pieces.length).fill(1)
  const leaning = (taste: Taste) => reweigh(ones, (i) => leaningTo(pieceAt(range, i), taste, usual))
  const sampled = sample.map(leaning)
  const correction = new Float64Array(range.pieces.length).fill(1)
  for (let round = 0; round < 6; round++) {
    const wished = new Float64Array(range.pieces.length)
    for (const weights of sampled) {
      let sum = 0
      for (let i = 0; i < weights.length; i++) sum += at(weights, i) * at(correction, i) * at(popularity, i)
      for (let i = 0; i < weights.length; i++) {
        wished[i] = at(wished, i) + (at(weights, i) * at(correction, i) * at(popularity, i)) / sum / sampled.length
      }
    }
    for (let i = 0; i < correction.length; i++) {
      correction[i] = (at(correction, i) * at(popularity, i)) / Math.max(at(wished, i), 1e-9)
    }
  }
  return { of: (taste) => reweigh(leaning(taste), (i) => at(correction, i)) }
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0

/** The median price of each category. */
function usualPrices(range: Range): Readonly<Record<string, number>> {
  return Object.fromEntries(
    CATEGORIES.map((category) => {
      const prices = range.pieces.filter((piece) => piece.category === category).map((piece) => piece.price)
      prices.sort((a, b) => a - b)
      return [category, prices[Math.floor(prices.length / 2)] ?? 1]
    }),
  )
}

function leaningTo(piece: Piece, taste: Taste, usual: Readonly<Record<string, number>>): number {
  let weight = taste.interests[piece.category]
  if (piece.house === taste.house) weight *= FIRST_HOUSE
  else if (piece.house === taste.secondHouse) weight *= SECOND_HOUSE
  if (piece.category === 'jewellery') {
    if (piece.colours.some((colour) => colour.slug === taste.metal)) weight *= OWN_METAL
  } else if (piece.colours.some((colour) => familyOf(colour.slug) === taste.family)) {
    weight *= OWN_COLOUR
  }
  const distance = Math.log(piece.price / ((usual[piece.category] ?? piece.price) * taste.budget)) / PRICE_TOLERANCE
  return weight * Math.exp(-0.5 * distance * distance)
}
