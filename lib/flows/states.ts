import { formIn } from '@/lib/core/forms'
import { QUESTIONS } from '@/lib/shopper/answers'
import type { FlowContext, FlowFault } from './types'
import { sayer } from './words'

/**
 * What a form's action answers; a success redirects instead. Words are finished. `errors` by field name; `values` are
 * what was typed, for readers without a script, and what hidden fields hold from now on; never a secret.
 */
export type FormState =
  | { status: 'idle' }
  | {
      status: 'error'
      message: string
      errors: Readonly<Record<string, string>>
      values?: Readonly<Record<string, string>>
    }

// Passwords and cards are typed again: they go one way only.
const KEPT = [
  ...['name', 'email', 'line1', 'line2', 'city', 'region', 'postcode', 'country', 'next', 'key', 'shownTotal'],
  ...QUESTIONS,
]

/** A form as plain fields; a file where a text belongs is refused by the schemas. */
export const fieldsOf = (form: FormData): Record<string, unknown> => Object.fromEntries(formIn(form))

/** What a form says when its flow did not happen. */
export function errorState(
  ctx: Pick<FlowContext, 'market'>,
  fault: FlowFault,
  form: FormData,
  renewed: Readonly<Record<string, string>> = {},
): FormState {
  const say = sayer(ctx.market.locale)
  const errors = Object.entries(fault.fields ?? {}).flatMap(([field, said]) => (said ? [[field, say(said)]] : []))
  const typed = KEPT.flatMap((name) => {
    const value = formIn(form).get(name)
    return typeof value === 'string' ? [[name, value.slice(0, 500)]] : []
  })
  return {
    status: 'error',
    message: say(fault.said),
    errors: Object.fromEntries(errors),
    values: { ...Object.fromEntries(typed), ...renewed },
  }
}
