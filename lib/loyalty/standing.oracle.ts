/**
 * The rules of standing once more, for tests only: slow, day by day, straight from the words of docs/loyalty.md, and
 * without importing anything of the product, so that both can only agree by both being right. UTC, rolling window.
 */
export type OracleTier = { key: string; threshold: number; factor: number }
export type OracleProgramme = { windowDays: number; pointsPerUnit: number; tiers: readonly OracleTier[] }
type Purchase = { kind: 'purchase' | 'return'; at: Date; amount: number; orderId: string }
type Membership = { kind: 'join' | 'resign'; at: Date }
export type OracleFacts = { memberships: readonly Membership[]; transactions: readonly Purchase[] }

export type OracleChange = { at: string; from: string | null; to: string | null; by: string; orderId: string | null }
export type OracleStanding = {
  memberSince: string
  tier: string | null
  tierNumber: number
  qualifyingSpend: number
  next: string | null
  amountToNext: number | null
  reached: { at: string; orderId: string | null } | null
  history: OracleChange[]
  points: number
  leaves: { at: string; amount: number } | null
}

const DAY = 24 * 60 * 60 * 1000
const dayNumber = (at: Date) => Math.floor(at.getTime() / DAY)
const startOf = (day: number) => new Date(day * DAY).toISOString()

/** What stands as of a moment; null for somebody who is no member. */
export function oracleStanding(programme: OracleProgramme, facts: OracleFacts, asOf: Date): OracleStanding | null {
  const memberships = facts.memberships.filter((fact) => fact.at.getTime() <= asOf.getTime())
  const joins = memberships.filter((fact) => fact.kind === 'join').map((fact) => fact.at.getTime())
  if (joins.length === 0) return null
  const joiningDay = dayNumber(new Date(Math.min(...joins)))
  const today = dayNumber(asOf)

  const transactions = facts.transactions.filter(
    (fact) => fact.at.getTime() <= asOf.getTime() && dayNumber(fact.at) >= joiningDay,
  )
  const spendOn = (day: number, known: readonly Purchase[]) => {
    let spend = 0
    for (const fact of known) {
      const age = day - dayNumber(fact.at)
      const inside = age >= 0 && age < programme.windowDays
      if (inside) spend += fact.kind === 'purchase' ? fact.amount : -fact.amount
    }
    return spend
  }
  /** 0 for none. */
  const numberOf = (spend: number) => {
    let number = programme.tiers[0]?.threshold === 0 ? 1 : 0
    programme.tiers.forEach((tier, i) => {
      if (spend >= tier.threshold) number = i + 1
    })
    return number
  }
  const keyOf = (number: number) => programme.tiers[number - 1]?.key ?? null

  // Everything that happens, in the order in which it is read.
  const happenings = [
    ...memberships.map(({ at, kind }) => {
      const joins = kind === 'join'
      return { at, rank: joins ? 1 : 0, orderId: '', amount: 0, joins, transaction: null }
    }),
    ...transactions.map((fact) => ({
      ...fact,
      rank: fact.kind === 'purchase' ? 2 : 3,
      joins: false,
      transaction: fact,
    })),
  ].sort((a, b) => {
    if (a.at.getTime() !== b.at.getTime()) return a.at.getTime() - b.at.getTime()
    if (a.rank !== b.rank) return a.rank - b.rank
    if (a.orderId !== b.orderId) return a.orderId < b.orderId ? -1 : 1
    return a.amount - b.amount
  })

  let member = false
  let memberSince = ''
  let shown: string | null = null // the tier the customer holds
  let number = numberOf(0) // the tier the spend earns
  let raisedBy: string | null = null
  const known: Purchase[] = []
  const history: OracleChange[] = []
  const earned: { orderId: string; amount: number; factor: number }[] = []

  const look = (at: string, day: number, by: string, orderId: string | null) => {
    const earns = numberOf(spendOn(day, known))
    if (earns !== number) {
      raisedBy = by === 'purchase' ? orderId : null
      number = earns
    }
    const holds = member ? keyOf(number) : null
    if (holds === shown) return
    history.push({ at, from: shown, to: holds, by, orderId: holds === null ? null : raisedBy })
    shown = holds
  }

  for (let day = Math.min(joiningDay, ...memberships.map((fact) => dayNumber(fact.at))); day <= today; day++) {
    look(startOf(day), day, 'date', null)
    for (const { at, joins, transaction } of happenings) {
      if (dayNumber(at) !== day) continue
      if (transaction) {
        known.push(transaction)
        look(at.toISOString(), day, transaction.kind, transaction.orderId)
        if (transaction.kind === 'purchase') {
          earned.push({ ...transaction, factor: programme.tiers[number - 1]?.factor ?? 1 })
        }
      } else {
        if (joins && !member) memberSince = at.toISOString()
        member = joins
        look(at.toISOString(), day, 'membership', null)
      }
    }
  }
  if (!member) return null

  const spend = spendOn(today, transactions)
  const next = programme.tiers[numberOf(spend)]
  const last = history[history.length - 1]
  return {
    memberSince,
    tier: keyOf(numberOf(spend)),
    tierNumber: numberOf(spend),
    qualifyingSpend: spend,
    next: next?.key ?? null,
    amountToNext: next ? next.threshold - spend : null,
    reached: shown && last ? { at: last.at, orderId: last.orderId } : null,
    history,
    points: pointsKept(programme, earned, transactions),
    leaves: nextLeaving(programme, today, (day) => spendOn(day, transactions)),
  }
}

/** Cent by cent would be slower still: each order keeps the points of what was not brought back of it. */
function pointsKept(
  programme: OracleProgramme,
  earned: readonly { orderId: string; amount: number; factor: number }[],
  transactions: readonly Purchase[],
): number {
  let points = 0
  for (const order of earned) {
    let kept = order.amount
    for (const fact of transactions) {
      if (fact.kind === 'return' && fact.orderId === order.orderId) kept -= fact.amount
    }
    points += Math.floor(Math.floor(Math.max(0, kept) / 100) * programme.pointsPerUnit * order.factor)
  }
  return points
}

function nextLeaving(programme: OracleProgramme, today: number, spendOn: (day: number) => number) {
  for (let day = today + 1; day <= today + programme.windowDays + 1; day++) {
    const amount = spendOn(day - 1) - spendOn(day)
    if (amount !== 0) return { at: startOf(day), amount }
  }
  return null
}
