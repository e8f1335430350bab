import { setImmediate } from 'node:timers/promises'
import type { Experiment } from '@/lib/experiments/schema'
import type { Exposure } from './schema'
import { unitsOf, type Units } from './units'

/** Into so many parts a log is divided: of fifty thousand lines each takes some milliseconds. */
const PARTS = 32

/**
 * What `unitsOf` says, worked out a part of the subjects at a time, so that whoever else asks the process for something is
 * answered in between.
 */
export async function unitsInTurns(experiment: Experiment, exposures: readonly Exposure[]): Promise<Units> {
  const parts: Exposure[][] = Array.from({ length: PARTS }, () => [])
  for (const exposure of exposures) parts[partOf(exposure.subject)]?.push(exposure)
  const all: Units = { units: [], heldOut: 0, notIn: 0, otherTime: 0 }
  for (const part of parts) {
    const { units, heldOut, notIn, otherTime } = unitsOf(experiment, part)
    for (const unit of units) all.units.push(unit)
    all.heldOut += heldOut
    all.notIn += notIn
    all.otherTime += otherTime
    await setImmediate()
  }
  all.units.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.subject < b.subject ? -1 : 1))
  return all
}

/** Any part will do, as long as a subject's lines are in one. */
function partOf(subject: string): number {
  let sum = 0
  for (let i = 0; i < subject.length; i++) sum += subject.charCodeAt(i)
  return sum % PARTS
}
