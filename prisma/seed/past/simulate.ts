import type { PresetName } from '@/lib/loyalty/presets'
import type { Trial } from '../experiments/trial'
import type { ProgrammeVersion } from '../programmes'
import type { Past } from '../rows'
import { companionsOf } from './companions'
import { createDice } from './dice'
import { playHistory, type World } from './histories'
import type { Range } from './pieces'
import { popularityOf } from './popularity'
import { browseAsCustomer, browseAsStrangers } from './sessions'
import { rollShopper } from './shoppers'
import { balanceWishes, rollTaste } from './tastes'

/** How much past there is; tests tell shorter ones. */
export type Sizes = {
  /** Simulated customers. */
  shoppers: number
  /** Visits in the last ninety days, strangers' included. */
  visits: number
}
export const FULL: Sizes = { shoppers: 3_000, visits: 12_000 }

/** Invented tastes over which popularity and taste are balanced. */
const SAMPLE = 1_500

/** The world in which the past takes place, of one seed number. */
export function createWorld(input: {
  seedNow: Date
  seedNumber: number
  range: Range
  preset: PresetName
  programmes: readonly ProgrammeVersion[]
  ids: () => string
}): World {
  const dice = createDice(input.seedNumber, 'world')
  const popularity = popularityOf(input.range, dice.fork('seasons'))
  const tasters = dice.fork('sample')
  const sample = Array.from({ length: SAMPLE }, () => rollTaste(tasters))
  return {
    ...input,
    listed: Float64Array.from(input.range.pieces, ({ listedAt }) => listedAt.getTime()),
    popularity,
    wishes: balanceWishes(input.range, popularity.now, sample),
    companions: companionsOf(input.range, dice.fork('companions')),
  }
}

/** What of the past the facts of its purchases still need. */
export type Traces = {
  /** In which visit each web order of the last ninety days was placed. */
  placedIn: Map<string, { visitorId: string; visitId: string }>
  /** Customers whom the shop may not learn from. */
  unlearned: Set<string>
}

/**
 * The simulated customers, their dealings and everybody's browsing, written into `past`. The experiment takes each of them
 * in after their own dealings, and writes into a past of its own.
 */
export function simulate(
  world: World,
  past: Past,
  { seedNumber, sizes, trial }: { seedNumber: number; sizes: Sizes; trial: Pick<Trial, 'take'> },
): Traces {
  const dice = createDice(seedNumber, 'people')
  const placedIn: Traces['placedIn'] = new Map()
  const unlearned: Traces['unlearned'] = new Set()
  for (let number = 1; number <= sizes.shoppers; number++) {
    const own = dice.fork(`shopper ${number}`)
    const shopper = rollShopper(number, world.ids(), world.seedNow, own)
    const { id, email, name, country, createdAt } = shopper
    past.customer.push({ id, email, name, country, createdAt, passwordHash: null, role: 'customer', seeded: true })
    const liking = world.wishes.of(shopper.taste)
    const history = playHistory(world, past, shopper, liking, own.fork('history'))
    trial.take(shopper, history, liking)
    if (!shopper.allowsLearning) {
      unlearned.add(id)
      continue
    }
    const who = { taste: shopper.taste, country, liking, dice: own.fork('browsing') }
    for (const entry of browseAsCustomer(world, past, shopper, history.placed, who)) placedIn.set(...entry)
  }
  const visits = new Set(past.event.map((event) => event.visitId)).size
  browseAsStrangers(world, past, sizes.visits - visits, dice.fork('strangers'))
  return { placedIn, unlearned }
}
