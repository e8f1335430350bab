import 'server-only'
import { db } from '@/lib/core/db'
import { MS_PER_DAY, type Day } from '@/lib/core/days'
import type { Experiment } from '@/lib/experiments/schema'
import { currentProgramme } from '@/lib/loyalty/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { readValueSettings } from '@/lib/value/base/settings'
import { courseOf } from './analyse'
import { readMeasuredOf, type Measured } from './experiments'
import { readExposures, readLogged } from './exposures'
import { NO_FACTS, readFacts, readNearWithin } from './facts'
import { keptResult } from './kept'
import { knownExposures } from './known'
import { momentsShown } from './moments-shown'
import { outcomesOf } from './outcomes'
import type { Outcome, Result, Unit } from './schema'
import { exposureByDay } from './units'
import { unitsInTurns } from './turns'

/** Who was logged and is not in, or is in as a stranger: people, not lines. */
export type Outside = {
  /** Not of the share that takes part. */
  notIn: number
  /** Logged only outside the experiment's dates. */
  otherTime: number
  erased: number
  staff: number
}

/** Everybody in an experiment with what they came to, as of a moment. */
export type Measurement = {
  asOf: Date
  programme: LoyaltyProgram
  outcomes: Outcome[]
  outside: Outside
  /** In it, and nobody's customer: they spent nothing, and no metric of customers is about them. */
  strangers: number
  /** Minor units that may be missing to a tier that is near. */
  nearWithin: number
}

/** An experiment with all that its page shows. */
export type ExperimentReport = Measured &
  Omit<Measurement, 'outcomes' | 'programme'> & {
    /** By whose days and in whose currency. */
    timeZone: string
    currency: string
    result: Result
    /** The same as of earlier moments, earlier to later; the last one is `result`. Empty before anybody was measured. */
    course: Result[]
    days: { day: Day; arms: { arm: string; customers: number }[] }[]
  }

/** How many customers' facts are held, and folded without a pause, at a time. */
const BATCH = 1_000

/**
 * Reads who is in an experiment, by whom they are known to be now, and what each came to. Facts later than `asOf` are
 * invisible. Memory grows by some hundred bytes a customer. Throws `NoProgrammeInForce` on a database never seeded.
 */
export async function readMeasurement(experiment: Experiment, asOf: Date): Promise<Measurement> {
  const [rows, programme, nearWithin, { weights }] = await Promise.all([
    readExposures(experiment.key, asOf),
    currentProgramme(asOf),
    readNearWithin(),
    readValueSettings((text, values) => db.$queryRawUnsafe(text, ...values)),
  ])
  const { exposures, customers, erased, staff } = knownExposures(rows)
  const { units, notIn, otherTime } = await unitsInTurns(experiment, exposures)
  const outcomes: Outcome[] = []
  const measure = { timeZone: programme.timeZone, weights, asOf }
  const asked = { programme, nearWithin, asOf, metrics: experiment.metrics }
  for (let next = 0; next < units.length; next += BATCH) {
    const some = units.slice(next, next + BATCH)
    const facts = await readFacts(withCustomers(ripe(experiment, some, asOf), customers), asked)
    const factsOf = (subject: string) => facts.get(subject) ?? NO_FACTS
    for (const outcome of outcomesOf(experiment, some, { ...measure, factsOf })) outcomes.push(outcome)
  }
  return {
    ...{ asOf, programme, outcomes, nearWithin },
    outside: { notIn, otherTime, erased, staff },
    strangers: units.filter(({ subject }) => !customers.has(subject)).length,
  }
}

/** Of whom half a window has passed nothing is measured, so nothing is read. */
const ripe = ({ windowDays }: Experiment, units: readonly Unit[], asOf: Date): Unit[] =>
  units.filter(({ at }) => at.getTime() + windowDays * MS_PER_DAY <= asOf.getTime())

const withCustomers = (units: readonly Unit[], customers: ReadonlyMap<string, string>) =>
  units.flatMap((unit) => {
    const customerId = customers.get(unit.subject)
    return customerId === undefined ? [] : [{ ...unit, customerId }]
  })

/** All that the page of an experiment shows; null where there is none of this key. */
export async function readResult(key: string, asOf: Date): Promise<ExperimentReport | null> {
  const measured = await readMeasuredOf(key, asOf)
  return measured && readReport(measured, asOf)
}

/** The same of an experiment that was read. A large one is worked out at most every few minutes: see `keptResult`. */
export async function readReport(measured: Measured, asOf: Date): Promise<ExperimentReport> {
  const lines = await readLogged(measured.experiment.key, asOf)
  return keptResult({ measured, lines, asOf }, () => report(measured, asOf))
}

async function report(measured: Measured, asOf: Date): Promise<ExperimentReport> {
  const { experiment } = measured
  const { outcomes, programme, ...rest } = await readMeasurement(experiment, asOf)
  const { timeZone, currency } = programme
  const moments = momentsShown(outcomes, asOf)
  const course = courseOf(experiment, outcomes, moments.length > 0 ? moments : [asOf])
  const result = course.at(-1)
  if (!result) throw new Error('a course without a moment')
  return {
    ...measured,
    ...rest,
    ...{ timeZone, currency },
    result,
    course: moments.length > 0 ? course : [],
    days: exposureByDay(experiment, outcomes, timeZone),
  }
}
