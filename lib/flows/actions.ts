'use server'

import { refresh, revalidatePath } from 'next/cache'
import { redirect, unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import { MAX_QUANTITY } from '@/lib/cart/pricing'
import { acknowledgePrices, setQuantity } from '@/lib/cart/queries'
import { unpackPrices } from '@/lib/cart/rules'
import { formIn } from '@/lib/core/forms'
import { logFault } from '@/lib/core/log'
import { forget, thisBrowser } from './browser'
import { carefully } from './carefully'
import { choosePersonalisation, learnsFrom } from './consent'
import { flowContext, ownContext } from './context'
import { localPath } from './local-path'
import { confirmDetails, joinProgramme, leaveProgramme } from './membership'
import { placeOrder } from './place-order'
import { register } from './register'
import { signIn } from './sign-in'
import { errorState, fieldsOf, type FormState } from './states'
import type { Browser, FlowContext, FlowResult } from './types'
import { signOut, type Welcomed } from './visitor-link'
import { cartWithProblem, cutQuery, loyaltyWithSaid, type MembershipSaid } from './words'

// Every action asks by itself who is asking, and works as a plain form without a script.

/** Does what a button asks for where no form can answer. A fault of ours is logged and told on the page at `told`. */
async function orElse(told: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    unstable_rethrow(error)
    logFault('flows: an action failed', error)
    revalidatePath('/', 'layout')
    redirect(told)
  }
}

const line = z.object({
  sku: z.string().max(200),
  quantity: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform((digits) => Math.min(Number(digits), MAX_QUANTITY)),
  /** The prices that the cart page had shown, packed: acknowledged by acting on them. */
  shown: z.string().max(20_000).catch(''),
})

/**
 * Sets a line's quantity from the cart page; 0 removes it, too many is as many as there are.
 * Fields: `sku`, `quantity`, `shown`.
 */
export async function setQuantityAction(form: FormData): Promise<void> {
  await orElse(cartWithProblem('failed'), async () => {
    const ctx = await flowContext()
    const parsed = line.safeParse(fieldsOf(form))
    if (!parsed.success) {
      const onlyQuantity = parsed.error.issues.every(({ path }) => path[0] === 'quantity')
      redirect(cartWithProblem(onlyQuantity ? 'quantity' : 'unknown'))
    }
    const { sku, quantity, shown } = parsed.data
    const { visitorId, customerId, visitId, now, movedClock } = ctx
    await acknowledgePrices({ visitorId, customerId }, unpackPrices(shown))
    const learns = await learnsFrom(ctx)
    const who = { visitorId, customerId, visitId, now, movedClock, learns, place: 'cart' }
    const result = await setQuantity({ ...who, sku, quantity })
    // A line that is gone already was taken out in another tab: the page shows the cart as it is.
    if (!result.ok && result.fault.code === 'sold-out') redirect(cartWithProblem('sold-out'))
    refresh()
  })
}

/** After coming in: to the cart when making two carts one had to cut a line, else on to where they wanted to go. */
async function comeIn(
  form: FormData,
  flow: (ctx: FlowContext, form: unknown, browser: Browser) => Promise<FlowResult<Welcomed>>,
): Promise<FormState> {
  return carefully(form, async (ctx) => {
    const result = await flow(ctx, fieldsOf(form), thisBrowser)
    if (!result.ok) return errorState(ctx, result.fault, form)
    const { cut } = result.value
    redirect(cut.length > 0 ? `/cart?${cutQuery(cut)}` : localPath(formIn(form).get('next'), '/account'))
  })
}

/** Fields: `email`, `password`, `next`. */
export async function signInAction(_before: unknown, form: FormData): Promise<FormState> {
  return comeIn(form, signIn)
}

/** Fields: `name`, `email`, `password`, `next`; `letters`, "yes" where they ticked that they want e-mails. */
export async function registerAction(_before: unknown, form: FormData): Promise<FormState> {
  return comeIn(form, register)
}

/** Signs out: whoever saw the shop as somebody else no longer does. */
export async function signOutAction(): Promise<void> {
  await signOut(await ownContext(), thisBrowser)
  await forget('viewing')
  redirect('/')
}

/**
 * Fields: `key`, `shownTotal`, `points` (how many to redeem), `shownOffer`, `name`, `email` and `password` when nobody is signed in,
 * and `letters` as for an account, `line1`, `line2`, `city`, `region`, `postcode`, `country`, `cardNumber`, `cardExpiry`, `cardCvc`. The answer's `values`
 * hold the `key` and `shownTotal` to send next.
 */
export async function placeOrderAction(_before: unknown, form: FormData): Promise<FormState> {
  return carefully(form, async (ctx) => {
    const result = await placeOrder(ctx, fieldsOf(form), { browser: thisBrowser })
    // The order's own page says where it stands, also while the bank has not answered.
    if (result.status !== 'refused') {
      // The header counts the cart, and a redirect alone would keep it.
      revalidatePath('/', 'layout')
      redirect(`/order/${result.number}`)
    }
    refresh()
    const { key, total } = result
    return errorState(ctx, result, form, { key, ...(total === undefined ? {} : { shownTotal: String(total) }) })
  })
}

/**
 * Switches personalisation. Fields: `choice`, "on" or "off", anything else changes nothing; `forget`, present where what
 * was learned is to be forgotten too.
 */
export async function personalisationAction(form: FormData): Promise<void> {
  const fields = formIn(form)
  const choice = z.enum(['on', 'off']).safeParse(fields.get('choice'))
  const forget = fields.has('forget')
  await orElse('/account/personalisation?problem=failed', async () => {
    if (choice.success) await choosePersonalisation(await flowContext(), choice.data, thisBrowser, { forget })
    refresh()
  })
}

/** Does what a button of the programme asks for, and tells what became of it on the loyalty page. */
async function inProgramme(flow: (who: { customerId: string; now: Date }) => Promise<MembershipSaid>): Promise<void> {
  await orElse(loyaltyWithSaid('failed'), async () => {
    const { customerId, now } = await flowContext()
    if (!customerId) redirect('/sign-in?next=/loyalty')
    const said = await flow({ customerId, now })
    revalidatePath('/', 'layout')
    redirect(loyaltyWithSaid(said))
  })
}

/** Joins the loyalty programme by request, or comes back to it; who is not signed in is asked to do so first. */
export async function joinProgrammeAction(): Promise<void> {
  await inProgramme(joinProgramme)
}

/** Leaves the loyalty programme. What that means is told on the page that asks. */
export async function leaveProgrammeAction(): Promise<void> {
  await inProgramme(leaveProgramme)
}

/** Confirms that the member's details are still right. */
export async function confirmDetailsAction(): Promise<void> {
  await inProgramme(confirmDetails)
}
