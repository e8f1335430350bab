import { MS_PER_DAY } from '@/lib/core/days'
import type { Fact } from '@/lib/events/schema'
import { addFact, createProjections, type Projections } from '@/lib/ranking/projections'
import { appeal, click, drawShopper } from './shopper'
import { pick, weighted, type World } from './world'

/** What others did before our shoppers came: visits of strangers with tastes of their own kind. */
export type PastSize = { visits: number; days: number }

/** A fact with nothing in it but what is given. */
export const factOf = (id: string, values: Partial<Fact> & Pick<Fact, 'kind' | 'at'>): Fact => ({
  ...{ id, visitorId: null, customerId: null, visitId: null, product: null, colour: null, category: null },
  ...{ query: null, orderId: null, quantity: null, place: null, channel: 'web', movedClock: false },
  ...values,
})

const MS_PER_MINUTE = 60_000
const CATEGORY_LOOKS = [0.45, 0.3, 0.25]

/** Feeds the shop's own projections with visits of other people, in order of time. */
export function simulatePast(world: World, size: PastSize, now: Date, random: () => number): Projections {
  const projections = createProjections()
  for (let visit = 0; visit < size.visits; visit++) {
    const shopper = drawShopper(world, random)
    const start = now.getTime() - size.days * MS_PER_DAY * (1 - visit / size.visits)
    const rooms = CATEGORY_LOOKS.map(() => pick(world.pieces, random).category)
    const looks = 1 + Math.floor(-Math.log(1 - random()) * 3)
    const seen = []
    for (let i = 0; i < looks; i++) {
      const piece = click(world, shopper, weighted(rooms, CATEGORY_LOOKS, random), random)
      const at = new Date(start + i * MS_PER_MINUTE)
      seen.push(piece)
      addFact(
        projections,
        factOf(`past-${visit}-${i}`, {
          ...{ kind: 'view', at, product: piece.slug, category: piece.category, visitId: `visit-${visit}` },
          visitorId: `visitor-${visit}`,
        }),
      )
    }
    if (random() > 0.08) continue
    const bought = seen.toSorted((a, b) => appeal(world, shopper, b) - appeal(world, shopper, a)).slice(0, 2)
    for (const [i, piece] of bought.entries()) {
      addFact(
        projections,
        factOf(`order-${visit}-${i}`, {
          ...{ kind: 'purchase', at: new Date(start + 30 * MS_PER_MINUTE), product: piece.slug, quantity: 1 },
          ...{ orderId: `order-${visit}`, visitorId: `visitor-${visit}`, customerId: `customer-${visit}` },
        }),
      )
    }
  }
  return projections
}
