'use server'

import { notFound, redirect, unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import { logFault } from '@/lib/core/log'
import { translator } from '@/lib/core/messages'
import { fieldsOf, type FormState } from '@/lib/flows/states'
import { readShop } from '../shop'
import { studioDoor } from '../staff'
import { parseRule, typedRule } from './form'
import { retireRule, writeRule } from './queries'

const LIST = '/studio/merchandising'

/** Puts a rule in force. For staff: to everybody else it is an unknown page. Fields: those of `RULE_FIELDS`. */
export async function addRuleAction(_before: unknown, form: FormData): Promise<FormState> {
  const asking = await studioDoor()
  if (asking.door !== 'open') notFound()
  const { now, market } = asking.request
  const t = translator(market.locale)
  const fields = fieldsOf(form)
  const typed = typedRule((field) => fields[field])
  const refused = (message: string, errors: Readonly<Record<string, string>> = {}): FormState => {
    return { status: 'error', message, errors, values: typed }
  }
  try {
    const rule = parseRule(typed, await readShop(now, market.locale))
    if (!rule.ok) return refused(t('studio.rule.wrong.title'), rule.fault)
    const written = await writeRule(rule.value, { staffId: asking.staffId, now })
    if (!written) return refused(t('studio.rule.wrong.twice'))
    redirect(`${LIST}?said=added`)
  } catch (error) {
    unstable_rethrow(error)
    logFault('studio: a rule was not added', error)
    return refused(t('studio.publish.failed'))
  }
}

/** Takes a rule back, for staff. Field: `id`. What is no rule, or was taken back before, is told as gone. */
export async function retireRuleAction(form: FormData): Promise<void> {
  const asking = await studioDoor()
  if (asking.door !== 'open') notFound()
  const id = z.uuid().safeParse(fieldsOf(form).id)
  const done = id.success && (await retireRule(id.data, asking.request.now))
  redirect(`${LIST}?said=${done ? 'retired' : 'gone'}`)
}
