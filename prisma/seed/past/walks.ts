import type { Companions } from './companions'
import type { Dice } from './dice'
import { chooseColour, familyOf } from './palette'
import { pieceAt, type Colour, type Piece, type Range } from './pieces'
import type { Taste } from './tastes'
import { arrivalFrom, categoryView, pieceStep, type PlannedVisit, type Step } from './visits'

/** Who walks through the shop, and what draws them there on the day. */
export type Walker = {
  range: Range
  companions: Companions
  taste: Taste
  /** One weight per piece. */
  wishes: Float64Array
  dice: Dice
}

const SOURCES: readonly (readonly [source: string | null, share: number])[] = [
  [null, 44],
  ['google', 24],
  ['instagram', 12],
  ['facebook', 10],
  ['newsletter', 6],
  ['pinterest', 4],
]
const ADDS = 0.06
const REMOVES = 0.17
const SEARCHES = 0.065

/**
 * A visit that leads nowhere in particular: it arrives, looks at a few pieces that resemble each other, now and then
 * searches, and puts something into the cart.
 */
export function strollOf(walker: Walker): PlannedVisit {
  const walk = createWalk(walker)
  const views = 1 + Math.min(24, Math.floor(walker.dice.exponential(2.95)))
  for (let i = 0; i < views; i++) walk.wander()
  return walk.visit()
}

/** The visit that ends in an order: it looks at each piece bought, and a few others, and adds what is bought. */
export function errandOf(walker: Walker, bought: readonly { piece: Piece; colour: Colour; quantity: number }[]) {
  const walk = createWalk(walker)
  for (let i = walker.dice.poisson(1.5); i > 0; i--) walk.wander(false)
  for (const { piece, colour, quantity } of bought) {
    walk.look(piece, colour)
    walk.add(piece, colour, quantity)
    if (walker.dice.chance(0.25)) walk.wander(false)
  }
  return walk.visit()
}

function createWalk({ range, companions, taste, wishes, dice }: Walker) {
  const steps: { after: number; step: Step }[] = []
  const seen = new Set<Piece>()
  let last: Piece | null = null
  const pause = (mean: number) => 0.1 + dice.exponential(mean)
  const note = (after: number, step: Step) => steps.push({ after, step })

  const source = SOURCES[dice.weighted(SOURCES.map(([, share]) => share))]?.[0] ?? null
  if (source) note(0, arrivalFrom(source))

  /** Reaches the piece as people do: by a search, by its category, or from the page before. */
  const approach = (piece: Piece, colour: Colour) => {
    if (dice.chance(SEARCHES)) note(pause(0.6), { kind: 'search', query: queryFor(piece, colour, dice) })
    else if (last?.category !== piece.category && dice.chance(0.55)) note(pause(0.5), categoryView(piece.category))
  }
  const look = (piece: Piece, colour: Colour) => {
    if (seen.has(piece)) return
    approach(piece, colour)
    note(pause(0.9), pieceStep('view', { piece, colour }))
    seen.add(piece)
    last = piece
  }
  const add = (piece: Piece, colour: Colour, quantity: number) =>
    note(pause(0.5), pieceStep('cart-add', { piece, colour, quantity }))

  const choose = (weights: Float64Array, factor: (index: number) => number): Piece | null => {
    const index = dice.choose(weights, (i) => (seen.has(pieceAt(range, i)) ? 0 : factor(i)))
    return index < 0 ? null : pieceAt(range, index)
  }
  const maybeAdd = (piece: Piece, colour: Colour) => {
    if (!dice.chance(ADDS)) return
    add(piece, colour, 1)
    if (dice.chance(REMOVES)) {
      note(pause(1.5), pieceStep('cart-remove', { piece, colour, quantity: 1 }))
      return
    }
    // Having a dress in the cart, one looks for what goes with it.
    const category = dice.chance(0.6) ? 'jewellery' : 'shoes'
    if (piece.category !== 'dresses' || !dice.chance(0.6)) return
    const companion = choose(companions.with(piece, category), (i) => (wishes[i] ? 1 : 0))
    if (!companion) return
    const beside = chooseColour(companion, { ...taste, beside: colour.slug }, dice)
    look(companion, beside)
    if (dice.chance(0.35)) add(companion, beside, 1)
  }

  return {
    look,
    add,
    /** Looks at one more piece that draws this shopper, mostly one like the last. */
    wander: (mayAdd = true) => {
      const before: Piece | null = last
      const near = before !== null && dice.chance(0.6)
      const piece = choose(wishes, (i) => (near ? resemblance(before, pieceAt(range, i)) : 1))
      if (!piece) return
      const colour = chooseColour(piece, taste, dice)
      look(piece, colour)
      if (mayAdd) maybeAdd(piece, colour)
    },
    visit: (): PlannedVisit => ({ steps }),
  }
}

const known = new WeakMap<Piece, WeakMap<Piece, number>>()

/** How easily one comes from a piece to another. */
function resemblance(from: Piece, to: Piece): number {
  let row = known.get(from)
  if (!row) known.set(from, (row = new WeakMap()))
  let weight = row.get(to)
  if (weight === undefined) row.set(to, (weight = compare(from, to)))
  return weight
}

function compare(from: Piece, to: Piece): number {
  let weight = from.category === to.category ? 3.2 : 1
  if (from.house === to.house) weight *= 1.7
  for (const key of ['neckline', 'silhouette', 'heel', 'fabric']) {
    if (from.attributes[key] !== undefined && from.attributes[key] === to.attributes[key]) weight *= 1.35
  }
  return weight
}

function queryFor(piece: Piece, colour: Colour, dice: Dice): string {
  const one = piece.category === 'dresses' ? 'dress' : piece.category
  const { neckline, fabric, stone } = piece.attributes
  return dice
    .pick([
      `${familyOf(colour.slug)} ${one}`,
      piece.name.toLowerCase(),
      piece.houseName.toLowerCase(),
      neckline ? `${neckline} ${one}` : piece.subcategory,
      fabric ?? stone ?? one,
    ])
    .slice(0, 80)
}
