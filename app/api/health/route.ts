import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'

/** 200 when the database answers, 503 when it does not. For load balancers and start scripts. */
export async function GET(): Promise<Response> {
  try {
    await db.$queryRaw`select 1`
    return Response.json({ status: 'ok', database: 'up' })
  } catch (error) {
    logFault('health: the database does not answer', error)
    return Response.json({ status: 'unavailable', database: 'down' }, { status: 503 })
  }
}
