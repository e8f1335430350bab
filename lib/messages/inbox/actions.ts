'use server'

import { revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { formIn } from '@/lib/core/forms'
import { flowContext } from '@/lib/flows/context'
import { markOwn } from './marks'
import { readMessage } from './queries'

/**
 * Puts a message away: here, and on every other device. A second time changes nothing. Field: `id`; another's is an
 * unknown page.
 */
export async function dismissAction(form: FormData): Promise<void> {
  const { customerId, now, movedClock } = await flowContext()
  const id = z.uuid().safeParse(formIn(form).get('id'))
  if (!customerId) redirect('/sign-in?next=/account/inbox')
  if (!id.success || !(await readMessage(customerId, id.data, { now, movedClock }))) notFound()
  await markOwn({ customerId, now, movedClock }, id.data, 'dismissed')
  revalidatePath('/', 'layout')
  redirect('/account/inbox?said=dismissed')
}
