import { createHash } from 'node:crypto'
import { seededRandom } from '@/lib/core/random'

/** A source of chance with the few distributions the past needs. Same seed, same rolls. */
export type Dice = {
  /** Uniform in [0, 1). */
  next: () => number
  /** A whole number in [0, n). */
  below: (n: number) => number
  /** Uniform in [from, to). */
  between: (from: number, to: number) => number
  chance: (probability: number) => boolean
  pick: <T>(from: readonly [T, ...T[]]) => T
  /** An index, in proportion to its weight. Weights are not negative and not all zero. */
  weighted: (weights: ArrayLike<number>) => number
  /**
   * An index, in proportion to its weight times its factor; -1 when nothing weighs anything. The same as `weighted` of
   * `reweigh`, without an array of its own: the past chooses some hundred thousand times.
   */
  choose: (weights: Float64Array, factor: (index: number) => number) => number
  /** Standard normal (Box and Muller, 1958). */
  normal: () => number
  /** Exponential with this mean. */
  exponential: (mean: number) => number
  /** Poisson with this mean (Knuth, 1969; for small means). */
  poisson: (mean: number) => number
  /** Independent dice for a part of the story, so that changing one part leaves the others as they were. */
  fork: (label: string) => Dice
}

// Filled and read within one call of `choose`.
const scratch: number[] = []

/** Dice of a seed number and a label. */
export function createDice(seed: number, label = ''): Dice {
  const next = seededRandom(createHash('sha256').update(`${seed}:${label}`).digest().readUInt32LE(0))
  const below = (n: number) => Math.floor(next() * n)
  const positive = () => 1 - next()
  const weighted = (weights: ArrayLike<number>): number => {
    let sum = 0
    for (let i = 0; i < weights.length; i++) sum += weights[i] ?? 0
    let rest = next() * sum
    let last = 0
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] ?? 0
      if (weight <= 0) continue
      last = i
      rest -= weight
      if (rest < 0) return i
    }
    return last
  }
  return {
    next,
    below,
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    pick: (from) => from[below(from.length)] ?? from[0],
    weighted,
    choose: (weights, factor) => {
      let sum = 0
      scratch.length = weights.length
      for (let i = 0; i < weights.length; i++) {
        const weight = weights[i] ?? 0
        const product = weight > 0 ? weight * factor(i) : 0
        scratch[i] = product
        sum += product
      }
      return sum > 0 ? weighted(scratch) : -1
    },
    normal: () => Math.sqrt(-2 * Math.log(positive())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(positive()),
    poisson: (mean) => {
      const limit = Math.exp(-mean)
      let count = 0
      for (let product = next(); product > limit; product *= next()) count += 1
      return count
    },
    fork: (child) => createDice(seed, `${label}/${child}`),
  }
}

/**
 * Deterministic UUIDs (version 4 in form). All of them come from one generator: its state never repeats within 2^32
 * draws, so no two are alike; several generators of 32 bits could meet.
 */
export function createIds(seed: number): () => string {
  const next = seededRandom(createHash('sha256').update(`${seed}:ids`).digest().readUInt32LE(0))
  const word = () =>
    Math.floor(next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
  return () => {
    const hex = word() + word() + word() + word()
    const variant = ((parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}

/**
 * Deterministic UUIDs (version 4 in form) of a part of the story that others do not know of: hashed from the label and a
 * count, so that they meet neither those of `createIds` nor another label's.
 */
export function createIdsOf(seed: number, label: string): () => string {
  let count = 0
  return () => {
    const hex = createHash('sha256')
      .update(`${seed}:${label}:${(count += 1)}`)
      .digest('hex')
    const variant = ((parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}

/** Weights times a factor of their own each. */
export function reweigh(weights: Float64Array, factor: (index: number) => number): Float64Array {
  const result = new Float64Array(weights.length)
  for (let i = 0; i < result.length; i++) {
    const weight = weights[i] ?? 0
    if (weight > 0) result[i] = weight * factor(i)
  }
  return result
}
