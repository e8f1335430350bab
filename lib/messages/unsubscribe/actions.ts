'use server'

import { revalidatePath } from 'next/cache'
import { redirect, unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import { formIn } from '@/lib/core/forms'
import { logFault } from '@/lib/core/log'
import { refuseViewing } from '@/lib/flows/context'
import { requestContext } from '@/lib/shopper/request'
import { unsubscribePath } from '../links'
import { missed } from './misses'
import { subscribeAgain, unsubscribe } from './unsubscribe'

const schema = z.object({ token: z.string().min(1).max(100), what: z.enum(['kind', 'all', 'again']) })

/**
 * A button of the page that a letter's foot leads to. Nobody need be signed in: the token is the permission. Fields: `token`;
 * `what`, "kind" and "all" say no, "again" takes a no back that was said by this very link. Anything else changes nothing.
 */
export async function unsubscribeAction(form: FormData): Promise<void> {
  await refuseViewing()
  const parsed = schema.safeParse(Object.fromEntries(formIn(form)))
  if (!parsed.success) redirect('/')
  const { token, what } = parsed.data
  const { now, movedClock, realNow, peer } = await requestContext()
  let told = ''
  try {
    const done =
      what === 'again'
        ? await subscribeAgain(token, { now, movedClock })
        : await unsubscribe(token, { what, source: 'unsubscribe-page', now, movedClock })
    if (!done) missed(peer, realNow)
  } catch (error) {
    unstable_rethrow(error)
    logFault('messages: a no was not kept', error)
    told = '?problem=failed'
  }
  const path = unsubscribePath(encodeURIComponent(token))
  revalidatePath(path)
  redirect(path + told)
}
