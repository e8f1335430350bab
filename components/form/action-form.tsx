'use client'

import {
  createContext,
  startTransition,
  use,
  useActionState,
  useMemo,
  useState,
  type FormEvent,
  type ReactNode,
} from 'react'
import { ErrorSummary } from './error-summary'
import { SelectField, TextField, type SelectFieldProps, type TextFieldProps } from './field'

/**
 * What a form's action answers; a success redirects instead. `errors` by field name; `message` heads the summary;
 * `values` are what was typed, for readers without a script (never a password).
 */
export type FormState =
  | { status: 'idle' }
  | {
      status: 'error'
      message: string
      errors: Readonly<Record<string, string>>
      values?: Readonly<Record<string, string>>
    }

type Inside = { errors: Readonly<Record<string, string>>; values: Readonly<Record<string, string>>; pending: boolean }
const FormContext = createContext<Inside>({ errors: {}, values: {}, pending: false })

export type ActionFormProps = {
  action: (before: FormState, form: FormData) => Promise<FormState>
  children: ReactNode
}

/** A form with its messages. Works as a plain form without a script; keeps what was typed with one. */
export function ActionForm({ action, children }: ActionFormProps) {
  const [state, submit, pending] = useActionState(action, { status: 'idle' })
  const [order, setOrder] = useState<readonly string[]>([])
  const failed = state.status === 'error' ? state : undefined
  // The same list for the same answer: a new one takes focus. In the order of the page, as the sent form had it.
  const items = useMemo(
    () =>
      Object.entries(failed?.errors ?? {})
        .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
        .map(([id, text]) => ({ id, text })),
    [failed, order],
  )

  // Not left to React's form action alone: that would empty the form after a refusal.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const { submitter } = event.nativeEvent as SubmitEvent
    const data = new FormData(event.currentTarget, submitter)
    startTransition(() => {
      setOrder([...data.keys()])
      submit(data)
    })
  }

  return (
    <form action={submit} onSubmit={onSubmit} className="form" noValidate>
      {failed && <ErrorSummary title={failed.message} items={items} />}
      <FormContext value={{ errors: failed?.errors ?? {}, values: failed?.values ?? {}, pending }}>
        {children}
      </FormContext>
    </form>
  )
}

// The fields of an ActionForm: they find their own error and what was typed before. The id is the name.

type Own<P> = Omit<P, 'id' | 'error'> & { id?: string }

export function FormText({ id, defaultValue, ...props }: Own<TextFieldProps>) {
  const { errors, values } = use(FormContext)
  const { name } = props
  return <TextField {...props} id={id ?? name} error={errors[name]} defaultValue={values[name] ?? defaultValue} />
}

export function FormSelect({ id, defaultValue, ...props }: Own<SelectFieldProps>) {
  const { errors, values } = use(FormContext)
  const { name } = props
  return <SelectField {...props} id={id ?? name} error={errors[name]} defaultValue={values[name] ?? defaultValue} />
}

export type FormSubmitProps = {
  label: string
  pending: string
  full?: boolean
  /** A small line button: one of many on its page. */
  quiet?: boolean
}

/** The form's button; it says that something is happening, and does not send twice. */
export function FormSubmit({ label, pending: busy, full, quiet }: FormSubmitProps) {
  const { pending } = use(FormContext)
  return (
    <button className={quiet ? 'btn line small' : full ? 'btn full' : 'btn'} aria-disabled={pending}>
      {pending ? busy : label}
    </button>
  )
}
