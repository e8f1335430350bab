import 'server-only'
import { db } from '@/lib/core/db'
import type { Question } from '@/lib/shopper/answers'
import { localeOf } from '@/lib/shopper/market'
import { requestContext, type RequestContext } from '@/lib/shopper/request'
import type { FlowContext } from './types'

/** Their newest answer about the language, in which they are told what became of it. */
const spoken = {
  where: { question: 'language' satisfies Question },
  orderBy: { seq: 'desc' },
  take: 1,
  select: { value: true },
} as const

/**
 * Who is asking for a change. Every action asks this itself: a page that offered the form proves nothing. A session
 * whose customer no longer exists (erased, or from before a reset) counts as signed out, and so does one in a browser of
 * which the customer said that it was not them.
 */
export async function flowContext(): Promise<FlowContext & Pick<RequestContext, 'newVisit'>> {
  const request = await requestContext()
  const id = request.sessionCustomerId
  const undone = { visitorId: request.visitorId, undoneAt: { not: null } }
  const customer = id
    ? await db.customer.findUnique({
        where: { id, erasedAt: null, links: { none: undone } },
        select: { id: true, answers: spoken },
      })
    : null
  const answers = { language: customer?.answers[0]?.value ?? undefined }
  const market = { ...request.market, locale: localeOf({ ...request, answers }) }
  return { ...request, market, customerId: customer?.id ?? null }
}
