import type { PresetName } from '@/lib/loyalty/presets'
import { createDice, createIds, type Dice } from './past/dice'
import type { Range } from './past/pieces'
import { createWorld, FULL, simulate, type Sizes } from './past/simulate'
import { writeTradeFacts } from './past/visits'
import { playPersonas } from './personas'
import { programmesOf } from './programmes'
import { writeReviews } from './reviews/reviews'
import { writeSayings } from './reviews/sayings'
import { emptyPast, type Past } from './rows'

export type StoryInput = {
  seedNow: Date
  seedNumber: number
  range: Range
  /** Whose shop it is. */
  preset: PresetName
  /** Of every demo account. */
  passwordHash: string
  sizes?: Sizes
}

/**
 * The whole past, in memory: simulated customers, strangers and personas. Pure: the same input gives the same rows, and
 * nothing in it is later than `seedNow`.
 */
export function tellStory({ seedNumber, passwordHash, sizes = FULL, ...input }: StoryInput): Past {
  const programmes = programmesOf(input.preset, input.seedNow)
  const world = createWorld({ ...input, programmes, seedNumber, ids: createIds(seedNumber) })
  const past = emptyPast()
  const { placedIn, unlearned } = simulate(world, past, seedNumber, sizes)
  playPersonas({ world, past, placedIn, passwordHash }, seedNumber)
  writeTradeFacts(world, past, placedIn, unlearned)
  writeReviews(world, past, createDice(seedNumber, 'reviews'))
  writeSayings(world, past)
  putInOrder(past, createDice(seedNumber, 'numbers'))
  return past
}

/** Facts in the order of time, as the shop would have written them; orders with numbers that tell nothing. */
function putInOrder(past: Past, dice: Dice): void {
  for (const event of past.event) {
    event.house ??= null
    event.value ??= null
  }
  past.event.sort((a, b) => a.at.getTime() - b.at.getTime())
  past.consent_choice.sort((a, b) => a.at.getTime() - b.at.getTime())
  past.order.sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
  const taken = new Set<string>()
  for (const order of past.order) {
    while (order.number === '' || taken.has(order.number)) order.number = `S-${100_000 + dice.below(900_000)}`
    taken.add(order.number)
  }
}
