import { isHeldOut, placementOf, type Placement } from './assign'
import { HOLDOUT, type Experiment, type Experiments } from './schema'

/** The presenter's wishes, by experiment's key; `EVERYTHING` is the permanent holdout's. */
export type Forced = Readonly<Record<string, string>>

/** The permanent holdout as an experiment has this key and this slot. */
export const EVERYTHING = 'everything'

/** Where one shopper stands in one experiment at a moment. */
export type Placed = { experiment: Experiment; placement: Placement }

/** Where one shopper stands in all of them: decided once per request, before anything branches. */
export type Placements = {
  /** The key by which they are assigned. */
  subject: string
  /** They are shown the generic page: held out of everything, or forced to be by the presenter. */
  generic: boolean
  /** Whether what they are shown counts for the holdout's own experiment. */
  countsForHoldout: boolean
  /** Live experiments, by slot. */
  bySlot: ReadonlyMap<string, readonly Placed[]>
}

/**
 * Where a subject stands at a moment in everything that runs. `forced.everything` = "generic" or "personal" shows either
 * side of the holdout, and counts nothing.
 */
export function placementsOf(
  { list, holdout }: Experiments,
  subject: string,
  { at, forced = {} }: { at: Date; forced?: Forced },
): Placements {
  const wish = forced[EVERYTHING]
  const generic = wish === 'generic' ? true : wish === 'personal' ? false : isHeldOut(holdout, subject)
  const bySlot = new Map<string, Placed[]>()
  for (const experiment of list) {
    const own = forced[experiment.key] ?? (generic ? HOLDOUT : null)
    const placed = { experiment, placement: placementOf(experiment, subject, { at, forced: own }) }
    bySlot.set(experiment.slot, [...(bySlot.get(experiment.slot) ?? []), placed])
  }
  return { subject, generic, countsForHoldout: wish === undefined && holdout > 0, bySlot }
}

/** Nobody in no experiment: for tests, and for readers that decide nothing. */
export const UNPLACED: Placements = { subject: '', generic: false, countsForHoldout: false, bySlot: new Map() }
