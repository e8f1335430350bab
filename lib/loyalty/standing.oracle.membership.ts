import { anniversaryOf, dayNumber } from './standing.oracle.calendar'

// Who is a member when, for the standing's oracle: day by day, importing nothing of the product.

export type OracleTransaction = { kind: 'purchase' | 'return'; at: Date; amount: number; orderId: string | null }
export type OracleFacts = {
  memberships: readonly { kind: 'join' | 'resign' | 'confirm'; at: Date }[]
  transactions: readonly OracleTransaction[]
}
type Rules = {
  validity: { years: number; transactions: number } | null
  joining: { byFirstPurchase: boolean; byTierOrder: boolean }
  tiers: readonly { threshold: number }[]
}
type Needs = { confirmation: boolean; transactions: number }

/** An uninterrupted membership. `period`: the period of validity that it is in, and what is missing in it. */
export type OracleSpell = {
  from: number
  until: number | null
  why: 'resign' | 'validity' | null
  period: { start: number; end: number; needs: Needs } | null
}

const DAY = 24 * 60 * 60 * 1000

export function oracleSpells(rules: Rules, facts: OracleFacts, asOf: Date): OracleSpell[] {
  const { validity, joining, tiers } = rules
  const seen = <T extends { at: Date }>(all: readonly T[]) => all.filter(({ at }) => at.getTime() <= asOf.getTime())
  const purchases = seen(facts.transactions).filter(({ kind }) => kind === 'purchase')
  const happenings = [
    ...seen(facts.memberships).map(({ kind, at }) => ({ kind: kind as string, at: at.getTime(), amount: 0 })),
    ...purchases.map(({ at, amount }) => ({ kind: 'purchase', at: at.getTime(), amount })),
  ]
  const RANKS = ['resign', 'join', 'purchase', 'confirm']
  happenings.sort((a, b) => a.at - b.at || RANKS.indexOf(a.kind) - RANKS.indexOf(b.kind))
  const spells: OracleSpell[] = []
  const open = () => (spells.at(-1)?.until === null ? spells.at(-1) : undefined)
  const thresholds = tiers.map(({ threshold }) => threshold).filter((threshold) => threshold > 0)
  const needsIn = (start: number, end: number): Needs => {
    const inside = (kind: string) =>
      happenings.filter((one) => one.kind === kind && dayNumber(one.at) >= start && dayNumber(one.at) < end).length
    return {
      confirmation: inside('confirm') === 0,
      transactions: Math.max(0, (validity?.transactions ?? 0) - inside('purchase')),
    }
  }
  const join = (at: number) => {
    const start = dayNumber(at)
    const end = validity && anniversaryOf(start, validity.years)
    spells.push({
      ...{ from: at, until: null, why: null },
      period: end === null ? null : { start, end, needs: needsIn(start, end) },
    })
  }

  const first = happenings[0]
  if (!first) return []
  for (let day = dayNumber(first.at); day <= dayNumber(asOf.getTime()); day++) {
    const member = open()
    if (validity && member?.period?.end === day) {
      const { needs } = member.period
      if (needs.confirmation || needs.transactions > 0) Object.assign(member, { until: day * DAY, why: 'validity' })
      else {
        let years = 0
        while (anniversaryOf(dayNumber(member.from), years) <= day) years += validity.years
        const end = anniversaryOf(dayNumber(member.from), years)
        member.period = { start: day, end, needs: needsIn(day, end) }
      }
    }
    for (const { kind, at, amount } of happenings.filter((one) => dayNumber(one.at) === day)) {
      const lasting = open()
      if (kind === 'resign' && lasting) Object.assign(lasting, { until: at, why: 'resign' })
      if (kind === 'join' && !lasting) join(at)
      const enrols =
        joining.byFirstPurchase || (joining.byTierOrder && thresholds.length > 0 && amount >= Math.min(...thresholds))
      if (kind === 'purchase' && spells.length === 0 && enrols) join(at)
    }
  }
  return spells
}
