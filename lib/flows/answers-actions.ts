'use server'

import { refresh, revalidatePath } from 'next/cache'
import { redirect, unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import { formIn } from '@/lib/core/forms'
import { logFault } from '@/lib/core/log'
import { LANGUAGES } from '@/lib/shopper/language'
import { answerQuestions } from './answers'
import { keep } from './browser'
import { carefully } from './carefully'
import { flowContext, refuseViewing } from './context'
import { errorState, fieldsOf, type FormState } from './states'

const DETAILS = '/account/details'

/** Fields: `birthday-month`, `time-zone`, `language`; empty takes an answer back, absent leaves it. Only signed in. */
export async function answerQuestionsAction(_before: unknown, form: FormData): Promise<FormState> {
  return carefully(form, async (ctx) => {
    const { customerId } = ctx
    if (!customerId) redirect(`/sign-in?next=${DETAILS}`)
    const result = await answerQuestions({ ...ctx, customerId }, fieldsOf(form))
    if (!result.ok) return errorState(ctx, result.fault, form)
    // The page's frame is written in the language, too.
    revalidatePath('/', 'layout')
    redirect(`${DETAILS}?said=saved`)
  })
}

/**
 * The switch at the foot of each page. Field: `language`; one that we do not speak changes nothing. This browser keeps it,
 * and a customer's answer follows, so that it holds on their other devices too.
 */
export async function languageAction(form: FormData): Promise<void> {
  await refuseViewing()
  const parsed = z.enum(LANGUAGES).safeParse(formIn(form).get('language'))
  if (parsed.success) {
    const language = parsed.data
    await keep('language', { language })
    try {
      const ctx = await flowContext()
      const { customerId } = ctx
      if (customerId) await answerQuestions({ ...ctx, customerId }, { language })
    } catch (error) {
      unstable_rethrow(error)
      // The browser speaks it already.
      logFault('flows: a language was not kept for the account', error)
    }
  }
  refresh()
}
