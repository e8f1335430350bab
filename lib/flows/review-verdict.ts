import 'server-only'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { faultsOf, verdictSchema, type ReviewFault } from '@/lib/reviews/schema'
import type { FlowContext } from './types'

export type Judged =
  | { status: 'done'; verdict: 'shown' | 'hidden' }
  | { status: 'wrong'; faults: Partial<Record<string, ReviewFault>> }
  /** `closed`: whoever asks is no staff. `unknown`: there is no such review. */
  | { status: 'unknown' | 'closed' }

/**
 * Hides a customer's reviews of a piece, with a reason that they will read, or shows them again. Staff only; the role is
 * read from the database each time. The newest verdict counts, at once and for everybody.
 */
export async function judgeReview(ctx: FlowContext, fields: Readonly<Record<string, unknown>>): Promise<Judged> {
  const { customerId, now } = ctx
  const staff = customerId
    ? await db.customer.findUnique({ where: { id: customerId, role: 'staff', erasedAt: null }, select: { id: true } })
    : null
  if (!staff) return { status: 'closed' }
  const parsed = verdictSchema.safeParse(fields)
  if (!parsed.success) {
    const faults = faultsOf(parsed.error)
    return faults.reason ? { status: 'wrong', faults: { reason: faults.reason } } : { status: 'unknown' }
  }
  const { review, verdict } = parsed.data
  const found = await db.review.findUnique({ where: { id: review, at: { lte: now } }, select: { id: true } })
  if (!found) return { status: 'unknown' }
  const reason = parsed.data.verdict === 'hidden' ? parsed.data.reason : ''
  await db.reviewVerdict.create({ data: { id: newId(), reviewId: review, verdict, reason, by: staff.id, at: now } })
  return { status: 'done', verdict }
}
