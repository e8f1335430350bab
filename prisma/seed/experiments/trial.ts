import { MS_PER_DAY } from '@/lib/core/days'
import { armOf } from '@/lib/experiments/assign'
import type { Experiment, PutIn } from '@/lib/experiments/schema'
import { subjectOf } from '@/lib/experiments/subject'
import { MESSAGE_KINDS } from '@/lib/shopper/letters'
import { marketOf } from '@/lib/shopper/market'
import { composeBasket } from '../past/baskets'
import { rollHour } from '../past/calendar'
import { createDice, createIdsOf, type Dice } from '../past/dice'
import { wishesOn, type History, type World } from '../past/histories'
import { rollReturn } from '../past/returns'
import type { Shopper } from '../past/shoppers'
import { emptyPast, type Past } from '../rows'
import { TREATED, trialOf } from './definitions'

/** Days until somebody who has bought looks in at home again, on average. */
const LOOKS_IN_AFTER = 30
/** Of those whom the block can bring back, how many it does. The truth that the analysis has to find. */
export const BROUGHT_BACK = 0.15
/** Days from first seeing the block in which who is brought back buys: before the ninety days in which visits are told. */
const BUYS_WITHIN = [2, 33] as const
/** Share of people who say no to messages within the window, the same in both arms: here the truth is no effect. */
const LEAVING = 0.05
const LEAVES_WITHIN = [1, 88] as const
/** Share of people in opt-in markets who took messages when they registered. */
const TAKING = 0.45

/** The simulated experiment while the past is told. */
export type Trial = {
  /** What it adds: exposures, yes and no to messages, and the purchases that the treated would not have made otherwise. */
  past: Past
  ids: () => string
  /** Takes a shopper in whose own dealings are told to the end. */
  take: (shopper: Shopper, history: History, liking: Float64Array) => void
  /** The effect that it had by now. */
  putIn: () => PutIn
}

/**
 * Everything here has chance, ids and a past of its own: without it the rest of the past is the same, row for row. A
 * purchase that the block brings about comes after the last of somebody's own dealings, so it changes none of them; the
 * block brings back who would have been gone. Who would be, when they look in and what they would buy is drawn for
 * everybody alike, before the arm is asked; only whether it happens depends on the arm.
 */
export function createTrial(world: World, seedNumber: number): Trial {
  const experiment = trialOf(world.seedNow, world.preset)
  const past = emptyPast()
  const ids = createIdsOf(seedNumber, experiment.key)
  const dice = createDice(seedNumber, experiment.key)
  return {
    past,
    ids,
    take: (shopper, history, liking) => {
      const own = dice.fork(`shopper ${shopper.number}`)
      const takes = sayToMessages(past, ids, shopper, own.fork('messages'))
      const at = shopper.allowsLearning ? firstExposure(experiment, shopper, history, own.fork('home')) : null
      if (!at) return
      const arm = armOf(experiment, subjectOf({ visitorId: null, customerId: shopper.id, firstVisitorId: null }))
      if (arm === null) return
      const treated = arm === TREATED
      const exposure = { experiment: experiment.key, who: shopper.id, customerId: shopper.id, arm, at }
      past.experiment_exposure.push({ ...exposure, counterfactual: !treated })
      if (takes) leave(past, ids, { shopper, at }, own.fork('leaving'))
      const purchase = own.fork('purchase')
      const comes = purchase.chance(BROUGHT_BACK)
      const day = new Date(at.getTime() + purchase.between(...BUYS_WITHIN) * MS_PER_DAY)
      const then = rollHour(day, { country: shopper.country, channel: 'web' }, purchase)
      if (treated && comes && then > at && history.last && then > history.last) {
        history.ledger.goOnIn(past, ids)
        buyOnceMore(world, shopper, history, { liking, at: then, dice: purchase })
      }
    },
    putIn: () => ({
      arm: TREATED,
      of: past.experiment_exposure.filter(({ arm }) => arm === TREATED).length,
      boughtOnceMore: past.order.length,
    }),
  }
}

/** When somebody who has bought first looks in at home while the experiment runs; null when they do not. */
function firstExposure({ from, until }: Experiment, shopper: Shopper, history: History, dice: Dice): Date | null {
  const first = history.placed[0]
  const days = dice.exponential(LOOKS_IN_AFTER)
  if (!first) return null
  const since = Math.max(from.getTime(), first.at.getTime())
  const at = rollHour(new Date(since + days * MS_PER_DAY), { country: shopper.country, channel: 'web' }, dice)
  // On the very day on which it all began the hour may lie before.
  const moment = at.getTime() <= since ? new Date(at.getTime() + MS_PER_DAY) : at
  return moment < until ? moment : null
}

function buyOnceMore(
  world: World,
  shopper: Shopper,
  { ledger, owned, address }: History,
  { liking, at, dice }: { liking: Float64Array; at: Date; dice: Dice },
): void {
  const { range, companions } = world
  const wishes = wishesOn(world, liking, at)
  const items = composeBasket({ range, companions, wishes, owned, dice, taste: shopper.taste, size: shopper.size })
  if (items.length === 0) return
  const order = ledger.order({ at, channel: 'web', country: shopper.country, address, items })
  const request = rollReturn({ ...order, at }, world.seedNow, dice)
  if (request) ledger.giveBack(request)
}

/** Whether they take messages: where a yes must come first, some gave it with their account. */
function sayToMessages(past: Past, ids: () => string, { id, country, createdAt }: Shopper, dice: Dice): boolean {
  if (marketOf(country).consent === 'opt-out') return true
  if (!dice.chance(TAKING)) return false
  for (const kind of MESSAGE_KINDS) {
    past.message_choice.push({ id: ids(), customerId: id, kind, choice: 'on', source: 'seed', at: createdAt })
  }
  return true
}

/** Some of those who take messages say no to one kind of them, or to all. */
function leave(past: Past, ids: () => string, { shopper, at }: { shopper: Shopper; at: Date }, dice: Dice): void {
  if (!dice.chance(LEAVING)) return
  const moment = new Date(Math.floor(at.getTime() + dice.between(...LEAVES_WITHIN) * MS_PER_DAY))
  const one = dice.chance(0.5) ? MESSAGE_KINDS[dice.below(MESSAGE_KINDS.length)] : null
  for (const kind of MESSAGE_KINDS) {
    if (one && kind !== one) continue
    past.message_choice.push({ id: ids(), customerId: shopper.id, kind, choice: 'off', source: 'seed', at: moment })
  }
}
