import { readBytes } from '@/lib/core/body'
import { domainClock } from '@/lib/core/clock'
import { answer, machineDoor } from '@/lib/flows/machine-door'
import { reportPurchases } from '@/lib/loyalty/ledger/report'
import { MOST_BYTES, readPurchases } from '@/lib/loyalty/ledger/request'

/**
 * Purchases, returns, joinings and leavings that the till reports: up to 1,000 rows, each answered for itself. The body,
 * the answers and the faults are in docs/till.md.
 */
export const POST = machineDoor(
  {
    realm: 'purchases',
    keys: 'PURCHASES_API_KEY',
    perMinute: 600,
    fault: {
      log: 'purchases: not written',
      message: 'Nothing was written. Send the same rows again in a while.',
      retryAfterSeconds: 5,
    },
  },
  take,
)

async function take(request: Request): Promise<Response> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    return answer(415, { message: 'Send the rows as JSON, with content-type: application/json.' })
  }
  const stated = Number(request.headers.get('content-length') ?? 0)
  const rows = readPurchases(stated > MOST_BYTES ? null : await readBytes(request.body, MOST_BYTES))
  if (!rows.ok) return answer(rows.fault.status, { message: rows.fault.message })
  const { now } = await domainClock(0)
  const results = await reportPurchases(rows.value, now)
  const count = (status: string) => results.filter((result) => result.status === status).length
  const [created, already, refused] = [count('created'), count('already'), count('refused')]
  return answer(200, { created, already, refused, results })
}
