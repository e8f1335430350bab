import 'server-only'
import { isSlug } from '@/lib/catalog/sku'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { appendFacts } from '@/lib/events/queries'
import { faultsOf, reviewSchema, type ReviewFault } from '@/lib/reviews/schema'
import { authorOf } from '@/lib/reviews/text'
import { countSaying } from './contribute-limit'
import { holdVisitor, speaksForItself } from './contribute-who'
import { lockSpeaker } from './locks'
import type { FlowContext } from './types'

export type Reviewed =
  /** `unchanged`: the same words were kept already. */
  | { status: 'kept' | 'unchanged' }
  | { status: 'wrong'; faults: Partial<Record<string, ReviewFault>> }
  /** No such piece; not bought, or all of it brought back; too many for now; nobody is signed in, or a crawler asks. */
  | { status: 'unknown' | 'not-bought' | 'often' | 'nobody' }

/** Whether a customer bought a piece, on the web or in the rooms, and kept at least one unit of it, as of a moment. */
export async function boughtAndKept(
  who: { customerId: string; product: string; now: Date },
  within: Transaction = db,
): Promise<boolean> {
  const { customerId, product, now } = who
  const [row] = await within.$queryRaw<{ kept: boolean }[]>`
    select exists (
      select 1 from order_line l join "order" o on o.id = l.order_id
      where o.customer_id = ${customerId}::uuid and o.status = 'confirmed' and o.placed_at <= ${now}
        and l.product_slug = ${product}
        and l.quantity > coalesce((select sum(b.quantity) from return_line b join "return" r on r.id = b.return_id
          where b.order_line_id = l.id and r.at <= ${now}), 0)) as kept`
  return row?.kept ?? false
}

/**
 * Keeps a customer's review of a piece they bought and kept, and with it the fact that they rated it, both or neither.
 * A later one replaces it. Sent twice at once it is kept once: a customer's reviews wait for each other, and the same
 * words again are no new review. Author and moment are the shop's own; the rest is what the form may say, in plain text.
 */
export async function writeReview(
  ctx: FlowContext,
  sent: { product: unknown; fields: Readonly<Record<string, unknown>> },
): Promise<Reviewed> {
  const { customerId, now, movedClock } = ctx
  if (!customerId || ctx.silent) return { status: 'nobody' }
  const { product } = sent
  if (typeof product !== 'string' || !isSlug(product)) return { status: 'unknown' }
  const parsed = reviewSchema.safeParse(sent.fields)
  if (!parsed.success) return { status: 'wrong', faults: faultsOf(parsed.error) }
  const words = parsed.data
  const speaks = await speaksForItself(ctx)
  return db.$transaction(async (tx) => {
    await lockSpeaker(tx, ctx)
    // Her purchase says that it is she; a visitor that is somebody else's, or just became nobody's, is left out of it.
    const visitorId = speaks && (await holdVisitor(tx, ctx)) ? ctx.visitorId : null
    const piece = await tx.product.findUnique({ where: { slug: product }, select: { categorySlug: true } })
    if (!piece) return { status: 'unknown' as const }
    if (!(await boughtAndKept({ customerId, product, now }, tx))) return { status: 'not-bought' as const }
    const before = await tx.review.findFirst({
      where: { customerId, product, at: { lte: now } },
      orderBy: [{ at: 'desc' }, { seq: 'desc' }],
    })
    const same = before?.rating === words.rating && before.title === words.title && before.body === words.body
    if (same) return { status: 'unchanged' as const }
    const counted = { shopper: customerId, peer: ctx.peer, realNow: ctx.realNow }
    if (!(await countSaying('review', counted, tx))) return { status: 'often' as const }
    const { name } = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { name: true } })
    const id = newId()
    await tx.review.create({
      data: { id, at: now, customerId, product, ...words, author: authorOf(name), movedClock },
    })
    await appendFacts(
      [
        {
          ...{ kind: 'rate', at: now, movedClock, visitorId, customerId, visitId: ctx.visitId, product },
          ...{ category: piece.categorySlug, value: String(words.rating), place: 'product', dedupe: `rate:${id}` },
        },
      ],
      tx,
    )
    return { status: 'kept' as const }
  })
}
