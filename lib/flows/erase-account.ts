import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { logFault } from '@/lib/core/log'
import { fail, ok } from '@/lib/core/result'
import { demoPayments, type PaymentProvider } from '@/lib/orders/payment'
import { checkPassword } from '@/lib/shopper/passwords'
import { countAttempt, networkOf } from './attempts'
import { fieldFaults, triedPasswordSchema } from './credentials'
import { eraseWithin } from './erase-traces'
import { tooMany } from './sign-in'
import type { Browser, FlowContext, FlowResult } from './types'

const schema = z.object({ password: triedPasswordSchema })

/** Long enough for somebody with ten years of facts. */
const PATIENCE_MS = 60_000

/**
 * Erases the account of whoever is signed in, at once and for good. The password is asked again: a browser left open is
 * no permission. What goes and what stays: `eraseWithin`. Afterwards every session of theirs, wherever it is, is
 * nobody's, and this browser goes on as a new visitor. Sent twice, at once or later, it is one erasure.
 * Staff accounts are the house's own and are not erased here.
 */
export async function eraseAccount(
  ctx: FlowContext & { customerId: string },
  form: unknown,
  { browser, payments = demoPayments }: { browser: Browser; payments?: PaymentProvider },
): Promise<FlowResult<null>> {
  const parsed = schema.safeParse(form)
  if (!parsed.success) return fail({ said: { code: 'auth.look' }, fields: fieldFaults(parsed.error, 'auth.look') })
  const { customerId } = ctx
  const customer = await db.customer.findUnique({
    where: { id: customerId },
    select: { email: true, passwordHash: true, role: true, erasedAt: true },
  })
  if (!customer?.erasedAt) {
    if (customer?.role === 'staff') return fail({ said: { code: 'auth.staffAccount' } })
    const account = customer?.email ?? customerId
    const counted = await countAttempt({ account, address: networkOf(ctx.peer) }, ctx.realNow)
    if (!counted.ok) return fail(tooMany(counted.fault))
    const right = await checkPassword(customer?.passwordHash ?? null, parsed.data.password)
    if (!right) {
      return fail({ said: { code: 'auth.look' }, fields: { password: { code: 'auth.passwordWrong' } } })
    }
    const erased = await db.$transaction((tx) => eraseWithin(tx, { ...ctx, attempts: counted.value.ids }), {
      timeout: PATIENCE_MS,
    })
    for (const id of erased?.released ?? []) await letGo(id, payments)
  }
  await browser.closeSession()
  await browser.becomeVisitor({ visitorId: newId(), visitId: newId() })
  return ok(null)
}

/** Whoever pays lets go of what was reserved. A fault is logged: nothing was charged, and a reservation runs out. */
async function letGo(orderId: string, payments: PaymentProvider): Promise<void> {
  try {
    await payments.cancel(orderId)
  } catch (error) {
    logFault('erasing: a payment was not cancelled', error, { order: orderId })
  }
}
