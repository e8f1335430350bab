import type { Product } from '@/lib/catalog/schema'
import { normal, pick, weighted, type World } from './world'

/** A simulated shopper: what she would never tell. */
export type Hidden = {
  /** Lists of wishes, the most important first, as words that describe a piece; the list that fits best counts. */
  wishes: readonly (readonly string[])[]
  /** Log of what she spends beside what is usual in a category. */
  purse: number
  /** A word that spoils a piece for her; empty: none. */
  aversion: string
}

const WISHES = 4
/** How much of a category she glimpses before she opens a piece. */
const GLIMPSED = 24
/** The lower, the surer she opens the best of what she sees. */
const WHIM = 0.5
const SPOILT = 0.15

/** Draws a shopper: one or two sets of wishes, each about a piece that really exists, a purse, sometimes an aversion. */
export function drawShopper(world: World, random: () => number): Hidden {
  const all = [...world.aspects]
  const wishesOf = (piece: Product): string[] => {
    const own = [...(world.words.get(piece.slug) ?? [])].filter((word) => world.aspects.has(word))
    const drawn = own.map((word) => ({ word, key: random() })).sort((a, b) => a.key - b.key)
    return drawn.slice(0, WISHES).map(({ word }) => word)
  }
  const ideals =
    random() < 0.4 ? [pick(world.pieces, random), pick(world.pieces, random)] : [pick(world.pieces, random)]
  return {
    wishes: ideals.map(wishesOf),
    purse: 0.7 * normal(random),
    aversion: random() < 0.3 ? pick(all, random) : '',
  }
}

const usualPrices = new WeakMap<World, Map<string, number>>()

/** The logarithm of what a piece of a category usually costs: the geometric mean. */
function usualPrice(world: World, category: string): number {
  let prices = usualPrices.get(world)
  if (!prices) usualPrices.set(world, (prices = new Map()))
  let price = prices.get(category)
  if (price === undefined) {
    const logs = world.pieces.flatMap((piece) => (piece.category === category ? [Math.log(piece.price)] : []))
    prices.set(category, (price = logs.reduce((sum, log) => sum + log, 0) / logs.length))
  }
  return price
}

/**
 * How much she would like a piece, positive, without a unit. She goes through her wishes in their order until the piece
 * fails one (elimination by aspects, Tversky, 1972): what comes after a failed wish counts for nothing, however well it
 * fits. What all see in it multiplies that, dear beyond her purse cuts it off, her aversion spoils it.
 */
export function appeal(world: World, shopper: Hidden, piece: Product): number {
  const words = world.words.get(piece.slug)
  if (!words) return 0
  const passed = shopper.wishes.map((list) => {
    const failed = list.findIndex((word) => !words.has(word))
    return failed < 0 ? list.length : failed
  })
  const liking = world.taste ** Math.max(0, ...passed)
  const over = Math.log(piece.price) - usualPrice(world, piece.category) - shopper.purse
  const affordable = 1 / (1 + Math.exp(4 * (over - 0.6)))
  const spoilt = shopper.aversion !== '' && words.has(shopper.aversion) ? SPOILT : 1
  return liking * affordable * spoilt * Math.exp(world.charm.get(piece.slug) ?? 0)
}

/** How appeal turns into choosing: not quite surely the best. */
export const chance = (appealing: number): number => appealing ** (1 / WHIM)

/** One piece of a category that she opens: she glimpses some at random and picks one by its chance. */
export function click(world: World, shopper: Hidden, category: string, random: () => number): Product {
  const room = world.pieces.filter((piece) => piece.category === category)
  const seen = Array.from({ length: Math.min(GLIMPSED, room.length) }, () => pick(room, random))
  return weighted(
    seen,
    seen.map((piece) => chance(appeal(world, shopper, piece))),
    random,
  )
}
