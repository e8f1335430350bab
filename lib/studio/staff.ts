import 'server-only'
import { cache } from 'react'
import { db } from '@/lib/core/db'
import { requestContext, type RequestContext } from '@/lib/shopper/request'

/** What the studio is to whoever asks: open to the house's staff, closed to customers; strangers may sign in. */
export type StudioDoor =
  | { door: 'open'; staffId: string; request: RequestContext }
  | { door: 'sign-in'; request: RequestContext }
  | { door: 'closed'; request: RequestContext }

/**
 * Who is asking for the studio. Pages and actions each ask this themselves; the role is read from the database each
 * time, so that taking it away takes effect at once. A session whose customer is gone counts as signed out, as does one in a
 * browser of which they said that it was not them.
 */
export const studioDoor = cache(async (): Promise<StudioDoor> => {
  const request = await requestContext()
  const id = request.sessionCustomerId
  const customer = id
    ? await db.customer.findUnique({
        where: { id, erasedAt: null, links: { none: { visitorId: request.visitorId, undoneAt: { not: null } } } },
        select: { id: true, role: true },
      })
    : null
  if (!customer) return { door: 'sign-in', request }
  return customer.role === 'staff' ? { door: 'open', staffId: customer.id, request } : { door: 'closed', request }
})
