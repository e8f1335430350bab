import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import type { Minor } from '@/lib/core/money'
import { fail, ok, type Result } from '@/lib/core/result'
import { appendFacts } from '@/lib/events/queries'
import { lockCustomer, returnStock } from './guards'
import { planReturn, returnWindow, type NotReturnable, type ReturnPlan } from './return-rules'
import type { OrderStatus } from './schema'
import type { PurchasePlace } from './settle'

/**
 * Why nothing was returned. `conflict`: the key was used before, for other pieces. `changed`: something else would come
 * back than the form had shown.
 */
export type ReturnFault =
  | { code: 'missing' | 'nothing' | 'unknown' | 'too-many' | 'conflict' }
  | { code: 'not-returnable'; why: NotReturnable; lastDay: Date }
  | { code: 'changed'; from: ShownBack; to: ShownBack; currency: string }

/** What the form had said would come back: compared, never paid. */
export type ShownBack = { refund: Minor; pointsBack: number }

/** `again`: this key had returned these pieces before; nothing was done now. */
export type WrittenReturn = { id: string; refundStatus: 'pending' | 'paid'; again: boolean }

/** The named moments of a return between which another request may slip in. */
export type ReturnStep = 'return:locked' | 'return:before-write' | 'return:before-commit' | 'return:before-refund'
export type ReturnSteps = (step: ReturnStep) => Promise<void> | void

export type ReturnInput = {
  orderId: string
  customerId: string
  key: string
  /** Units by order line. */
  wanted: ReadonlyMap<string, number>
  shown: ShownBack
  now: Date
  /** Real time: the first attempt to pay back is made now, the next one by the timer. */
  realNow: Date
  timeZone: string
  /** Where the return is noted as behaviour; null for whom nothing may be noted. */
  noted: PurchasePlace | null
  steps?: ReturnSteps
}

/** Undoes the transaction and becomes its answer. */
class Refused extends Error {
  constructor(readonly fault: ReturnFault) {
    super(fault.code)
  }
}

/**
 * Returns pieces of a customer's order, in one transaction under their lock: compares the key, looks again at what is
 * still kept and at the window, writes the return and its lines, puts the units back into stock, notes the behaviour.
 * Either all of it holds or none. The money is paid back afterwards (`payBack`), with no transaction open.
 */
export async function writeReturn(input: ReturnInput): Promise<Result<WrittenReturn, ReturnFault>> {
  try {
    return ok(await db.$transaction((tx) => returnWithin(tx, input)))
  } catch (error) {
    if (error instanceof Refused) return fail(error.fault)
    throw error
  }
}

async function returnWithin(tx: Transaction, input: ReturnInput): Promise<WrittenReturn> {
  const { orderId, customerId, key, wanted, shown, now, timeZone, steps } = input
  await lockCustomer(tx, customerId)
  await steps?.('return:locked')
  const order = await tx.order.findFirst({
    where: { id: orderId, customerId },
    include: {
      lines: { orderBy: { position: 'asc' } },
      returns: { include: { lines: true } },
    },
  })
  if (!order) throw new Refused({ code: 'missing' })
  const known = order.returns.find((back) => back.key === key)
  if (known) {
    if (!sameUnits(known.lines, wanted)) throw new Refused({ code: 'conflict' })
    return { id: known.id, refundStatus: known.refundStatus === 'paid' ? 'paid' : 'pending', again: true }
  }

  const back = order.returns.flatMap((one) => one.lines)
  const lines = order.lines.map((line) => ({
    ...line,
    returned: back.reduce((sum, one) => sum + (one.orderLineId === line.id ? one.quantity : 0), 0),
  }))
  const returnable = { ...order, status: order.status as OrderStatus, lines }
  const { lastDay, whyNot } = returnWindow(returnable, now, timeZone)
  if (whyNot) throw new Refused({ code: 'not-returnable', why: whyNot, lastDay })
  const plan = planReturn(returnable, wanted)
  if (!plan.ok) throw new Refused(plan.fault)
  const { refund, pointsBack } = plan.value
  if (refund !== shown.refund || pointsBack !== shown.pointsBack) {
    throw new Refused({ code: 'changed', from: shown, to: { refund, pointsBack }, currency: order.currency })
  }
  await steps?.('return:before-write')
  const written = await write(tx, input, plan.value)
  await returnStock(tx, unitsBySku(plan.value))
  if (input.noted) await noteReturn(tx, input, input.noted, { order, written })
  await steps?.('return:before-commit')
  return { ...written, again: false }
}

function sameUnits(lines: readonly { orderLineId: string; quantity: number }[], wanted: ReadonlyMap<string, number>) {
  const units = [...wanted].filter(([, quantity]) => quantity > 0)
  return units.length === lines.length && lines.every((line) => wanted.get(line.orderLineId) === line.quantity)
}

type Written = { id: string; refundStatus: 'pending' | 'paid'; lines: { id: string; orderLineId: string }[] }

async function write(tx: Transaction, input: ReturnInput, plan: ReturnPlan): Promise<Written> {
  const { orderId, key, now, realNow } = input
  const id = newId()
  const lines = plan.lines.map(({ orderLineId, quantity, merchandise, refund, pointsBack }) => {
    return { id: newId(), orderLineId, quantity, merchandise, refund, pointsBack }
  })
  // Where points had paid for everything, no money is owed.
  const refundStatus = plan.refund > 0 ? 'pending' : 'paid'
  await tx.return.create({
    data: { id, orderId, key, at: now, refundStatus, refundTriedAt: realNow, lines: { createMany: { data: lines } } },
  })
  return { id, refundStatus, lines }
}

/** A sku stands once, since stock is put back by one statement. */
function unitsBySku(plan: ReturnPlan): { sku: string; quantity: number }[] {
  const units = new Map<string, number>()
  for (const { sku, quantity } of plan.lines) units.set(sku, (units.get(sku) ?? 0) + quantity)
  return [...units].map(([sku, quantity]) => ({ sku, quantity }))
}

async function noteReturn(
  tx: Transaction,
  input: ReturnInput,
  noted: PurchasePlace,
  { order, written }: { order: { lines: { id: string; productSlug: string; colourSlug: string }[] }; written: Written },
): Promise<void> {
  const { customerId, orderId, now, wanted } = input
  const products = await tx.product.findMany({
    where: { slug: { in: order.lines.map((line) => line.productSlug) } },
    select: { slug: true, categorySlug: true },
  })
  const categories = new Map(products.map(({ slug, categorySlug }) => [slug, categorySlug]))
  const bought = new Map(order.lines.map((line) => [line.id, line]))
  await appendFacts(
    written.lines.map(({ id, orderLineId }) => {
      const product = bought.get(orderLineId)?.productSlug ?? null
      return {
        ...({ kind: 'return', at: now, customerId, orderId, ...noted } as const),
        ...{ product, colour: bought.get(orderLineId)?.colourSlug ?? null },
        ...{ category: (product && categories.get(product)) ?? null, quantity: wanted.get(orderLineId) ?? null },
        ...{ place: 'order', dedupe: `return:${id}` },
      }
    }),
    tx,
  )
}
