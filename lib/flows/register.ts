import 'server-only'
import type { Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { fail, ok } from '@/lib/core/result'
import { hashPassword } from '@/lib/shopper/passwords'
import { countAttempt, giveBack, networkOf } from './attempts'
import { fieldFaults, passwordFault, registerSchema } from './credentials'
import { sayAtDoor } from './letters'
import { customerWith, enter, tooMany } from './sign-in'
import type { Browser, FlowContext, FlowFault, FlowResult } from './types'
import { welcomeNew, type Welcomed } from './visitor-link'

/** Details that passed their schema: the e-mail is normalised. */
export type Account = { name: string; email: string; password: string }

// One answer for every account that cannot be opened: it tells nobody whether an e-mail is known.
const CANNOT_OPEN: FlowFault = { said: { code: 'auth.cannotOpen' } }

/**
 * Opens an account unless the e-mail has one, and its session; null where it has. The password is hashed either way, so
 * that both take as long.
 */
async function openAccount(
  ctx: FlowContext,
  { name, email, password }: Account,
  browser: Browser,
): Promise<Welcomed | null> {
  const id = newId()
  const passwordHash = await hashPassword(password)
  const { country, market, globalPrivacyControl, now } = ctx
  const customer = {
    ...{ id, email, name, passwordHash, country, createdAt: now },
    // What messages go by later, when no browser of theirs is there to be asked.
    ...{ consentRule: market.consent, privacyControlAt: globalPrivacyControl ? now : null },
  }
  const write = async (tx: Transaction, firstVisitorId: string) => {
    const data = [{ ...customer, firstVisitorId }]
    const { count } = await tx.customer.createMany({ data, skipDuplicates: true })
    return count === 1 ? id : null
  }
  const welcomed = await welcomeNew(ctx, write, browser)
  if (welcomed) await browser.openSession({ email, password, visitorId: welcomed.visitorId })
  return welcomed
}

/**
 * Opens an account and signs in with it. An e-mail that has an account already gets the same answer, after the same
 * time, as any other refusal. Refusals are limited per network address like failed sign-ins, accounts more generously.
 */
export async function register(ctx: FlowContext, form: unknown, browser: Browser): Promise<FlowResult<Welcomed>> {
  const parsed = registerSchema.safeParse(form)
  if (!parsed.success) {
    return fail({ said: { code: 'auth.look' }, fields: fieldFaults(parsed.error, 'auth.look') })
  }
  const { email, password } = parsed.data
  const weak = passwordFault(password, email)
  if (weak) return fail({ said: { code: 'auth.look' }, fields: { password: weak } })

  const address = networkOf(ctx.peer)
  const counted = await countAttempt({ address }, ctx.realNow)
  if (!counted.ok) return fail(tooMany(counted.fault))
  const opening = await countAttempt({ opening: address }, ctx.realNow)
  if (!opening.ok) return fail(tooMany(opening.fault))

  const welcomed = await openAccount(ctx, parsed.data, browser)
  if (!welcomed) return fail(CANNOT_OPEN)
  await giveBack(counted.value)
  const { now, movedClock } = ctx
  await sayAtDoor(form, { customerId: welcomed.customerId, now, movedClock, source: 'registration' })
  return ok(welcomed)
}

/** `known`: they had an account; its cart and offers are theirs now. */
export type Entered = Welcomed & { known: boolean }

/**
 * Comes in at checkout: signs in when e-mail and password belong together, else opens an account. An e-mail that has an
 * account with another password is refused in the words of `register`.
 */
export async function signInOrRegister(
  ctx: FlowContext,
  account: Account,
  browser: Browser,
): Promise<FlowResult<Entered>> {
  const { email, password } = account
  const address = networkOf(ctx.peer)
  const counted = await countAttempt({ account: email, address }, ctx.realNow)
  if (!counted.ok) return fail(tooMany(counted.fault))

  const come = async (customerId: string): Promise<FlowResult<Entered>> => {
    await giveBack(counted.value)
    return ok({ ...(await enter(ctx, { customerId, email, password }, browser)), known: true })
  }
  const customerId = await customerWith(email, password)
  if (customerId) return come(customerId)

  const weak = passwordFault(password, email)
  if (weak) return fail({ said: { code: 'checkout.look' }, fields: { password: weak } })
  const opening = await countAttempt({ opening: address }, ctx.realNow)
  if (!opening.ok) return fail(tooMany(opening.fault))
  const welcomed = await openAccount(ctx, account, browser)
  if (welcomed) {
    await giveBack(counted.value)
    return ok({ ...welcomed, known: false })
  }
  // The same form may have been sent twice at once: then the other one has just opened this very account.
  const opened = await customerWith(email, password)
  return opened ? come(opened) : fail(CANNOT_OPEN)
}
