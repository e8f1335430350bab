/** So many requests at once, and so many more each second, for one network address: far above what typing asks for. */
export const SUGGEST_LIMIT = { burst: 60, perSecond: 10, addresses: 10_000 } as const

type Bucket = { tokens: number; at: number }

/**
 * A limiter of one process: a bucket of tokens for each address (the usual token bucket). Memory is bounded: the address
 * that asked longest ago is forgotten first, which at worst lets it ask again.
 * @returns whether an address may ask at `now` (real time, in milliseconds), or in how many seconds it may
 */
export function createLimiter({
  burst,
  perSecond,
  addresses,
}: {
  burst: number
  perSecond: number
  addresses: number
}) {
  const buckets = new Map<string, Bucket>()
  return (address: string, now: number): { ok: true } | { ok: false; retrySeconds: number } => {
    const known = buckets.get(address)
    // A clock that was set back takes nothing away.
    const since = known ? Math.max(0, now - known.at) : 0
    const tokens = known ? Math.min(burst, known.tokens + (since / 1_000) * perSecond) : burst
    const allowed = tokens >= 1
    buckets.delete(address)
    buckets.set(address, { tokens: allowed ? tokens - 1 : tokens, at: now })
    if (buckets.size > addresses) {
      const [longest] = buckets.keys()
      if (longest !== undefined) buckets.delete(longest)
    }
    return allowed ? { ok: true } : { ok: false, retrySeconds: Math.ceil((1 - tokens) / perSecond) }
  }
}
