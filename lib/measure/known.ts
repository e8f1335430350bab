import { subjectOf } from '@/lib/experiments/subject'
import type { Exposure } from './schema'

/** A line of the log with whom it is of, as is known now. */
export type LoggedExposure = {
  who: string
  arm: string
  at: Date
  counterfactual: boolean
  /** Whose browser it was, or who was written to; null for a stranger. */
  customerId: string | null
  firstVisitorId: string | null
  /** The person was erased since: nobody is measured by what is left of them. */
  erased: boolean
  /** The house's own: they try things out. */
  staff: boolean
}

/** Exposures by subject, the subjects' customers, and how many people were left out. */
export type KnownExposures = {
  exposures: Exposure[]
  /** By subject; strangers are missing. */
  customers: Map<string, string>
  erased: number
  staff: number
}

/**
 * Who was exposed, as is known now: what a browser saw before its owner signed in is the owner's. Two browsers of one
 * customer are one subject.
 */
export function knownExposures(rows: readonly LoggedExposure[]): KnownExposures {
  const exposures: Exposure[] = []
  const customers = new Map<string, string>()
  const [erased, staff] = [new Set<string>(), new Set<string>()]
  for (const { who, arm, at, counterfactual, customerId, firstVisitorId, ...left } of rows) {
    if (left.erased || left.staff) {
      ;(left.erased ? erased : staff).add(customerId ?? who)
      continue
    }
    const asker = customerId === null ? { visitorId: who, customerId } : { visitorId: null, customerId, firstVisitorId }
    const subject = subjectOf(asker)
    if (customerId !== null) customers.set(subject, customerId)
    exposures.push({ subject, arm, at, counterfactual })
  }
  return { exposures, customers, erased: erased.size, staff: staff.size }
}
