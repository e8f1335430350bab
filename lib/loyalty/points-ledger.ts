import type { Minor } from '@/lib/core/money'
import { comingOf, type Lot } from './points-lots'
import type { ComingChange, PointsBalance, PointsEntry } from './schema'

/** Points taken out of a lot; null while they are owed. */
type Draw = { lot: Lot | null; points: number }

/**
 * The points of one customer, moved from state to state in the order of time. What is active may be negative: then no
 * lot has active points left, and the next ones pay what is owed.
 */
export class PointsLedger {
  readonly balance: PointsBalance = { earned: 0, pending: 0, active: 0, redeemed: 0, expired: 0, reversed: 0 }
  readonly entries: PointsEntry[] = []
  /** In the order of their purchases, in which they also become active and expire. */
  private readonly lots: Lot[] = []
  private readonly drawn = new Map<string, Draw[]>()
  private readonly owed: { draw: Draw; by: Draw[] | null }[] = []
  private pendingFrom = 0
  private lastingFrom = 0

  /** @param worth the points for an amount at a factor. */
  constructor(
    private readonly afterReturn: 'within-balance' | 'negative',
    private readonly worth: (amount: Minor, factor: number) => number,
  ) {}

  private note(at: Date, kind: PointsEntry['kind'], orderId: string | null, points: number, lot?: Lot): void {
    const bonus = lot?.bonus ? { bonus: true as const } : {}
    if (points !== 0) this.entries.push({ at, kind, orderId, ...bonus, points, balance: this.balance.active })
  }

  /** Lets the days pass up to and including `until`: on each, points expire before others become active. */
  passTo(until: number): void {
    for (;;) {
      const expiring = this.lots[this.lastingFrom]
      const waiting = this.lots[this.pendingFrom]
      const expiry = expiring?.expiresAt ?? Infinity
      const activation = waiting?.activeAt ?? Infinity
      if (Math.min(expiry, activation) > until) return
      if (expiring && expiry <= activation) {
        this.lastingFrom += 1
        this.expire(expiring, new Date(expiry))
      } else if (waiting) {
        this.pendingFrom += 1
        this.activate(waiting)
      }
    }
  }

  earn(lot: Lot, at: Date): void {
    const points = lot.left
    this.lots.push(lot)
    this.balance.earned += points
    this.balance.pending += points
    if (lot.activeAt > at.getTime()) this.note(at, 'pending', lot.orderId, points, lot)
    else {
      this.pendingFrom += 1
      this.activate(lot, at)
    }
  }

  private activate(lot: Lot, earnedAt?: Date): void {
    if (lot.state === 'gone') return
    lot.state = 'active'
    this.balance.pending -= lot.left
    this.balance.active += lot.left
    this.note(
      earnedAt ?? new Date(lot.activeAt),
      earnedAt === undefined ? 'activated' : 'earned',
      lot.orderId,
      lot.left,
      lot,
    )
    this.settle(lot)
  }

  /** What is owed is paid at once. */
  private settle(lot: Lot): void {
    for (let first = this.owed[0]; first && lot.left > 0; first = this.owed[0]) {
      const points = Math.min(first.draw.points, lot.left)
      first.draw.points -= points
      lot.left -= points
      lot.spent += points
      first.by?.push({ lot, points })
      if (first.draw.points === 0) this.owed.shift()
    }
  }

  private owe(points: number, by: Draw[] | null): void {
    const draw = { lot: null, points }
    by?.push(draw)
    this.owed.push({ draw, by })
  }

  /** Takes active points, the oldest lot's first; answers how many there were. */
  private draw(points: number, by: Draw[] | null): number {
    let missing = points
    for (let i = this.lastingFrom; missing > 0; i++) {
      const lot = this.lots[i]
      if (!lot) break
      if (lot.state !== 'active' || lot.left === 0) continue
      const taken = Math.min(missing, lot.left)
      lot.left -= taken
      lot.spent += taken
      missing -= taken
      by?.push({ lot, points: taken })
    }
    return points - missing
  }

  /** Points spent on an order: when there are too few of them, the rest is owed. */
  redeem(orderId: string, points: number, at: Date): void {
    const draws: Draw[] = []
    this.drawn.set(orderId, draws)
    const missing = points - this.draw(points, draws)
    if (missing > 0) this.owe(missing, draws)
    this.balance.redeemed += points
    this.balance.active -= points
    this.note(at, 'redeemed', orderId, -points)
  }

