import { createBuckets } from '@/lib/core/buckets'
import { networkOf } from '@/lib/flows/attempts'

/**
 * Tokens that lead nowhere, of one network, in real time, of each process of the shop. Only these are counted: the
 * providers of mail press the button for many people from few addresses, and none of them may be turned away.
 */
const misses = createBuckets({ most: 60, perMs: 60_000 })

/** Counts a token that led nowhere. @returns seconds to wait where there were too many; 0 otherwise. */
export const missed = (peer: string | null, realNow: Date): number =>
  Math.ceil(misses.take(networkOf(peer), realNow.getTime()) / 1_000)
