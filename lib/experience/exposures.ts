import { GENERIC, PERSONAL } from '@/lib/experiments/placed'
import type { NewExposure } from '@/lib/experiments/queries'
import type { Decision } from './decision'
import type { Trial } from './experiment'
import type { Shopper } from './schema'

/** What a page decided, as far as experiments are concerned. */
export type PageDecisions = {
  shown?: readonly (Decision<unknown> | null)[]
  /** Arms that no decision carries, because nothing was left to show. */
  trials?: readonly Trial[]
  /** What the page would decide for another shopper: for who is held out, for them as if they were not. */
  would?: (shopper: Shopper) => readonly (Decision<unknown> | null)[]
}

/** How an exposure that is logged already is named: of each browser and arm there is one. */
export const exposureKey = (experiment: string, arm: string): string => `${experiment}:${arm}`

/**
 * The exposures to be written for what a page showed, each once. Both arms meet the same trigger:
 *
 * - An experiment on a slot: that something personal stood there, or would have stood there but for the arm.
 * - The permanent holdout: that the page showed anything personal; for who is held out, that it would have. That is
 *   decided for the shopper they would be, whom `wouldBe` folds: only for them, and only until they are exposed.
 *
 * None for who may not be learned from, under a moved clock, or where an arm was forced.
 * @param known what is logged of this browser already (`exposureKey`).
 */
export function exposuresOf(
  asking: { shopper: Shopper; movedClock: boolean; known?: readonly string[]; wouldBe?: () => Shopper },
  { shown = [], trials = [], would }: PageDecisions,
): NewExposure[] {
  const { shopper, movedClock, known = [], wouldBe } = asking
  const { placements, visitorId, customer, now } = shopper
  if (!shopper.learns || movedClock) return []
  const logged = new Set(known)
  const exposures: NewExposure[] = []
  const note = (experiment: string, arm: string, counterfactual: boolean): void => {
    const key = exposureKey(experiment, arm)
    if (logged.has(key)) return
    logged.add(key)
    exposures.push({ experiment, who: visitorId, customerId: customer?.id ?? null, arm, counterfactual, at: now })
  }
  for (const { experiment, arm, withheld, counted } of [...trials, ...shown.flatMap((each) => each?.trials ?? [])]) {
    if (counted) note(experiment, arm, withheld)
  }
  if (placements.countsForHoldout) {
    const arm = placements.generic ? GENERIC : PERSONAL
    const met = (): boolean =>
      placements.generic ? !!would && !!wouldBe && would(wouldBe()).some(isPersonal) : shown.some(isPersonal)
    const key = placements.holdoutKey
    if (!logged.has(exposureKey(key, arm)) && met()) note(key, arm, placements.generic)
  }
  return exposures
}

const isPersonal = (decision: Decision<unknown> | null): boolean => decision?.personal ?? false
