import type { Minor } from '@/lib/core/money'
import type { ComingChange } from './schema'

/** The points of one purchase. */
export type Lot = {
  orderId: string
  /** What of the purchase was not returned. */
  kept: Minor
  factor: number
  /** Promised for the purchase on top of what it earns: so many for all of it. Absent: the lot is what it earns. */
  bonus?: { points: number; of: Minor }
  activeAt: number
  /** Null: never. */
  expiresAt: number | null
  state: 'pending' | 'active' | 'gone'
  /** Pending or active, as the lot is. */
  left: number
  /** Redeemed, or taken for another lot's return; not asked for since. */
  spent: number
  /** Spent ones that a return of this purchase asked for: made good from elsewhere, or let go. */
  madeGood: number
  forgiven: number
}

/**
 * What the days to come will do to lots, if nothing else happens, earlier to later; of one moment, expiring first.
 * @param lots in the order of their purchases, in which they also become active and expire.
 * @param owed points that the next active ones pay.
 */
export function comingOf(lots: readonly Lot[], owed: number): ComingChange[] {
  const activating: ComingChange[] = []
  const expiring: ComingChange[] = []
  for (const { left, state, activeAt, expiresAt } of lots) {
    if (left === 0 || state === 'gone') continue
    const becomesActive = state === 'pending' && (expiresAt === null || activeAt < expiresAt)
    if (becomesActive) come(activating, 'points-active', activeAt, left)
    const paid = becomesActive ? Math.min(owed, left) : 0
    owed -= paid
    if (expiresAt === null || left === paid) continue
    // What expires while it waits was never active.
    come(expiring, 'points-expire', expiresAt, state === 'active' || becomesActive ? paid - left : 0)
  }
  return [...expiring, ...activating].sort((a, b) => a.at.getTime() - b.at.getTime())
}

function come(list: ComingChange[], kind: 'points-active' | 'points-expire', at: number, points: number): void {
  const last = list.at(-1)
  if (last?.at.getTime() === at) last.points += points
  else list.push({ at: new Date(at), kind, amount: 0, points, tier: null })
}
