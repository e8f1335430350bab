'use server'

import { refresh, revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import { carefully } from './carefully'
import { returnOrder } from './return-order'
import { errorState, fieldsOf, type FormState } from './states'

/**
 * Returns pieces of an order of whoever is signed in. Fields: `number`, `key`, `shownRefund`, `shownPoints`, `piece1` and
 * so on for the order's lines. Somebody else's order is not there.
 */
export async function returnPiecesAction(_before: unknown, form: FormData): Promise<FormState> {
  return carefully(form, async (ctx) => {
    const { customerId } = ctx
    if (!customerId) redirect('/sign-in?next=/account/orders')
    const result = await returnOrder({ ...ctx, customerId }, fieldsOf(form))
    if (result.status === 'missing') notFound()
    if (result.status === 'refused') {
      // The page shows what would come back as things stand now.
      refresh()
      return errorState(ctx, result, form, { key: result.key })
    }
    revalidatePath('/', 'layout')
    redirect(`/order/${result.number}?returned=${result.returnId}`)
  })
}
