'use server'

import { refresh, revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { db } from '@/lib/core/db'
import { formIn } from '@/lib/core/forms'
import { MESSAGE_KINDS, type MessageChoices } from '@/lib/shopper/letters'
import { carefully } from './carefully'
import { flowContext } from './context'
import { sayLetters } from './letters'
import { fieldsOf, type FormState } from './states'

const LETTERS = '/account/letters'
const yesOrNo = z.enum(['on', 'off'])

/** What a form says of each kind; a kind that it does not name, or of which it says neither, stays as it is. */
const choicesIn = (fields: Record<string, unknown>): MessageChoices =>
  Object.fromEntries(
    MESSAGE_KINDS.flatMap((kind) => {
      const said = yesOrNo.safeParse(fields[kind])
      return said.success ? [[kind, said.data]] : []
    }),
  )

/** Fields: each of MESSAGE_KINDS, "on" or "off". Only signed in. */
export async function lettersAction(_before: unknown, form: FormData): Promise<FormState> {
  return carefully(form, async ({ customerId, now, movedClock }) => {
    if (!customerId) redirect(`/sign-in?next=${LETTERS}`)
    const choices = choicesIn(fieldsOf(form))
    await sayLetters({ customerId, choices, source: 'account', now, movedClock, expressly: false })
    revalidatePath(LETTERS)
    redirect(`${LETTERS}?said=saved`)
  })
}

/** Writes to an address again that the mail server had refused for good: it may have been put right. Only signed in. */
export async function writeAgainAction(form: FormData): Promise<void> {
  formIn(form)
  const { customerId } = await flowContext()
  if (!customerId) redirect(`/sign-in?next=${LETTERS}`)
  await db.mailRefusal.deleteMany({ where: { customerId } })
  refresh()
}
