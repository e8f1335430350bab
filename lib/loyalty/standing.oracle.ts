/**
 * The rules of standing once more, for tests only: slow, day by day, straight from the words of docs/loyalty.md, and
 * without importing anything of the product, so that both can only agree by both being right. UTC. What the spend is, is
 * counted anew from all facts each time it is asked.
 */
import { dayNumber, sameWindow, startOf, type OracleWindow } from './standing.oracle.calendar'
import { oracleSpells, type OracleFacts, type OracleTransaction } from './standing.oracle.membership'

export type OracleProgramme = {
  window: OracleWindow
  countJoiningDay: boolean
  hold: { days: number }
  cycle: { months: number; downgrade: 'balance-based' | 'one-down' | 'none'; graceDays: number } | null
  validity: { years: number; transactions: number } | null
  joining: { byFirstPurchase: boolean; byTierOrder: boolean }
  tiers: readonly { key: string; threshold: number; keep?: number; factor: number }[]
}
export type OracleChange = { at: string; from: string | null; to: string | null; by: string; orderId: string | null }
export type OracleStanding = {
  memberSince: string
  tier: string | null
  tierNumber: number
  qualifyingSpend: number
  pendingSpend: number
  next: string | null
  amountToNext: number | null
  reached: { at: string; orderId: string | null } | null
  guardedUntil: string | null
  validity: { until: string; needs: { confirmation: boolean; transactions: number } } | null
  history: OracleChange[]
  /** What points are earned for, what takes them back, and when they all expire. */
  earning: { orderId: string; at: number; amount: number; factor: number }[]
  returns: { orderId: string | null; at: number; amount: number }[]
  leavings: number[]
}

type Guard = { day: number; money: number; bar: number; grace: boolean }

