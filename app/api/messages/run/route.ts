import { createBuckets } from '@/lib/core/buckets'
import { domainClock, realNow } from '@/lib/core/clock'
import { env } from '@/lib/core/env'
import { logFault } from '@/lib/core/log'
import { countAttempt, networkOf } from '@/lib/flows/attempts'
import { bearerOf, keyNumber } from '@/lib/loyalty/ledger/keys'
import { runWhole } from '@/lib/messages/run/whole'

// proxy.ts lets this path pass: it reads no cookie and sets none, so there is nothing that a foreign page could abuse.

/** Runs that a key may ask for, in real time, of each process of the shop: a scheduler asks every few minutes. */
const pace = createBuckets({ most: 10, perMs: 60_000 })

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

const answer = (status: number, body: object, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { ...HEADERS, ...headers } })

/**
 * One run of messages, for a scheduler: the same as `npm run messages:run`, as of now. Takes no parameters; answers what
 * was done. Any number may run at once. docs/messages.md says who may and what comes back.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const refused = await refusal(request)
    if (refused) return refused
    const { now } = await domainClock(0)
    const done = await runWhole({ asOf: now, realNow: realNow() })
    return answer(200, { asOf: now.toISOString(), ...done })
  } catch (error) {
    logFault('messages: a run ended early', error)
    return answer(
      503,
      { message: 'The run ended early. What is left is done by the next one.' },
      { 'retry-after': '60' },
    )
  }
}

/** Why a request is not looked at, or null. */
async function refusal(request: Request): Promise<Response | null> {
  const given = bearerOf(request.headers.get('authorization'))
  const key = given === null ? null : keyNumber(given, env().MESSAGES_API_KEY)
  if (key === null) return stranger(request, given === null)
  const wait = pace.take(String(key), realNow().getTime())
  return wait > 0 ? tooMany(Math.ceil(wait / 1_000), 'Too many runs with this key.') : null
}

/** Of wrong keys an address may try no more than of wrong passwords. A right key is let through even then. */
async function stranger(request: Request, without: boolean): Promise<Response> {
  const network = networkOf(request.headers.get('x-sorento-peer'))
  const counted = await countAttempt({ address: `messages ${network}` }, realNow())
  if (!counted.ok) return tooMany(counted.fault.minutes * 60, 'Too many requests without a right key.')
  const message = without
    ? 'Send your key in the header: authorization: Bearer <key>'
    : 'This key is not known. The shop reads its keys from MESSAGES_API_KEY.'
  return answer(401, { message }, { 'www-authenticate': 'Bearer realm="messages"' })
}

const tooMany = (seconds: number, message: string) =>
  answer(429, { message: `${message} Try again in ${seconds} s.` }, { 'retry-after': String(seconds) })