  /**
   * Un-redeems points of an order into the lots they came from, the last taken first, as if fewer had been redeemed.
   * Into a lot that expired they expire at once, and what a return of the lot's own purchase had let go is taken now.
   */
  giveBack(orderId: string, wanted: number, at: Date): void {
    const { balance } = this
    let missing = wanted
    let reversed = 0
    const expired = new Map<Lot, number>()
    for (const draw of (this.drawn.get(orderId) ?? []).toReversed()) {
      const points = Math.min(missing, draw.points)
      draw.points -= points
      missing -= points
      const { lot } = draw
      if (!lot || points === 0) continue
      const letGo = Math.min(points, lot.forgiven)
      lot.forgiven -= letGo
      reversed += letGo
      const live = points - letGo
      const madeGood = Math.min(live, lot.madeGood)
      lot.madeGood -= madeGood
      lot.spent -= live - madeGood
      if (lot.state === 'gone') expired.set(lot, (expired.get(lot) ?? 0) + live)
      else lot.left += live
    }
    while (this.owed[0]?.draw.points === 0) this.owed.shift()
    const given = wanted - missing
    balance.redeemed -= given
    balance.active += given
    this.note(at, 'given-back', orderId, given)
    balance.reversed += reversed
    balance.active -= reversed
    this.note(at, 'reversed', orderId, -reversed)
    for (const [lot, points] of expired) {
      balance.expired += points
      balance.active -= points
      this.note(at, 'expired', lot.orderId, -points)
    }
    if (this.owed.length > 0) for (const lot of this.lots) if (lot.state === 'active') this.settle(lot)
  }

  /** The points for what is kept of a lot's purchase: of promised ones the same share, rounded down. */
  private worthOf({ bonus, factor }: Lot, kept: Minor): number {
    if (!bonus) return this.worth(kept, factor)
    return bonus.of > 0 ? Math.floor((bonus.points * kept) / bonus.of) : bonus.points
  }

  /** Takes back what a returned amount of a purchase had given. */
  private reverse(lot: Lot, amount: Minor, orderId: string | null, at: Date): void {
    const { balance } = this
    const asked = this.worthOf(lot, lot.kept) - this.worthOf(lot, lot.kept - amount)
    lot.kept -= amount
    const own = Math.min(asked, lot.left)
    lot.left -= own
    balance.reversed += own
    if (lot.state === 'pending') {
      balance.pending -= own
      this.note(at, 'pending', orderId, -own, lot)
      return
    }
    const spent = Math.min(asked - own, lot.spent)
    lot.spent -= spent
    let others = this.draw(spent, null)
    if (this.afterReturn === 'negative') {
      if (spent > others) this.owe(spent - others, null)
      others = spent
    }
    lot.madeGood += others
    lot.forgiven += spent - others
    balance.reversed += others
    balance.active -= own + others
    this.note(at, 'reversed', orderId, -(own + others), lot)
  }

  /** A return of an order takes from that order's lots; one that names none, from the newest purchases first. */
  takeBack(orderId: string | null, returned: Minor, at: Date): void {
    let amount = returned
    const own = orderId === null ? this.lots.toReversed() : this.lots.filter((lot) => lot.orderId === orderId)
    for (const lot of own) {
      // What was promised for a purchase goes back with it, and uses up nothing of what was returned.
      if (lot.bonus) continue
      const part = Math.min(amount, lot.kept)
      amount -= part
      if (part === 0) continue
      this.reverse(lot, part, orderId, at)
      for (const promised of this.lots) {
        if (promised.bonus && promised.orderId === lot.orderId) this.reverse(promised, part, orderId, at)
      }
    }
  }

  private expire(lot: Lot, at: Date): void {
    const { left, state } = lot
    lot.left = 0
    lot.state = 'gone'
    this.balance.expired += left
    if (state === 'pending') {
      this.balance.pending -= left
      this.note(at, 'pending', lot.orderId, -left, lot)
    } else {
      this.balance.active -= left
      this.note(at, 'expired', lot.orderId, -left, lot)
    }
  }

  /** Membership ended: what there is expires, pending points too; what is owed stays owed. */
  leave(at: Date): void {
    for (const lot of this.lots) this.expire(lot, at)
  }

  /** What the days to come will do, if nothing else happens. */
  coming(): ComingChange[] {
    return comingOf(
      this.lots,
      this.owed.reduce((sum, { draw }) => sum + draw.points, 0),
    )
  }
}
