import 'server-only'
import { newId } from '@/lib/core/ids'
import { currentProgramme } from '@/lib/loyalty/queries'
import { demoPayments, type PaymentProvider } from '@/lib/orders/payment'
import { readOrder, type OrderView } from '@/lib/orders/queries'
import { writeReturn, type ReturnFault, type ReturnSteps } from '@/lib/orders/returns'
import { payBack } from '@/lib/orders/returns-refund'
import { learnsFrom } from './consent'
import { readUnits, returnFrame } from './return-order-form'
import { whyNotWords } from './return-order-words'
import type { FlowContext } from './types'
import type { Said } from './words'

export type ReturnOrderResult =
  /** Returned, by this call or by an earlier one with the same form. `paid`: the money is paid back already. */
  | { status: 'returned'; number: string; returnId: string; paid: boolean }
  /** There is no such order of theirs. */
  | { status: 'missing' }
  /** Nothing was returned. `key`: for the next attempt. */
  | { status: 'refused'; said: Said; key: string }

/**
 * Returns pieces of an order of whoever is signed in, from the form of the review page. The same form sent twice, at
 * once or later, is one return. Once written nothing of it is lost: what cannot be paid back now is paid by the sweep.
 * Standing, points and offers follow by themselves, since they are folds over what is written here.
 */
export async function returnOrder(
  ctx: FlowContext & { customerId: string },
  raw: Readonly<Record<string, unknown>>,
  { payments = demoPayments, steps }: { payments?: PaymentProvider; steps?: ReturnSteps } = {},
): Promise<ReturnOrderResult> {
  const frame = returnFrame.safeParse(raw)
  if (!frame.success) return { status: 'refused', said: { code: 'returns.broken' }, key: newId() }
  const { number, key, shownRefund, shownPoints } = frame.data
  const { customerId, now, realNow } = ctx
  const order = await readOrder({ number, customerId })
  if (!order) return { status: 'missing' }
  const wanted = readUnits(raw, order.lines)
  if (!wanted) return { status: 'refused', said: { code: 'returns.unknown' }, key }

  const [{ timeZone }, learns] = await Promise.all([currentProgramme(now), learnsFrom(ctx)])
  const { visitorId, visitId, movedClock } = ctx
  const result = await writeReturn({
    ...{ orderId: order.id, customerId, key, wanted, now, realNow, timeZone, steps },
    shown: { refund: shownRefund, pointsBack: shownPoints },
    noted: learns ? { visitorId, visitId, movedClock } : null,
  })
  if (!result.ok) return refusal(result.fault, { key, order, timeZone })
  const { id: returnId, refundStatus, again } = result.value
  await steps?.('return:before-refund')
  // Whoever sent this form first is paying it back, or the sweep will.
  const paid = refundStatus === 'paid' || (!again && (await payBack(returnId, payments)))
  return { status: 'returned', number: order.number, returnId, paid }
}

function refusal(
  fault: ReturnFault,
  form: { key: string; order: Pick<OrderView, 'currency'>; timeZone: string },
): ReturnOrderResult {
  const refused = { status: 'refused', key: form.key } as const
  switch (fault.code) {
    case 'missing':
      return { status: 'missing' }
    case 'conflict':
      return { ...refused, said: { code: 'returns.conflict' }, key: newId() }
    case 'nothing':
      return { ...refused, said: { code: 'returns.none' } }
    case 'unknown':
      return { ...refused, said: { code: 'returns.unknown' } }
    case 'too-many':
      return { ...refused, said: { code: 'returns.tooMany' } }
    case 'not-returnable':
      return { ...refused, said: whyNotWords(fault.why, fault.lastDay, form.timeZone) }
    case 'changed': {
      const { from, to, currency } = fault
      if (from.refund === to.refund) return { ...refused, said: { code: 'returns.changedPoints' } }
      const amounts = { from: { amount: from.refund, currency }, to: { amount: to.refund, currency } }
      return { ...refused, said: { code: 'returns.changed', values: amounts } }
    }
  }
}
