import type { Product } from '@/lib/catalog/schema'
import { seededRandom } from '@/lib/core/random'
import type { Fact } from '@/lib/events/schema'
import { appeal, chance, drawShopper } from './shopper'
import type { World } from './world'

const IMAGINED = 1_500

type Imagined = {
  appeals: ReadonlyMap<string, number>
  sums: ReadonlyMap<string, number>
  chances: ReadonlyMap<string, number>
}
const kept = new WeakMap<World, readonly Imagined[]>()

/** People as they could be, drawn as our shoppers are. */
function imagine(world: World): readonly Imagined[] {
  const known = kept.get(world)
  if (known) return known
  const random = seededRandom(4_711)
  const people = Array.from({ length: IMAGINED }, (): Imagined => {
    const shopper = drawShopper(world, random)
    const appeals = new Map(world.pieces.map((piece) => [piece.slug, appeal(world, shopper, piece)]))
    const sums = new Map<string, number>()
    const chances = new Map<string, number>()
    for (const { slug, category } of world.pieces) {
      const own = chance(appeals.get(slug) ?? 0)
      chances.set(slug, own)
      sums.set(category, (sums.get(category) ?? 0) + own)
    }
    return { appeals, sums, chances }
  })
  kept.set(world, people)
  return people
}

/**
 * The order of one who knows how shoppers are made, though not this one: the mean appeal over many imagined people, each
 * counted by how likely they would have clicked as she did (importance sampling). No ranker can do much better, so the
 * distance from popularity to this is all that there is to win.
 */
export function bestPossible(world: World, facts: readonly Fact[], pieces: readonly Product[]): string[] {
  const expected = new Map<string, number>()
  for (const { appeals, sums, chances } of imagine(world)) {
    let likelihood = 1
    for (const { product, category } of facts)
      likelihood *= (chances.get(product ?? '') ?? 0) / (sums.get(category ?? '') ?? 1)
    for (const { slug, category } of pieces) {
      const share = (appeals.get(slug) ?? 0) / (sums.get(category) ?? 1)
      expected.set(slug, (expected.get(slug) ?? 0) + likelihood * share)
    }
  }
  return pieces.map(({ slug }) => slug).sort((a, b) => (expected.get(b) ?? 0) - (expected.get(a) ?? 0))
}
