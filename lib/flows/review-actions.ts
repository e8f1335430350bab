'use server'

import { refresh, revalidatePath } from 'next/cache'
import { notFound, redirect, unstable_rethrow } from 'next/navigation'
import { formIn } from '@/lib/core/forms'
import { logFault } from '@/lib/core/log'
import { translator, type MessageKey } from '@/lib/core/messages'
import { LENGTHS } from '@/lib/reviews/text'
import type { ReviewFault } from '@/lib/reviews/schema'
import { flowContext } from './context'
import { writeReview, type Reviewed } from './review'
import { judgeReview } from './review-verdict'
import { fieldsOf, type FormState } from './states'

/** Why a review was not kept, where no field is wrong. */
const REFUSED = {
  unknown: 'contribute.unknown',
  'not-bought': 'review.notBought',
  often: 'review.often',
  nobody: 'checkout.failed',
} as const satisfies Readonly<Record<Exclude<Reviewed['status'], 'kept' | 'unchanged' | 'wrong'>, MessageKey>>

/**
 * Keeps the review of whoever is signed in. Fields: `product`, `rating`, `title`, `body`. Afterwards the piece's page says
 * that it was kept.
 */
export async function reviewAction(_before: unknown, form: FormData): Promise<FormState> {
  const ctx = await flowContext()
  const t = translator(ctx.market.locale)
  const fields = fieldsOf(form)
  try {
    const { product } = fields
    if (!ctx.customerId) redirect('/sign-in?next=/account/reviews')
    const result = await writeReview(ctx, { product, fields })
    switch (result.status) {
      case 'kept':
      case 'unchanged':
        revalidatePath('/', 'layout')
        redirect(`/p/${String(product)}?review=kept#reviews`)
      case 'wrong':
        return refusal(t('review.wrong'), form, saidFaults(result.faults, ctx.market.locale))
      default:
        return refusal(t(REFUSED[result.status]), form)
    }
  } catch (error) {
    unstable_rethrow(error)
    logFault('flows: a review was not kept', error)
    return refusal(t('checkout.failed'), form)
  }
}

/**
 * Staff's word on a review. Fields: `review`, `verdict` ("hidden" or "shown"), `reason-<review>`. To everybody else it is an
 * unknown page.
 */
export async function verdictAction(_before: unknown, form: FormData): Promise<FormState> {
  const ctx = await flowContext()
  const t = translator(ctx.market.locale)
  const fields = fieldsOf(form)
  const field = `reason-${String(fields.review)}`
  try {
    const result = await judgeReview(ctx, { ...fields, reason: fields[field] })
    if (result.status === 'closed') notFound()
    if (result.status === 'done') {
      refresh()
      return { status: 'idle' }
    }
    if (result.status !== 'wrong') return refusal(t('studio.reviews.gone'), form)
    const { reason } = saidFaults(result.faults, ctx.market.locale)
    return { status: 'error', message: t('studio.reviews.wrong'), errors: reason ? { [field]: reason } : {} }
  } catch (error) {
    unstable_rethrow(error)
    logFault('flows: a verdict was not kept', error)
    return refusal(t('checkout.failed'), form)
  }
}

function saidFaults(faults: Partial<Record<string, ReviewFault>>, locale: string): Record<string, string> {
  const t = translator(locale)
  return Object.fromEntries(
    Object.entries(faults).flatMap(([field, fault]) => {
      if (!fault) return []
      const { least, most } = field in LENGTHS ? LENGTHS[field as keyof typeof LENGTHS] : { least: 1, most: 5 }
      return [[field, t(`review.wrong.${fault}`, { least, most })]]
    }),
  )
}

/** What was typed comes back, for readers without a script. */
function refusal(message: string, form: FormData, errors: Record<string, string> = {}): FormState {
  const typed = ['rating', 'title', 'body'].flatMap((name) => {
    const value = formIn(form).get(name)
    return typeof value === 'string' ? [[name, value.slice(0, 5_000)] as const] : []
  })
  return { status: 'error', message, errors, values: Object.fromEntries(typed) }
}
