'use server'

import { refresh, revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { addToCart, type CartFault, type CartOwner } from '@/lib/cart/queries'
import { formIn } from '@/lib/core/forms'
import type { Added } from '@/lib/experience/added'
import { readShopper, type Asking } from '@/lib/experience/read-shopper'
import type { Say } from '@/lib/experience/say'
import { describeAdded } from './added'
import { refuseViewing } from './context'
import { cartWithProblem, type CartProblem } from './words'

export type BuyState =
  | { status: 'idle' }
  | { status: 'problem'; message: string; sku?: string }
  | { status: 'added'; sku: string; added: Added }

const input = z.object({
  sku: z.string().min(1).max(200),
  place: z.enum(['product', 'cart.nudge', 'cart.reminder']).catch('product'),
  then: z.enum(['cart', 'stay']).catch('stay'),
})

type Done =
  | { problem: CartProblem; message: string; sku?: string }
  | { problem: null; sku: string; then: 'cart' | 'stay'; owner: CartOwner; asking: Asking }

async function add(form: FormData): Promise<Done> {
  await refuseViewing()
  const asking = await readShopper()
  const { shopper, request } = asking
  const parsed = input.safeParse(Object.fromEntries(formIn(form)))
  if (!parsed.success) return { problem: 'missing', message: shopper.say.t('cart.buy.missing') }
  const { sku, place, then } = parsed.data
  const owner = { visitorId: shopper.visitorId, customerId: shopper.customer?.id ?? null }
  const result = await addToCart({
    ...owner,
    now: shopper.now,
    visitId: shopper.visitId,
    movedClock: request.movedClock,
    learns: shopper.learns,
    place,
    sku,
    quantity: 1,
  })
  if (!result.ok) return { sku, problem: result.fault.code, message: faultWords(result.fault, shopper.say) }
  return { asking, sku, then, owner, problem: null }
}

function faultWords(fault: CartFault, { t }: Say): string {
  switch (fault.code) {
    case 'unknown':
      return t('cart.buy.unknown')
    case 'sold-out':
      return t('cart.buy.soldOut')
    case 'no-more':
      return t('cart.buy.noMore', { count: fault.left })
  }
}

/** Adds the chosen size from the piece's own page and answers with the panel: what was added, and what goes with it. */
export async function buyAction(_before: unknown, form: FormData): Promise<BuyState> {
  const done = await add(form)
  if (done.problem !== null) return { status: 'problem', message: done.message, sku: done.sku }
  const { asking, owner, sku } = done
  const added = await describeAdded(asking, owner, sku)
  refresh()
  return added
    ? { status: 'added', sku, added }
    : { status: 'problem', message: asking.shopper.say.t('cart.buy.unknown'), sku }
}

/** Adds a piece from a card: the cart's nudge, or the reminder, which then leads to the cart. */
export async function addPieceAction(form: FormData): Promise<void> {
  const done = await add(form)
  if (done.problem !== null) redirect(cartWithProblem(done.problem))
  if (done.then === 'cart') {
    // The header counts the cart, and a redirect alone would keep it.
    revalidatePath('/', 'layout')
    redirect('/cart')
  }
  refresh()
}
