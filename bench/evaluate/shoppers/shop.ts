import { seededRandom } from '@/lib/core/random'
import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import type { Projections } from '@/lib/ranking/projections'
import { factOf, simulatePast, type PastSize } from './past'
import { click, type Hidden } from './shopper'
import { makeWorld, pick, type World } from './world'

/** One seed's shop: the range as its people see it, and what others taught the projections before ours came. */
export type Shop = { world: World; projections: Projections; catalogue: ReadonlyMap<string, Product>; now: Date }

/** How likely a click lies in the category whose order is judged. */
const IN_ROOM = 0.7
const SECONDS_APART = 40

export function openShop(
  pieces: readonly Product[],
  how: { past: PastSize; taste: number; now: Date },
  seed: number,
): Shop {
  const world = makeWorld(pieces, how.taste, seed)
  const projections = simulatePast(world, how.past, how.now, seededRandom(seed * 7 + 1))
  return { world, projections, now: how.now, catalogue: new Map(pieces.map((piece) => [piece.slug, piece])) }
}

/** A category to look around in: the more it holds, the likelier. */
export const roomOf = ({ pieces }: World, random: () => number): string => pick(pieces, random).category

/** The views that her clicks leave behind, one running visit, the newest just before now. */
export function visitOf(shop: Shop, shopper: Hidden, room: string, count: number, random: () => number): Fact[] {
  return Array.from({ length: count }, (_, i) => {
    const piece = click(shop.world, shopper, random() < IN_ROOM ? room : roomOf(shop.world, random), random)
    const at = new Date(shop.now.getTime() - (count - i) * SECONDS_APART * 1_000)
    const about = { product: piece.slug, colour: piece.colourways[0]?.slug ?? null, category: piece.category }
    return factOf(`view-${i}`, { kind: 'view', at, ...about, visitorId: 'shopper', visitId: 'now' })
  })
}
