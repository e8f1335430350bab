import type { Day } from '@/lib/core/days'
import { summaryOf, type Summary } from '@/lib/value/prediction/summary'
import type { Customer } from './purchases-file'

/** A customer as they were known before a day: only purchases before it. */
export type Seen = { customer: Customer; days: Day[]; paid: number[]; summary: Summary }

/** Who had bought before a day, in their order, and what was known of them. Time is counted to the end of the day before. */
export function seenBefore(customers: readonly Customer[], moment: Day): Seen[] {
  return customers.flatMap((customer) => {
    const days = customer.days.filter((day) => day < moment)
    const summary = summaryOf(days, moment - 1)
    return summary ? [{ customer, days, paid: customer.paid.slice(0, days.length), summary }] : []
  })
}