/** What stands as of a moment; null for somebody who is no member. */
export function oracleStanding(programme: OracleProgramme, facts: OracleFacts, asOf: Date): OracleStanding | null {
  const { tiers, hold, cycle } = programme
  const spells = oracleSpells(programme, facts, asOf)
  const [firstSpell] = spells
  const spell = spells.at(-1)
  if (!firstSpell || !spell || spell.until !== null) return null
  const joiningDay = dayNumber(firstSpell.from)
  const today = dayNumber(asOf.getTime())
  const transactions = facts.transactions
    .filter((fact) => fact.at.getTime() <= asOf.getTime())
    .filter((fact) => dayNumber(fact.at.getTime()) >= joiningDay + (programme.countJoiningDay ? 0 : 1))
    .sort(inOrder)

  const dayOf = (fact: OracleTransaction) => dayNumber(fact.at.getTime())
  /** Whether a fact counts on a day: its hold is over and its window is not. */
  const counts = (fact: OracleTransaction, day: number) => {
    const held = fact.kind === 'purchase' ? hold.days : 0
    return day >= dayOf(fact) + held && sameWindow(programme.window, joiningDay, dayOf(fact), day)
  }
  const spendOn = (day: number, known: readonly OracleTransaction[]) => {
    let spend = 0
    for (const fact of known) if (counts(fact, day)) spend += fact.kind === 'purchase' ? fact.amount : -fact.amount
    return spend
  }
  const lowest = tiers[0]?.threshold === 0 ? 1 : 0
  /** 1 for the lowest tier, 0 for none. */
  const earns = (spend: number) => {
    let number = lowest
    tiers.forEach((tier, i) => {
      if (spend >= tier.threshold) number = i + 1
    })
    return number
  }
  const toKeep = (number: number) => tiers[number - 1]?.keep ?? tiers[number - 1]?.threshold ?? 0
  const keyOf = (number: number) => tiers[number - 1]?.key ?? null

  let member = false
  let number = lowest
  let by: string | null = null
  let guard: Guard | null = null
  let shown: string | null = null
  const history: OracleChange[] = []
  const earning: OracleStanding['earning'] = []
  const known: OracleTransaction[] = []
  const guardLength = cycle ? Math.round((cycle.months * 365) / 12) : 0

  const show = (at: string, why: string) => {
    const holds = member ? keyOf(number) : null
    if (holds === shown) return
    const place = (key: string | null) => tiers.findIndex((tier) => tier.key === key)
    history.push({ at, from: shown, to: holds, by: why, orderId: place(holds) > place(shown) ? by : null })
    shown = holds
  }
  const become = (to: number, orderId: string | null) => {
    if (to > number) by = orderId
    if (to < number) by = null
    number = to
  }
  const guardAnew = (day: number, kept: boolean) => {
    guard = null
    if (!member || !cycle || number <= lowest) return
    const bar = kept ? toKeep(number) : (tiers[number - 1]?.threshold ?? 0)
    guard = { day, money: spendOn(day, known), bar, grace: false }
  }
  /** What the spend says, once it has changed by anything but a return. */
  const look = (day: number, orderId: string | null) => {
    const spend = spendOn(day, known)
    if (!member || !cycle) become(earns(spend), orderId)
    else if (earns(spend) > number) {
      become(earns(spend), orderId)
      guardAnew(day, false)
    } else if (guard?.grace && spend >= toKeep(number)) guardAnew(day, true)
  }

  for (let day = joiningDay; day <= today; day++) {
    const ofDay = transactions.filter((fact) => dayOf(fact) === day)
    const edges = spells.flatMap(({ from, until, why }) => [
      { at: from, joins: true, why: 'membership' },
      ...(until === null ? [] : [{ at: until, joins: false, why: why === 'validity' ? 'validity' : 'membership' }]),
    ])
    const cross = ({ at, joins, why }: (typeof edges)[number]) => {
      member = joins
      if (joins) guardAnew(day, false)
      show(new Date(at).toISOString(), why)
      if (joins) return
      guard = null
      become(earns(spendOn(day - (why === 'validity' ? 1 : 0), known)), null)
    }
    edges.filter(({ at, why }) => why === 'validity' && dayNumber(at) === day).forEach(cross)

    // The start of the day: what was held long enough begins to count, what has left the window is gone.
    const begins = known.filter((fact) => hold.days > 0 && fact.kind === 'purchase' && dayOf(fact) + hold.days === day)
    const begun = begins.filter((fact) => counts(fact, day) && fact.amount > 0)
    const others = known.filter((fact) => !begun.includes(fact))
    let raised: string | null = null
    begun.forEach((fact, i) => {
      const before = earns(spendOn(day, [...others, ...begun.slice(0, i)]))
      if (earns(spendOn(day, [...others, ...begun.slice(0, i + 1)])) > before) raised = fact.orderId
      if (guard) (guard as Guard).money += fact.amount
    })
    const numberBefore = number
    look(day, raised)
    show(startOf(day), number > numberBefore && raised !== null ? 'hold' : 'date')

    const ends = guard as Guard | null
    if (ends && cycle && day === ends.day + guardLength + (ends.grace ? cycle.graceDays : 0)) {
      // This day's purchases still keep the tier, as long as one is a member.
      const leaves = Math.min(...edges.filter(({ at, joins }) => !joins && dayNumber(at) === day).map(({ at }) => at))
      const early = ofDay.filter((fact) => fact.at.getTime() < leaves)
      const best = Math.max(...[[], ...early].map((_, i) => spendOn(day, [...known, ...early.slice(0, i)])))
      if (best >= toKeep(number) || cycle.downgrade === 'none') {
        if (best >= toKeep(number) || ends.grace || cycle.graceDays === 0) guardAnew(day, true)
        else ends.grace = true
      } else if (!ends.grace && cycle.graceDays > 0) ends.grace = true
      else {
        let to = number - 1
        if (cycle.downgrade === 'balance-based') while (to > lowest && best < toKeep(to)) to--
        become(to, null)
        guardAnew(day, true)
      }
      show(startOf(day), 'cycle')
    }

    const happenings = [
      ...edges
        .filter(({ at, why }) => why === 'membership' && dayNumber(at) === day)
        .map((edge) => ({ edge, fact: null, at: edge.at })),
      ...ofDay.map((fact) => ({ edge: null, fact, at: fact.at.getTime() })),
    ].sort((a, b) => a.at - b.at) // stable: edges come before facts of their moment
    for (const { edge, fact } of happenings) {
      if (edge) cross(edge)
      if (!fact) continue
      known.push(fact)
      const running = guard as Guard | null
      if (fact.kind === 'purchase') {
        if (running && hold.days === 0) running.money += fact.amount
        if (hold.days === 0) look(day, fact.orderId)
      } else if (!member || !cycle) look(day, null)
      else if (running) {
        const before = running.money
        running.money -= fact.amount
        if (before >= running.bar && running.money < running.bar) {
          become(earns(spendOn(day, known)), null)
          guardAnew(day, false)
        }
      }
      show(fact.at.toISOString(), fact.kind)
      const early = fact.at.getTime() < firstSpell.from
      if (fact.kind === 'purchase' && (member || early)) {
        const factor = tiers[number - 1]?.factor ?? 1
        earning.push({ orderId: fact.orderId ?? '', at: fact.at.getTime(), amount: fact.amount, factor })
      }
    }
  }

  const spend = spendOn(today, transactions)
  const next = tiers[number]
  const last = history.at(-1)
  const end = guard as Guard | null
  const willCount = (fact: OracleTransaction) =>
    fact.kind === 'purchase' && dayOf(fact) + hold.days > today && counts(fact, dayOf(fact) + hold.days)
  return {
    memberSince: new Date(spell.from).toISOString(),
    tier: keyOf(number),
    tierNumber: number,
    qualifyingSpend: spend,
    pendingSpend: transactions.filter(willCount).reduce((sum, fact) => sum + fact.amount, 0),
    next: next?.key ?? null,
    amountToNext: next ? next.threshold - spend : null,
    reached: shown && last ? { at: last.at, orderId: last.orderId } : null,
    guardedUntil: end && startOf(end.day + guardLength - 1 + (end.grace ? (cycle?.graceDays ?? 0) : 0)),
    validity: spell.period && { until: startOf(spell.period.end - 1), needs: spell.period.needs },
    history,
    earning,
    returns: transactions
      .filter((fact) => fact.kind === 'return')
      .map(({ orderId, at, amount }) => ({ orderId, at: at.getTime(), amount })),
    leavings: spells.flatMap(({ until }) => until ?? []),
  }
}

function inOrder(a: OracleTransaction, b: OracleTransaction): number {
  if (a.at.getTime() !== b.at.getTime()) return a.at.getTime() - b.at.getTime()
  if (a.kind !== b.kind) return a.kind === 'purchase' ? -1 : 1
  if ((a.orderId ?? '') !== (b.orderId ?? '')) return (a.orderId ?? '') < (b.orderId ?? '') ? -1 : 1
  return a.amount - b.amount
}
