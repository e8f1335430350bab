import { NONE, real } from './columns'
import { itemsOf } from './neighbours'
import { RETURNS } from './settings'
import type { SessionIndex } from './store'

const items: number[] = []

/**
 * Counts, or with -1 takes back, how often the steps of a session went back to an item met before: for each of the last
 * items by rank (1: the one before the current) how often it could be gone back to, and how often it was. A step to the
 * item itself is none. Cost: the session's length.
 */
export function countReturns(index: SessionIndex, session: number, sign: 1 | -1): void {
  const { returns } = index
  const count = itemsOf(index, session, items)
  const last: number[] = []
  for (let at = 0; at < count; at++) {
    const item = items[at] ?? NONE
    const rank = last.indexOf(item)
    if (rank !== 0 && last.length > 1) {
      returns.steps += sign
      if (rank > 0) returns.back += sign
      for (let other = 1; other < last.length; other++) returns.chances[other] = real(returns.chances, other) + sign
      if (rank > 0) returns.taken[rank] = real(returns.taken, rank) + sign
    }
    if (rank >= 0) last.splice(rank, 1)
    else if (last.length > RETURNS.ranks) last.pop()
    last.unshift(item)
  }
}

/** How likely a step goes back to the item of this rank; 0 beyond those that are told apart. */
export function returnChance({ returns }: SessionIndex, rank: number): number {
  if (rank > RETURNS.ranks) return 0
  const expected = (RETURNS.prior * RETURNS.priorShare) / rank
  return (real(returns.taken, rank) + expected) / (real(returns.chances, rank) + RETURNS.prior)
}

/** Of the steps that could go back, the share that did: above 0 and below 1. */
export const returnShare = ({ returns }: SessionIndex): number =>
  (returns.back + RETURNS.prior * RETURNS.priorShare) / (returns.steps + RETURNS.prior)
