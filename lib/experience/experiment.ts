import { GENERIC } from '@/lib/experiments/placed'
import type { Shopper } from './schema'

/** That something personal stood under an experiment's arm, or would have stood there. */
export type Trial = {
  /** The experiment's key. */
  experiment: string
  arm: string
  /** The arm kept it back: this is the counterfactual. */
  withheld: boolean
  /** Whether it is logged. */
  counted: boolean
}

/** What the experiments on a slot make of something personal that would stand there. */
export type Arms = { withheld: boolean; trials: readonly Trial[] }

export const NO_ARMS: Arms = { withheld: false, trials: [] }

/**
 * The arms of a slot for this shopper; to be asked once it is known that something personal would stand there, so that
 * every arm meets the same trigger. An arm "generic" of any experiment keeps it back. Nobody is in an arm who is shown
 * nothing personal anyway: what their own choice leaves is the same for all.
 */
export function armsAt({ placements, personalised }: Pick<Shopper, 'placements' | 'personalised'>, slot: string): Arms {
  const placed = personalised ? (placements.bySlot.get(slot) ?? []) : []
  if (placed.length === 0) return NO_ARMS
  const withheld = placed.some(({ placement }) => placement.arm === GENERIC)
  return {
    withheld,
    trials: placed.map(({ experiment, placement: { arm, counted } }) => ({
      ...{ experiment: experiment.key, arm, withheld, counted },
    })),
  }
}

/**
 * Whether home tells of the shopper's offer, in a band or in a sentence of their relationship: the slot
 * "home.offer:<offer>". The first order's is everybody's, and under no experiment. What the offer gives is the same in
 * every arm, and so is what cart, checkout and account say of it, and what home owes: the percentage that a cart would take.
 */
export function homeOfferArms(shopper: Pick<Shopper, 'placements' | 'personalised' | 'offer'>): Arms {
  const { shown } = shopper.offer
  return shown && shown.stage !== 'first-order' ? armsAt(shopper, `home.offer:${shown.offer}`) : NO_ARMS
}
