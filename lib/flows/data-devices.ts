import 'server-only'
import { db } from '@/lib/core/db'
import { kindNotIn } from '@/lib/events/said'
import { PAID } from './data-hold'
import type { FlowContext } from './types'

/** A browser in which a customer was recognised. */
export type Device = {
  /** One of its links, by which the customer names it. The visitor's own id stays in its cookie. */
  linkId: string
  /** Whether it is the browser that is asking. */
  here: boolean
  firstSeen: Date
  lastSeen: Date
  /** Whether the link lasts: nobody signed out there. */
  open: boolean
  /** What was learned there and still counts: views, searches and the like, and what was said. */
  facts: number
}

/** How many browsers are listed: those seen last. */
const LISTED = 50

/**
 * The browsers that are linked to a customer, the one seen last first; without those of which they said that it was not
 * them.
 */
export async function readDevices({
  customerId,
  visitorId,
}: Pick<FlowContext, 'visitorId'> & { customerId: string }): Promise<Device[]> {
  return db.$queryRaw<Device[]>`
    select (array_agg(l.id order by l."from", l.id))[1] as "linkId", l.visitor_id = ${visitorId}::uuid as here,
      min(l."from") as "firstSeen", greatest(max(coalesce(l.until, l."from")), max(e.last)) as "lastSeen",
      bool_or(l.until is null) as open, coalesce(sum(e.facts), 0)::int as facts
    from visitor_link l
    left join lateral (
      select max(at) as last,
        count(*) filter (where kind <> 'exposure' and ${kindNotIn(PAID)}) as facts
      from event
      where visitor_id = l.visitor_id and at >= l."from" and at < coalesce(l.until, 'infinity')) e on true
    where l.customer_id = ${customerId}::uuid and l.undone_at is null
    group by l.visitor_id order by 4 desc, 1 limit ${LISTED}`
}
