import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'

/** How long the database may take to answer; load balancers wait little longer. */
const PATIENCE_MS = 3_000

const tooSlow = () =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS).unref()
  })

/** 200 when the database answers, 503 when it does not, or not in time. For load balancers and start scripts. */
export async function GET(): Promise<Response> {
  try {
    await Promise.race([db.$queryRaw`select 1`, tooSlow()])
    return Response.json({ status: 'ok', database: 'up' })
  } catch (error) {
    logFault('health: the database does not answer', error)
    return Response.json({ status: 'unavailable', database: 'down' }, { status: 503 })
  }
}
