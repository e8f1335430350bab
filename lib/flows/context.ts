import 'server-only'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/lib/core/db'
import type { Question } from '@/lib/shopper/answers'
import { localeOf } from '@/lib/shopper/market'
import { requestContext, type RequestContext } from '@/lib/shopper/request'
import type { FlowContext } from './types'
import { refusedAt } from './viewing-words'

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
 * which the customer said that it was not them. Whoever sees the shop as somebody else may change nothing: they are led
 * back to where they were, and told so.
 */
export async function flowContext(): Promise<FlowContext & Pick<RequestContext, 'newVisit'>> {
  await refuseViewing()
  return ownContext()
}

/** Leads back who sees the shop as somebody else: for actions that ask by another way who is asking. */
export async function refuseViewing(): Promise<void> {
  const { viewing, url } = await requestContext()
  if (!viewing) return
  // What says so stands in the page's frame, and a redirect alone would keep it.
  revalidatePath('/', 'layout')
  redirect(refusedAt(url))
}

/**
 * Who is asking, as themself, whomever they see the shop as: for signing out, and for what answers no page. The second
 * looks at `viewing` and writes nothing.
 */
export async function ownContext(): Promise<FlowContext & Pick<RequestContext, 'newVisit' | 'viewing'>> {
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
