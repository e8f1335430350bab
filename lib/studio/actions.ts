'use server'

import { redirect, notFound, unstable_rethrow } from 'next/navigation'
import { domainClock } from '@/lib/core/clock'
import { logFault } from '@/lib/core/log'
import { translator } from '@/lib/core/messages'
import { fieldsOf, type FormState } from '@/lib/flows/states'
import { publish, type PublicationFault } from './publish'
import { studioDoor } from './staff'

/**
 * Puts a version of the programme in force. For staff: to everybody else it is an unknown page.
 * Fields: `setting`, `value`, `from` (YYYY-MM-DD), `versions`.
 */
export async function publishAction(_before: unknown, form: FormData): Promise<FormState> {
  const asking = await studioDoor()
  if (asking.door !== 'open') notFound()
  const { now, market } = asking.request
  const { locale } = market
  const t = translator(locale)
  try {
    const shopNow = (await domainClock(0)).now
    const result = await publish(fieldsOf(form), { now, shopNow, locale })
    if (result.ok) redirect(`/studio/programme?published=${result.value.number}`)
    return refusal(t('studio.publish.wrong'), result.fault, form)
  } catch (error) {
    unstable_rethrow(error)
    logFault('studio: publishing failed', error)
    return refusal(t('studio.publish.failed'), null, form)
  }
}

function refusal(title: string, fault: PublicationFault | null, form: FormData): FormState {
  const { from } = fieldsOf(form)
  return {
    status: 'error',
    message: fault && !fault.field ? fault.message : title,
    errors: fault?.field ? { [fault.field]: fault.message } : {},
    values: typeof from === 'string' ? { from: from.slice(0, 20) } : {},
  }
}
