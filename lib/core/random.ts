/**
 * A small deterministic generator (mulberry32) for seeds and simulations: the same seed gives the same numbers on
 * every machine. Not for secrets.
 * Source: Tommy Ettinger, 2017, public domain.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
