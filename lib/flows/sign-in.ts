import 'server-only'
import { db } from '@/lib/core/db'
import { fail, ok } from '@/lib/core/result'
import { checkPassword } from '@/lib/shopper/passwords'
import { countAttempt, giveBack, networkOf } from './attempts'
import { fieldFaults, signInSchema } from './credentials'
import type { Browser, FlowContext, FlowFault, FlowResult } from './types'
import { welcome, type Welcomed } from './visitor-link'

/** What is said when a subject has had its share of attempts. */
export const tooMany = ({ minutes }: { minutes: number }): FlowFault => ({
  said: { code: 'auth.tooMany', values: { minutes } },
})

/**
 * The customer whom e-mail and password belong to, or null. An unknown e-mail takes as long as a wrong password. The
 * answer is ours and not read off a session that something else opened.
 */
export async function customerWith(email: string, password: string): Promise<string | null> {
  const customer = await db.customer.findUnique({
    where: { email, erasedAt: null },
    select: { id: true, passwordHash: true },
  })
  const right = await checkPassword(customer?.passwordHash ?? null, password)
  return customer && right ? customer.id : null
}

/** Notes, for good, that a browser of theirs asks for Global Privacy Control: messages have no browser to ask. */
async function notePrivacyControl(
  { globalPrivacyControl, now }: Pick<FlowContext, 'globalPrivacyControl' | 'now'>,
  customerId: string,
): Promise<void> {
  if (!globalPrivacyControl) return
  await db.customer.updateMany({
    where: { id: customerId, erasedAt: null, privacyControlAt: null },
    data: { privacyControlAt: now },
  })
}

/** Welcomes a customer whose password was right, then opens their session: it has to know as which visitor. */
export async function enter(
  ctx: FlowContext,
  { customerId, email, password }: { customerId: string; email: string; password: string },
  browser: Browser,
): Promise<Welcomed> {
  await notePrivacyControl(ctx, customerId)
  const welcomed = await welcome(ctx, customerId, browser)
  await browser.openSession({ email, password, visitorId: welcomed.visitorId })
  return welcomed
}

/**
 * Signs in by e-mail and password: counts the attempt before anything is checked, opens the session, links visitor and
 * customer, and puts the two carts together. The same words answer an unknown e-mail and a wrong password.
 */
export async function signIn(ctx: FlowContext, form: unknown, browser: Browser): Promise<FlowResult<Welcomed>> {
  const parsed = signInSchema.safeParse(form)
  if (!parsed.success) {
    return fail({ said: { code: 'auth.look' }, fields: fieldFaults(parsed.error, 'auth.look') })
  }
  const { email, password } = parsed.data
  const counted = await countAttempt({ account: email, address: networkOf(ctx.peer) }, ctx.realNow)
  if (!counted.ok) return fail(tooMany(counted.fault))
  const customerId = await customerWith(email, password)
  if (!customerId) return fail({ said: { code: 'auth.refused' } })
  await giveBack(counted.value)
  return ok(await enter(ctx, { customerId, email, password }, browser))
}
