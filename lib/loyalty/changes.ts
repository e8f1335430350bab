import { dayOf, startOfDay, type Day } from '@/lib/core/days'
import type { Course, Dawn } from './course'
import { isMet, needsIn, type Membership, type MembershipInput } from './membership'
import { Keeping } from './keep'
import type { ComingChange, Keep, PointsBalance } from './schema'

/** From what leaves to what expires: how changes of one moment are listed. */
const KINDS = [
  'purchase-leaves',
  'return-leaves',
  'hold-ends',
  'guard-ends',
  'grace-ends',
  'validity-extends',
  'validity-ends',
  'points-active',
  'points-expire',
] as const satisfies ComingChange['kind'][]

const inOrder = (a: ComingChange, b: ComingChange): number =>
  a.at.getTime() - b.at.getTime() || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)

/**
 * Lets time go on without a new fact, and tells what changes on the way, until nothing does any more or the membership
 * lapses; and what would keep the present tier. Uses the course up: what the present is has to be asked before.
 * @param points the present balance, and what becomes of it by itself.
 */
export function comingOf(
  input: MembershipInput,
  course: Course,
  membership: Membership,
  points: { balance: PointsBalance; changes: readonly ComingChange[] },
): { changes: ComingChange[]; keep: Keep | null } {
  const { programme, asOf } = input
  const keeping = new Keeping(programme, course, dayOf(asOf, programme.timeZone))
  const ends = validityEnds(input, membership)
  const lapses = ends.at(-1) ?? Infinity
  const changes: ComingChange[] = []
  let index = course.held.index

  for (let day = course.nextDawn(); day < Infinity; day = course.nextDawn()) {
    const dawn = course.dawn(day)
    keeping.watch(dawn)
    if (day < lapses) {
      addChanges(changes, course, dawn, startOfDay(day, programme.timeZone))
      index = course.held.index
    } else if (keeping.isSettled) break
    // Nothing is left that could leave the window: the guard would renew itself for ever.
    if (dawn.decision === 'kept' && course.spend.nextDay() === Infinity) break
  }

  const end = lapses < Infinity ? startOfDay(lapses, programme.timeZone) : null
  const pointsChanges = end ? points.changes.filter(({ at }) => at < end) : points.changes
  changes.push(...pointsChanges)
  for (const day of ends) {
    const at = startOfDay(day, programme.timeZone)
    if (day < lapses) changes.push({ at, kind: 'validity-extends', amount: 0, points: 0, tier: null })
  }
  if (end) {
    // All points expire with the membership, also those that become active until then.
    const active = pointsChanges.reduce((sum, change) => sum + change.points, points.balance.active)
    const tier = index < 0 ? null : { from: course.tierAt(index), to: null }
    changes.push({ at: end, kind: 'validity-ends', amount: 0, points: 0 - active, tier })
  }
  changes.sort(inOrder)
  return { changes, keep: keeping.answer }
}

/** Adds what one start of a day changes, with the tier where it belongs. A fold does this often: no functions inside. */
function addChanges(changes: ComingChange[], course: Course, dawn: Dawn, at: Date): void {
  const { before, counted, decided, decision } = dawn
  const { purchasesLeft, returnsLeft, added } = dawn.spend
  const risen = counted > before ? tierChange(course, before, counted) : null
  const byHold = course.held.by !== null
  if (purchasesLeft > 0) {
    const fallen = counted < before ? tierChange(course, before, counted) : null
    changes.push({ at, kind: 'purchase-leaves', amount: -purchasesLeft, points: 0, tier: fallen })
  }
  if (returnsLeft > 0) {
    changes.push({ at, kind: 'return-leaves', amount: returnsLeft, points: 0, tier: byHold ? null : risen })
  }
  if (added > 0) changes.push({ at, kind: 'hold-ends', amount: added, points: 0, tier: byHold ? risen : null })
  if (decision) {
    const kind = dawn.ofGrace ? 'grace-ends' : 'guard-ends'
    changes.push({ at, kind, amount: 0, points: 0, tier: tierChange(course, counted, decided) })
  }
}

const tierChange = (course: Course, from: number, to: number): ComingChange['tier'] =>
  from === to ? null : { from: course.tierAt(from), to: course.tierAt(to) }

/** The days on which the membership's validity is extended by what is there already, and the one on which it lapses. */
function validityEnds(input: MembershipInput, { period }: Membership): Day[] {
  if (!period) return []
  return isMet(needsIn(input, period)) ? [period.end, period.next] : [period.end]
}
