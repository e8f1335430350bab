import type { PutIn } from '@/lib/experiments/schema'
import type { PresetName } from '@/lib/loyalty/presets'
import { createTrial } from './experiments/trial'
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
 * nothing in it is later than `seedNow`. `putIn`: the effect of the simulated experiment.
 */
export function tellStory({ seedNumber, passwordHash, sizes = FULL, ...input }: StoryInput): {
  past: Past
  putIn: PutIn
} {
  const programmes = programmesOf(input.preset, input.seedNow)
  const world = createWorld({ ...input, programmes, seedNumber, ids: createIds(seedNumber) })
  const past = emptyPast()
  const trial = createTrial(world, seedNumber)
  const { placedIn, unlearned } = simulate(world, past, { seedNumber, sizes, trial })
  playPersonas({ world, past, placedIn, passwordHash }, seedNumber)
  writeTradeFacts(world, past, placedIn, unlearned)
  writeReviews(world, past, createDice(seedNumber, 'reviews'))
  writeSayings(world, past)
  const taken = new Set<string>()
  nameOrders(past, createDice(seedNumber, 'numbers'), taken)
  // What the experiment added comes last, so that nothing before it is any other for it.
  writeTradeFacts({ range: world.range, ids: trial.ids }, trial.past, new Map(), unlearned)
  nameOrders(trial.past, createDice(seedNumber, 'numbers of the experiment'), taken)
  const whole = bothOf(past, trial.past)
  putInOrder(whole)
  return { past: whole, putIn: trial.putIn() }
}

const bothOf = (past: Past, added: Past): Past => ({
  customer: [...past.customer, ...added.customer],
  visitor_link: [...past.visitor_link, ...added.visitor_link],
  consent_choice: [...past.consent_choice, ...added.consent_choice],
  order: [...past.order, ...added.order],
  order_line: [...past.order_line, ...added.order_line],
  return: [...past.return, ...added.return],
  return_line: [...past.return_line, ...added.return_line],
  membership_fact: [...past.membership_fact, ...added.membership_fact],
  offer_use: [...past.offer_use, ...added.offer_use],
  event: [...past.event, ...added.event],
  review: [...past.review, ...added.review],
  experiment_exposure: [...past.experiment_exposure, ...added.experiment_exposure],
  message_choice: [...past.message_choice, ...added.message_choice],
})

/** Numbers that tell nothing, each once, in the order in which the orders were placed. */
function nameOrders(past: Past, dice: Dice, taken: Set<string>): void {
  past.order.sort(byTime(({ placedAt }) => placedAt))
  for (const order of past.order) {
    while (order.number === '' || taken.has(order.number)) order.number = `S-${100_000 + dice.below(900_000)}`
    taken.add(order.number)
  }
}

const byTime =
  <Row>(of: (row: Row) => Date) =>
  (a: Row, b: Row): number =>
    of(a).getTime() - of(b).getTime()

/** Facts in the order of time, as the shop would have written them. */
function putInOrder(past: Past): void {
  for (const event of past.event) {
    event.house ??= null
    event.value ??= null
  }
  past.event.sort(byTime(({ at }) => at))
  past.consent_choice.sort(byTime(({ at }) => at))
  past.order.sort(byTime(({ placedAt }) => placedAt))
  past.experiment_exposure.sort(byTime(({ at }) => at))
  past.message_choice.sort(byTime(({ at }) => at))
}
