/**
 * The rules of points once more, for tests only: slow, point by point and day by day, straight from the words of the
 * rules, importing nothing of the product. UTC. One currency unit of a purchase is `perUnit × factor` points.
 */
export type OraclePurchase = { orderId: string; at: number; amount: number; factor: number }
export type OracleHistory = {
  perUnit: number
  holdDays: number
  expireMonths: number | null
  owing: boolean
  purchases: readonly OraclePurchase[]
  returns: readonly { orderId: string | null; at: number; amount: number }[]
  redemptions: readonly {
    orderId: string
    at: number
    points: number
    back: readonly { at: number; points: number }[]
  }[]
  leavings: readonly number[]
}
export type OraclePoints = {
  earned: number
  pending: number
  active: number
  redeemed: number
  expired: number
  reversed: number
  spendable: number
}

type State = 'pending' | 'active' | 'redeemed' | 'expired' | 'reversed'
type Lot = {
  purchase: OraclePurchase
  kept: number
  activeDay: number
  expiryDay: number
  expired: boolean
  /** Points of it that are spent, by what its own returns have said about them. */
  spent: { unasked: number; good: number; forgiven: number }
}
type Point = { lot: Lot; state: State; by: string | null; turn: number }

const DAY = 86_400_000
const dayNumber = (at: number) => Math.floor(at / DAY)

/** "2024-01-31" and a month is "2024-02-29". */
function monthsLater(day: number, months: number): number {
  const date = new Date(day * DAY)
  const month = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
  const wanted = new Date(month.getTime() + (date.getUTCDate() - 1) * DAY)
  if (wanted.getUTCMonth() === month.getUTCMonth()) return wanted.getTime() / DAY
  return Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1) / DAY - 1
}

export function oraclePoints(history: OracleHistory, asOf: number): OraclePoints {
  const { perUnit, holdDays, expireMonths, owing } = history
  const points: Point[] = []
  const lots: Lot[] = []
  const owed: { lot: null; by: string | null; turn: number }[] = []
  let turn = 0

  const worth = (amount: number, factor: number) =>
    Math.floor((Math.floor(amount / 100) * Math.round(perUnit * 100) * Math.round(factor * 100)) / 10_000)
  const oldestActive = () => points.find(({ state }) => state === 'active')
  const spend = (point: Point, by: string | null) => {
    point.state = by === null ? 'reversed' : 'redeemed'
    point.by = by
    point.turn = ++turn
    point.lot.spent.unasked++
  }
  const payWhatIsOwed = () => {
    for (let point = oldestActive(); point && owed.length > 0; point = oldestActive())
      spend(point, owed.shift()?.by ?? null)
  }
  const expire = (lot: Lot) => {
    lot.expired = true
    for (const point of points) {
      if (point.lot === lot && (point.state === 'pending' || point.state === 'active')) point.state = 'expired'
    }
  }

  const deeds: { at: number; rank: number; id: string; amount: number; run: () => void }[] = []
  const plan = (at: number, rank: number, id: string, amount: number, run: () => void) => {
    if (at <= asOf) deeds.push({ at, rank, id, amount, run })
  }
  for (const at of history.leavings) plan(at, 0, '', 0, () => lots.forEach(expire))
  for (const { orderId, at, points: wanted, back } of history.redemptions) {
    plan(at, 1, orderId, wanted, () => {
      for (let i = 0; i < wanted; i++) {
        const point = oldestActive()
        if (point) spend(point, orderId)
        else owed.push({ lot: null, by: orderId, turn: ++turn })
      }
    })
    for (const given of back) {
      plan(Math.max(at, given.at), 2, orderId, given.points, () => {
        for (let i = 0; i < given.points; i++) giveOneBack(orderId)
        payWhatIsOwed()
      })
    }
  }
  const giveOneBack = (orderId: string) => {
    const taken = points.filter(({ state, by }) => state === 'redeemed' && by === orderId)
    const debts = owed.filter(({ by }) => by === orderId)
    const [latest] = [...taken, ...debts].sort((a, b) => b.turn - a.turn)
    if (!latest) return
    if (latest.lot === null) {
      owed.splice(owed.indexOf(latest), 1)
      return
    }
    const { lot } = latest
    latest.by = null
    if (lot.spent.forgiven > 0) {
      lot.spent.forgiven--
      latest.state = 'reversed'
      return
    }
    if (lot.spent.good > 0) lot.spent.good--
    else lot.spent.unasked--
    latest.state = lot.expired ? 'expired' : 'active'
  }
  for (const purchase of history.purchases) {
    const { at, amount, orderId, factor } = purchase
    plan(at, 3, orderId, amount, () => {
      const day = dayNumber(at)
      const lot: Lot = {
        ...{ purchase, kept: amount, expired: false, spent: { unasked: 0, good: 0, forgiven: 0 } },
        activeDay: day + holdDays,
        expiryDay: expireMonths === null ? Infinity : monthsLater(day, expireMonths),
      }
      lots.push(lot)
      const state = holdDays === 0 ? 'active' : 'pending'
      for (let i = 0; i < worth(amount, factor); i++) points.push({ lot, state, by: null, turn: 0 })
      payWhatIsOwed()
    })
  }
  for (const { orderId, at, amount } of history.returns) {
    plan(at, 4, orderId ?? '', amount, () => {
      let rest = amount
      const asked = orderId === null ? [...lots].reverse() : lots.filter(({ purchase }) => purchase.orderId === orderId)
      for (const lot of asked) {
        const part = Math.min(rest, lot.kept)
        rest -= part
        const { factor } = lot.purchase
        const count = worth(lot.kept, factor) - worth(lot.kept - part, factor)
        lot.kept -= part
        for (let i = 0; i < count; i++) takeOneOf(lot)
      }
    })
  }
  const takeOneOf = (lot: Lot) => {
    const own = points.find((point) => point.lot === lot && (point.state === 'pending' || point.state === 'active'))
    if (own) {
      own.state = 'reversed'
      return
    }
    if (lot.spent.unasked === 0) return
    lot.spent.unasked--
    const other = oldestActive()
    if (other) spend(other, null)
    else if (owing) owed.push({ lot: null, by: null, turn: ++turn })
    if (other || owing) lot.spent.good++
    else lot.spent.forgiven++
  }

  deeds.sort((a, b) => {
    if (a.at !== b.at) return a.at - b.at
    if (a.rank !== b.rank) return a.rank - b.rank
    if (a.id !== b.id) return a.id < b.id ? -1 : 1
    return a.amount - b.amount
  })
  const first = dayNumber(deeds[0]?.at ?? asOf)
  for (let day = first; day <= dayNumber(asOf); day++) {
    for (const lot of lots) if (lot.expiryDay === day) expire(lot)
    for (const point of points) if (point.lot.activeDay === day && point.state === 'pending') point.state = 'active'
    payWhatIsOwed()
    for (const deed of deeds) if (dayNumber(deed.at) === day) deed.run()
  }

  const count = (state: State) => points.filter((point) => point.state === state).length
  const active = count('active') - owed.length
  const later = history.redemptions.filter(({ at }) => at > asOf).reduce((sum, each) => sum + each.points, 0)
  return {
    earned: points.length,
    pending: count('pending'),
    active,
    redeemed: count('redeemed') + owed.filter(({ by }) => by !== null).length,
    expired: count('expired'),
    reversed: count('reversed') + owed.filter(({ by }) => by === null).length,
    spendable: Math.max(0, active - later),
  }
}
