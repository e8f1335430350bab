import 'server-only'
import { createBuckets } from '@/lib/core/buckets'
import { realNow } from '@/lib/core/clock'
import { env } from '@/lib/core/env'
import { bearerOf, keyNumber } from '@/lib/core/keys'
import { logFault } from '@/lib/core/log'
import { countAttempt, networkOf } from './attempts'

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** What a machine is told: JSON that nobody keeps and no page can show. */
export const answer = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers: { ...HEADERS, ...headers } })

type Door = {
  /** What lies behind it, in one word. */
  realm: string
  /** The variable that holds its keys. */
  keys: 'PURCHASES_API_KEY' | 'MESSAGES_API_KEY'
  /** How often a key may ask, in real time, of each process of the shop. */
  perMinute: number
  /** What is logged, and what the caller is told, where what lies behind it breaks down. */
  fault: { log: string; message: string; retryAfterSeconds: number }
}

/**
 * A route for machines: who has no key, asks too often or tries too many wrong keys is refused, all others come in. Its
 * path stands in the matcher of proxy.ts, which lets it pass: it reads no cookie and sets none, so there is nothing that
 * a foreign page could abuse.
 *
 * Of wrong keys an address may try no more than of wrong passwords. A right key is let through even then: with 32
 * characters or more it was not guessed, and a till must not be locked out by a stranger beside it.
 */
export function machineDoor(
  { realm, keys, perMinute, fault }: Door,
  within: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  const pace = createBuckets({ most: perMinute, perMs: 60_000 })

  async function refusal({ headers }: Request): Promise<Response | null> {
    const given = bearerOf(headers.get('authorization'))
    const key = given === null ? null : keyNumber(given, env()[keys])
    if (key === null) return stranger(headers, given === null)
    const wait = pace.take(String(key), realNow().getTime())
    return wait > 0 ? tooMany(Math.ceil(wait / 1_000), 'Too many requests with this key.') : null
  }

  async function stranger(headers: Headers, without: boolean): Promise<Response> {
    const address = `${realm} ${networkOf(headers.get('x-sorento-peer'))}`
    const counted = await countAttempt({ address }, realNow())
    if (!counted.ok) return tooMany(counted.fault.minutes * 60, 'Too many requests without a right key.')
    const message = without
      ? 'Send your key in the header: authorization: Bearer <key>'
      : `This key is not known. The shop reads its keys from ${keys}.`
    return answer(401, { message }, { 'www-authenticate': `Bearer realm="${realm}"` })
  }

  return async (request) => {
    try {
      return (await refusal(request)) ?? (await within(request))
    } catch (error) {
      logFault(fault.log, error)
      return answer(503, { message: fault.message }, { 'retry-after': String(fault.retryAfterSeconds) })
    }
  }
}

const tooMany = (seconds: number, message: string): Response =>
  answer(429, { message: `${message} Try again in ${seconds} s.` }, { 'retry-after': String(seconds) })
