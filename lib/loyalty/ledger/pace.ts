/**
 * Lets each name through `most` times at once, and from then on as often as `most` in `perMs` allows, evenly (a leaky
 * bucket). Kept in this process; times are arguments, in milliseconds.
 */
export function createPace({ most, perMs }: { most: number; perMs: number }) {
  // When the bucket of a name will be empty again.
  const emptyAt = new Map<string, number>()
  const each = perMs / most
  return {
    /** 0 where it may pass, which counts; else how many milliseconds are left to wait, and nothing is counted. */
    take(name: string, now: number): number {
      const begins = Math.max(emptyAt.get(name) ?? now, now)
      const wait = begins + each - (now + perMs)
      if (wait > 0) return wait
      if (emptyAt.size > 1_000) for (const [other, at] of emptyAt) if (at <= now) emptyAt.delete(other)
      emptyAt.set(name, begins + each)
      return 0
    },
  }
}
