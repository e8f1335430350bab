import { readBytes } from '@/lib/core/body'
import { createBuckets } from '@/lib/core/buckets'
import { domainClock, realNow } from '@/lib/core/clock'
import { env } from '@/lib/core/env'
import { logFault } from '@/lib/core/log'
import { countAttempt, networkOf } from '@/lib/flows/attempts'
import { bearerOf, keyNumber } from '@/lib/loyalty/ledger/keys'
import { reportPurchases } from '@/lib/loyalty/ledger/report'
import { MOST_BYTES, readPurchases } from '@/lib/loyalty/ledger/request'

// proxy.ts lets this path pass: it reads no cookie and sets none, so there is nothing that a foreign page could abuse.

/** Requests that a key may make, in real time, of each process of the shop. */
const pace = createBuckets({ most: 600, perMs: 60_000 })

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

const answer = (status: number, body: object, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { ...HEADERS, ...headers } })

/**
 * Purchases, returns, joinings and leavings that the till reports: up to 1,000 rows, each answered for itself. The body,
 * the answers and the faults are in docs/till.md.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    return (await refusal(request)) ?? (await take(request))
  } catch (error) {
    logFault('purchases: not written', error)
    return answer(503, { message: 'Nothing was written. Send the same rows again in a while.' }, { 'retry-after': '5' })
  }
}

/** Why a request is not looked at, or null. */
async function refusal(request: Request): Promise<Response | null> {
  const given = bearerOf(request.headers.get('authorization'))
  const key = given === null ? null : keyNumber(given, env().PURCHASES_API_KEY)
  if (key === null) return stranger(request, given === null)
  const wait = pace.take(String(key), realNow().getTime())
  if (wait > 0) return tooMany(Math.ceil(wait / 1000), 'Too many requests with this key.')
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    return answer(415, { message: 'Send the rows as JSON, with content-type: application/json.' })
  }
  return null
}

/**
 * Of wrong keys an address may try no more than of wrong passwords. A right key is let through even then: with 32
 * characters or more it was not guessed, and a till must not be locked out by a stranger beside it.
 */
async function stranger(request: Request, without: boolean): Promise<Response> {
  const network = networkOf(request.headers.get('x-sorento-peer'))
  const counted = await countAttempt({ address: `purchases ${network}` }, realNow())
  if (!counted.ok) return tooMany(counted.fault.minutes * 60, 'Too many requests without a right key.')
  const message = without
    ? 'Send your key in the header: authorization: Bearer <key>'
    : 'This key is not known. The shop reads its keys from PURCHASES_API_KEY.'
  return answer(401, { message }, { 'www-authenticate': 'Bearer realm="purchases"' })
}

const tooMany = (seconds: number, message: string) =>
  answer(429, { message: `${message} Try again in ${seconds} s.` }, { 'retry-after': String(seconds) })

async function take(request: Request): Promise<Response> {
  const stated = Number(request.headers.get('content-length') ?? 0)
  const rows = readPurchases(stated > MOST_BYTES ? null : await readBytes(request.body, MOST_BYTES))
  if (!rows.ok) return answer(rows.fault.status, { message: rows.fault.message })
  const { now } = await domainClock(0)
  const results = await reportPurchases(rows.value, now)
  const count = (status: string) => results.filter((result) => result.status === status).length
  const [created, already, refused] = [count('created'), count('already'), count('refused')]
  return answer(200, { created, already, refused, results })
}
