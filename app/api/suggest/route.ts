import { z } from 'zod'
import { createBuckets } from '@/lib/core/buckets'
import { realNow } from '@/lib/core/clock'
import { logFault } from '@/lib/core/log'
import { findPieces } from '@/lib/catalog/search/queries'
import { MAX_QUERY } from '@/lib/catalog/words'
import { readShopper } from '@/lib/experience/read-shopper'
import { suggestionsOf } from '@/lib/experience/search-suggest'
import { networkOf } from '@/lib/flows/attempts'
import { getProjections } from '@/lib/ranking/queries'

/** Longer than any query that is read; the page's field holds `MAX_QUERY` characters. */
const asked = z.object({ q: z.string().max(MAX_QUERY * 4) })

const NO_STORE = { 'Cache-Control': 'no-store' }
const refuse = (status: number, message: string, headers: Record<string, string> = {}) =>
  Response.json({ message }, { status, headers: { ...NO_STORE, ...headers } })

/** Sixty at once and ten a second for one network, in real time: far above what typing asks for. */
const pace = createBuckets({ most: 60, perMs: 6_000 })

/**
 * What to offer while somebody types: `GET /api/suggest?q=` for our own pages. It reads and writes nothing down: what
 * was typed becomes a fact when it is searched for.
 */
export async function GET(request: Request): Promise<Response> {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    return refuse(403, 'Suggestions are for the pages of this shop.')
  }
  // Written by our own server (scripts/serve.mjs), never by a client.
  const wait = pace.take(networkOf(request.headers.get('x-sorento-peer')), realNow().getTime())
  if (wait > 0) return refuse(429, 'Too many requests at once.', { 'Retry-After': String(Math.ceil(wait / 1000)) })
  const parsed = asked.safeParse({ q: new URL(request.url).searchParams.get('q') ?? '' })
  if (!parsed.success) return refuse(400, `q is at most ${MAX_QUERY * 4} characters long.`)
  try {
    const [{ shopper }, projections] = await Promise.all([readShopper(), getProjections()])
    const result = await findPieces(parsed.data.q, shopper.catalogue, { typing: true })
    if (!result) return refuse(503, 'The search does not answer at the moment.')
    return Response.json(suggestionsOf(shopper, projections, result), { headers: NO_STORE })
  } catch (error) {
    logFault('suggestions: the shopper could not be read', error)
    return refuse(503, 'The search does not answer at the moment.')
  }
}
