/**
 * Lets each name through `most` times at once, and from then on as often as `most` in `perMs` allows, evenly (a leaky
 * bucket). Kept in this process and bounded: with more than `names` of them the one that asked longest ago is forgotten,
 * so that whoever invents names gains a fresh bucket, never the shop's memory. Times are arguments, in milliseconds; a
 * clock that is set back takes nothing away.
 */
export function createBuckets({ most, perMs, names = 10_000 }: { most: number; perMs: number; names?: number }) {
  // When the bucket of a name will be empty again, and when it was last asked; in the order in which they asked.
  const buckets = new Map<string, { emptyAt: number; askedAt: number }>()
  const each = perMs / most
  return {
    /** 0 where it may pass, which counts; else how many milliseconds are left to wait, and nothing is counted. */
    take(name: string, now: number): number {
      const known = buckets.get(name)
      const begins = known ? Math.max(known.emptyAt - Math.max(0, known.askedAt - now), now) : now
      const wait = begins + each - (now + perMs)
      buckets.delete(name)
      buckets.set(name, { emptyAt: wait > 0 ? begins : begins + each, askedAt: now })
      for (const oldest of buckets.keys()) {
        if (buckets.size <= names) break
        buckets.delete(oldest)
      }
      return Math.max(0, wait)
    },
    /** How many names are kept. */
    get size(): number {
      return buckets.size
    },
  }
}
