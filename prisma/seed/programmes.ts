import { PRESETS, type PresetName } from '@/lib/loyalty/presets'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { daysBefore } from './past/calendar'

/** A version of the programme as it is written; the newest one that is effective at a moment is in force then. */
export type ProgrammeVersion = { id: string; effectiveFrom: Date; definition: LoyaltyProgram }

/** Before anybody bought anything, and before the farthest moment to which the demo's clock goes back. */
const FIRST_DAYS = 11 * 365
/** How long the house's own programme has had its cycle, its validity and points that pay. */
const REFORM_DAYS = 365

const idOf = (number: number) => `5e0a0002-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`

/**
 * The versions of a programme in the demo's past, earlier to later. The house's own one began with tiers that the window
 * alone decided and points that could only be collected; `classic` has never changed.
 */
export function programmesOf(preset: PresetName, seedNow: Date): readonly ProgrammeVersion[] {
  const present: LoyaltyProgram = PRESETS[preset]
  const first = daysBefore(seedNow, FIRST_DAYS)
  // A version's id never means another definition: processes keep what they have parsed.
  if (preset === 'classic') return [{ id: idOf(11), effectiveFrom: first, definition: present }]
  const points = present.points && { ...present.points, worth: 0, expireMonths: null }
  return [
    { id: idOf(1), effectiveFrom: first, definition: { ...present, cycle: null, validity: null, points } },
    { id: idOf(2), effectiveFrom: daysBefore(seedNow, REFORM_DAYS), definition: present },
  ]
}

/** The programme in force at a moment. Throws a RangeError before the first one. */
export function programmeAt(versions: readonly ProgrammeVersion[], at: Date): LoyaltyProgram {
  const version = versions.findLast(({ effectiveFrom }) => effectiveFrom <= at)
  if (!version) throw new RangeError(`no programme is in force at ${at.toISOString()}`)
  return version.definition
}
