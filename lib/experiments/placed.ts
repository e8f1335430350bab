import { EVERYTHING, holdoutKey, isHeldOut, placementOf, type Placement } from './assign'
import type { Experiment, Experiments } from './schema'

/** The presenter's wishes, by experiment's key; `EVERYTHING` is the permanent holdout's. */
export type Forced = Readonly<Record<string, string>>

export { EVERYTHING }

/** The holdout's arms: the page that anybody is shown, and their own. The shop's own slots name theirs so too. */
export const GENERIC = 'generic'
export const PERSONAL = 'personal'

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
  /** Under what that is logged: it names the share. */
  holdoutKey: string
  /**
   * The experiments that decide what they are shown, by slot: live ones, of these dates, in which they take part. Whoever
   * is in none meets a slot as if there were none; who is held out is in none.
   */
  bySlot: ReadonlyMap<string, readonly Placed[]>
}

/**
 * Where a subject stands at a moment in everything that runs. `forced.everything` = "generic" or "personal" shows either
 * side of the holdout, `forced[key]` an arm of an experiment, also of one that is over. While anything is forced, nothing
 * that this browser is shown counts.
 */
export function placementsOf(
  { list, holdout }: Experiments,
  subject: string,
  { at, forced = {} }: { at: Date; forced?: Forced },
): Placements {
  const wish = forced[EVERYTHING]
  const counts = Object.keys(forced).length === 0
  const generic = wish === GENERIC || (wish !== PERSONAL && isHeldOut(holdout, subject))
  const bySlot = new Map<string, Placed[]>()
  for (const experiment of list) {
    const own = forced[experiment.key] ?? null
    if (generic && own === null) continue
    // Who is shown everything is in an arm like somebody who is not held out.
    const open = wish === PERSONAL ? { ...experiment, holdout: 0 } : experiment
    const placement = placementOf(open, subject, { at, forced: own })
    if (placement.by !== 'assigned' && placement.by !== 'forced') continue
    const placed = { experiment, placement: { ...placement, counted: placement.counted && counts } }
    bySlot.set(experiment.slot, [...(bySlot.get(experiment.slot) ?? []), placed])
  }
  return { subject, generic, countsForHoldout: counts && holdout > 0, holdoutKey: holdoutKey(holdout), bySlot }
}

/** Nobody in no experiment: for tests, and for readers that decide nothing. */
export const UNPLACED: Placements = {
  ...{ subject: '', generic: false, countsForHoldout: false, holdoutKey: holdoutKey(0), bySlot: new Map() },
}
