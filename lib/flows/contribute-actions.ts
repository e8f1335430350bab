'use server'

import { headers } from 'next/headers'
import { refresh, revalidatePath } from 'next/cache'
import { redirect, unstable_rethrow } from 'next/navigation'
import { formIn } from '@/lib/core/forms'
import { logFault } from '@/lib/core/log'
import { requestContext } from '@/lib/shopper/request'
import { flowContext } from './context'
import { contribute, PLACES, sayingSchema, type Contributed, type Place } from './contribute'
import { backTo, type SayingProblem } from './contribute-words'
import { fieldsOf } from './states'
import { tasteChanges } from './taste'
import { readVocabulary } from './taste-queries'

/**
 * What a button of a shopper says: a wish, a like, a follow, a preference, or that one no longer holds. It names what
 * shall hold, so that pressing twice changes nothing twice. Fields: `kind`, `product` and `colour`, or `house`, or
 * `value`; `place`; `back`, the id of the element to come back to without a script.
 */
export async function contributeAction(form: FormData): Promise<void> {
  const fields = fieldsOf(form)
  const place = PLACES.find((one) => one === fields.place) ?? 'product'
  await say(form, async () => {
    const saying = sayingSchema.safeParse(fields)
    return saying.success ? contribute(await flowContext(), [saying.data], place) : 'unknown'
  })
}

/**
 * Keeps the form of "Your taste" as it was sent: what is chosen is said, what was taken out is taken back. Fields:
 * `size-<category>`, several `colour` and `style`.
 */
export async function tasteAction(form: FormData): Promise<void> {
  const place: Place = 'account.taste'
  await say(form, async () =>
    contribute(await flowContext(), tasteChanges(formIn(form), await readVocabulary()), place),
  )
}

const PROBLEMS: Readonly<Partial<Record<Contributed, SayingProblem>>> = {
  unknown: 'unknown',
  often: 'often',
  nobody: 'failed',
}

/** Says something, and goes back to where it was said: the page shows what holds now, or what went wrong. */
async function say(form: FormData, work: () => Promise<Contributed>): Promise<void> {
  const [{ url, silent }, head] = await Promise.all([requestContext(), headers()])
  const back = formIn(form).get('back')
  let problem: SayingProblem | undefined
  try {
    problem = PROBLEMS[await work()]
  } catch (error) {
    unstable_rethrow(error)
    logFault('flows: what a shopper said was not written', error)
    problem = 'failed'
  }
  // A crawler that presses buttons is shown the page as it is.
  if (silent) problem = undefined
  const scripted = head.has('next-action')
  if (scripted && !problem && !url.includes('problem=')) return refresh()
  revalidatePath('/', 'layout')
  redirect(backTo(url, { problem, at: scripted ? null : back }))
}
