'use server'

import { revalidatePath } from 'next/cache'
import { notFound, redirect, unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import { db } from '@/lib/core/db'
import { formIn } from '@/lib/core/forms'
import { logFault } from '@/lib/core/log'
import { forget, keep } from '@/lib/flows/browser'
import { studioDoor } from '@/lib/studio/staff'
import { VIEWING_MS } from '@/lib/shopper/viewing'
import { logLook } from './looks'

const chosen = z.uuid()

/**
 * Shows this browser of staff the shop as a customer, for half an hour and read only; the look is logged first. For staff:
 * to everybody else, and for whom there is not or who is staff too, it is an unknown page. Field: `customer`.
 */
export async function viewAsAction(form: FormData): Promise<void> {
  const asking = await studioDoor()
  const customer = chosen.safeParse(formIn(form).get('customer'))
  if (asking.door !== 'open' || !customer.success) notFound()
  const { staffId, request } = asking
  try {
    const id = customer.data
    if ((await db.customer.count({ where: { id, role: 'customer', erasedAt: null } })) === 0) notFound()
    await logLook(staffId, [id], 'view-as', request.realNow)
    const until = request.realNow.getTime() + VIEWING_MS
    await keep('viewing', { staffId, customerId: id, visitorId: request.visitorId, until }, true)
  } catch (error) {
    unstable_rethrow(error)
    logFault('studio: the shop was not shown as a customer', error)
    redirect(`/studio/customers/${customer.data}?problem=view`)
  }
  revalidatePath('/', 'layout')
  redirect('/')
}

/**
 * Ends it, whoever asks: all it does is take back this browser's own wish. Leads back to the customer's page.
 * Field: `customer`.
 */
export async function stopViewingAction(form: FormData): Promise<void> {
  const customer = chosen.safeParse(formIn(form).get('customer'))
  await forget('viewing')
  revalidatePath('/', 'layout')
  redirect(customer.success ? `/studio/customers/${customer.data}` : '/')
}
