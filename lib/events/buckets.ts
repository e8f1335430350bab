/**
 * Lets each name through `most` times at once, and from then on as often as `most` in `perMs` allows, evenly (a leaky
 * bucket). Kept in this process and bounded: with more than `names` of them the one that came first is forgotten, so that
 * whoever invents names gains a fresh bucket, never the shop's memory. Times are arguments, in milliseconds.
 */
export function createBuckets({ most, perMs, names = 10_000 }: { most: number; perMs: number; names?: number }) {
  // When the bucket of a name will be empty again; in the order in which names were last let through.
  const emptyAt = new Map<string, number>()
  const each = perMs / most
  return {
    /** 0 where it may pass, which counts; else how many milliseconds are left to wait, and nothing is counted. */
    take(name: string, now: number): number {
      const begins = Math.max(emptyAt.get(name) ?? now, now)
      const wait = begins + each - (now + perMs)
      if (wait > 0) return wait
      emptyAt.delete(name)
      emptyAt.set(name, begins + each)
      for (const oldest of emptyAt.keys()) {
        if (emptyAt.size <= names) break
        emptyAt.delete(oldest)
      }
      return 0
    },
    /** How many names are kept. */
    get size(): number {
      return emptyAt.size
    },
  }
}
