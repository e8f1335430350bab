import { armOf } from '@/lib/experiments/assign'
import { anExperiment } from '@/lib/experiments/experiment.fixture'
import type { Experiment, Experiments } from '@/lib/experiments/schema'
import { NOW } from '@/lib/ranking/shop.fixture'
import type { Given } from './shopper.fixture'

// Experiments that run now, and browsers that are in one of their arms.

/** An experiment with even arms "generic" and "personal" on a slot, running now. */
export const runningOn = (slot: string, over: Partial<Experiment> = {}): Experiment => {
  const span = { from: new Date(NOW.getTime() - 86_400_000), until: new Date(NOW.getTime() + 86_400_000) }
  return anExperiment({ slot, key: slot.replaceAll(/[^a-z]+/g, '-'), ...span, ...over })
}

/** Everything that runs, with nobody held out unless said. */
export const running = (...list: readonly Experiment[]): Experiments => ({ list, holdout: 0 })

/** A visitor whom an experiment assigns to an arm, and who opened the account in that browser if there is one. */
export function visitorIn(experiment: Experiment, arm: string): Pick<Given, 'visitorId' | 'firstVisitorId'> {
  for (let i = 0; ; i++) {
    const visitorId = `visitor-${i}`
    if (armOf(experiment, visitorId) === arm) return { visitorId, firstVisitorId: visitorId }
  }
}

/** Everybody is held out. */
export const HELD: Given = { experiments: { list: [], holdout: 0.999_999 } }
