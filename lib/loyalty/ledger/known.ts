import type { Outcome, Report } from './schema'

/** What is known under an id. Somebody may be known by two names: an e-mail, and what the till calls them. */
export type Known = Omit<Report, 'id' | 'customer' | 'at'> & { customers: readonly (string | null)[]; ms: number }

export const knownBy = ({ customer, kind, at, amount, currency, channel }: Report): Known => {
  return { customers: [customer], kind, ms: at.getTime(), amount, currency, channel }
}

/** What becomes of a report whose id is known: it says the same again, or is refused. */
export function outcomeAgainst(known: Known, report: Report): Outcome {
  const differing = differences(known, report)
  return differing.length === 0 ? ALREADY : refusedAs(report.id, differing.join(', '))
}

/** Refused: the id is taken by a row with another `what`. */
export const refusedAs = (id: string, what: string): Outcome => {
  return { status: 'refused', reason: `id ${JSON.stringify(id)} is there already with another ${what}` }
}

const ALREADY: Outcome = { status: 'already' }

function differences(known: Known, report: Report): string[] {
  const { customer, kind, at, amount, currency, channel } = report
  return [
    ...(known.customers.includes(customer) ? [] : ['customer']),
    ...(known.ms === at.getTime() ? [] : ['time']),
    ...(known.kind === kind ? [] : ['kind']),
    ...(known.amount === amount ? [] : ['amount']),
    ...(known.currency === currency ? [] : ['currency']),
    ...(known.channel === channel ? [] : ['channel']),
  ]
}
