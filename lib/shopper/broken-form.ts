import type { Refusal } from './security'

const INCOMPLETE: Refusal = {
  status: 400,
  message: 'This form was not complete. Go back, reload the page and try again.',
}
const NOT_UNDERSTOOD: Refusal = {
  status: 400,
  message: 'This request was not understood. Reload the page and try again.',
}

/**
 * Why what a POST carries is refused before Next reads it, or null. Next answers 500 by itself to a form that ends midway
 * and to arguments that it cannot read. A browser never sends those: every action of the shop takes a form as its last
 * argument, or nothing at all, which React sends as an empty list.
 * @param sent `form`: the body read as a form; null when it is none, or not a whole one. `text`: the body of what is no
 *   form. `action`: whether the request names an action in its header, as pages with a script do; without one, the form
 *   itself names it.
 */
export function formRefusal({
  form,
  text = null,
  action,
}: {
  form: FormData | null
  text?: string | null
  action: boolean
}): Refusal | null {
  if (form === null) {
    if (!action) return INCOMPLETE
    return text?.trim() === '[]' ? null : NOT_UNDERSTOOD
  }
  if (action) {
    const passed = jsonIn(form.get('0'))
    const last: unknown = Array.isArray(passed) ? passed.at(-1) : undefined
    return typeof last === 'string' && /^\$K[0-9a-f]+$/.test(last) ? null : NOT_UNDERSTOOD
  }
  for (const [name, value] of form) {
    if (/^\$ACTION_\d+:/.test(name) && jsonIn(value) === undefined) return NOT_UNDERSTOOD
  }
  return null
}

/** What a field holds as JSON; undefined when it is none. */
function jsonIn(value: FormDataEntryValue | null): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined
  } catch {
    return undefined
  }
}
