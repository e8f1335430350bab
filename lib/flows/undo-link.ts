import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { lockVisitor } from './locks'
import type { Browser, FlowContext } from './types'

/**
 * "This was not me": what happened in that browser while it was linked to this customer is nobody's from now on, and
 * nobody, not even they, can be linked to that visitor again. Their cart stays as it is. A session that is still open
 * there counts as signed out; where it is this very browser, it goes on as a new visitor, signed in as before.
 * @param linkId a link of theirs, as the page listed it; any other changes nothing.
 * @returns whether there was such a link.
 */
export async function undoLink(
  ctx: Pick<FlowContext, 'visitorId' | 'now'> & { customerId: string },
  linkId: unknown,
  browser: Browser,
): Promise<boolean> {
  const id = z.uuid().safeParse(linkId)
  if (!id.success) return false
  const { customerId, now } = ctx
  const visitorId = await db.$transaction(async (tx) => {
    const link = await tx.visitorLink.findFirst({ where: { id: id.data, customerId, undoneAt: null } })
    if (!link) return null
    await lockVisitor(tx, link.visitorId)
    // Never ended before it began: a moved clock can stand earlier.
    await tx.$executeRaw`
      update visitor_link set undone_at = ${now}, until = coalesce(until, greatest("from", ${now}))
      where visitor_id = ${link.visitorId}::uuid and customer_id = ${customerId}::uuid and undone_at is null`
    return link.visitorId
  })
  if (visitorId === ctx.visitorId) await browser.becomeVisitor({ visitorId: newId(), visitId: newId() })
  return visitorId !== null
}
