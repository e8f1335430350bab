'use server'

import { revalidatePath } from 'next/cache'
import { redirect, unstable_rethrow } from 'next/navigation'
import { formIn } from '@/lib/core/forms'
import { logFault } from '@/lib/core/log'
import { thisBrowser } from './browser'
import { carefully } from './carefully'
import { flowContext } from './context'
import { dataPage } from './data-words'
import { eraseAccount } from './erase-account'
import { resetLearned } from './reset-learned'
import { errorState, fieldsOf, type FormState } from './states'
import { undoLink } from './undo-link'

// Every action asks by itself who is asking, and works as a plain form without a script.

/** Does what a button asks for and leads to the page that says what became of it. */
async function told(work: () => Promise<string>): Promise<never> {
  let page: string
  try {
    page = await work()
  } catch (error) {
    unstable_rethrow(error)
    logFault('flows: an action failed', error)
    page = '/account/data?problem=failed'
  }
  revalidatePath('/', 'layout')
  redirect(page)
}

/** Forgets what was learned. Field: `said`, present where what they said is to be forgotten too. */
export async function resetLearnedAction(form: FormData): Promise<void> {
  await told(async () => {
    const said = formIn(form).has('said')
    await resetLearned(await flowContext(), { said })
    return dataPage('reset')
  })
}

/** "This was not me." Field: `link`, as the page listed it. */
export async function undoLinkAction(form: FormData): Promise<void> {
  await told(async () => {
    const ctx = await flowContext()
    if (!ctx.customerId) return '/sign-in?next=/account/data'
    const done = await undoLink({ ...ctx, customerId: ctx.customerId }, formIn(form).get('link'), thisBrowser)
    return dataPage(done ? 'undone' : 'unknown')
  })
}

/** Erases the account of whoever is signed in. Field: `password`. */
export async function eraseAccountAction(_before: unknown, form: FormData): Promise<FormState> {
  return carefully(form, async (ctx) => {
    // Sent a second time: it is done.
    if (!ctx.customerId) redirect(dataPage('erased'))
    const result = await eraseAccount({ ...ctx, customerId: ctx.customerId }, fieldsOf(form), { browser: thisBrowser })
    if (!result.ok) return errorState(ctx, result.fault, form)
    revalidatePath('/', 'layout')
    redirect(dataPage('erased'))
  })
}
