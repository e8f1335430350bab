'use client'

import { createContext, startTransition, use, useActionState, useMemo, type FormEvent, type ReactNode } from 'react'
import { ErrorSummary, TextField, SelectField } from '@/components/form'
import { Field, describedBy, type SelectFieldProps, type TextFieldProps } from '@/components/form/field'
import { GroupedSelect, type GroupedSelectProps } from './grouped-select'

type Values = Readonly<Record<string, string | readonly string[]>>
export type EditingState =
  | { status: 'idle' }
  | { status: 'error'; message: string; errors: Readonly<Record<string, string | undefined>>; values: Values }

type Inside = { errors: Readonly<Record<string, string | undefined>>; values: Values; pending: boolean }
const EditingContext = createContext<Inside>({ errors: {}, values: {}, pending: false })

export type EditingFormProps = {
  action: (before: EditingState, form: FormData) => Promise<EditingState>
  /** What the fields hold at first. */
  values: Values
  children: ReactNode
}

/**
 * A form of many fields, several of them with more than one value. Works as a plain form without a script; what was
 * typed stays after a refusal, with and without one.
 */
export function EditingForm({ action, values, children }: EditingFormProps) {
  const [state, submit, pending] = useActionState(action, { status: 'idle' })
  const failed = state.status === 'error' ? state : undefined
  const items = useMemo(
    () => Object.entries(failed?.errors ?? {}).flatMap(([id, text]) => (text ? [{ id, text }] : [])),
    [failed],
  )
  // Not left to React's form action alone: that would empty the form after a refusal.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    startTransition(() => submit(data))
  }
  return (
    <form action={submit} onSubmit={onSubmit} className="form" noValidate>
      {failed && <ErrorSummary title={failed.message} items={items} />}
      <EditingContext value={{ errors: failed?.errors ?? {}, values: failed?.values ?? values, pending }}>
        {children}
      </EditingContext>
    </form>
  )
}

const one = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '')
const many = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === 'string' || value === undefined ? [] : value

type Own<P> = Omit<P, 'id' | 'error' | 'defaultValue'>

export function EditingText(props: Own<TextFieldProps>) {
  const { errors, values } = use(EditingContext)
  const { name } = props
  return <TextField autoComplete="off" {...props} id={name} error={errors[name]} defaultValue={one(values[name])} />
}

export function EditingSelect(props: Own<SelectFieldProps>) {
  const { errors, values } = use(EditingContext)
  const { name } = props
  return <SelectField {...props} id={name} error={errors[name]} defaultValue={one(values[name])} />
}

export function EditingGroups(props: Own<GroupedSelectProps>) {
  const { errors, values } = use(EditingContext)
  const { name } = props
  return <GroupedSelect {...props} id={name} error={errors[name]} defaultValue={one(values[name])} />
}

/** Several lines of text. */
export function EditingArea({ name, label, hint, rows }: { name: string; label: string; hint?: string; rows: number }) {
  const { errors, values } = use(EditingContext)
  const error = errors[name]
  return (
    <Field id={name} label={label} hint={hint} error={error}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        className="input area"
        defaultValue={one(values[name])}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id: name, hint, error })}
      />
    </Field>
  )
}

/** What the form sends without showing it; after a refusal what was sent before. */
export function EditingHidden({ name }: { name: string }) {
  const { values } = use(EditingContext)
  return <input type="hidden" name={name} value={one(values[name])} />
}

export type Choice = { value: string; label: string }

/** Several of a few things. */
export function EditingChecks({ name, label, options }: { name: string; label: string; options: readonly Choice[] }) {
  const { errors, values } = use(EditingContext)
  return (
    <fieldset className="checks" id={name} tabIndex={-1}>
      <legend>{label}</legend>
      <Boxes name={name} options={options} chosen={many(values[name])} />
      {errors[name] && <p className="wrong">{errors[name]}</p>}
    </fieldset>
  )
}

/** Several of many things, part by part; a part with a choice is open. */
export function EditingFolds({
  name,
  groups,
}: {
  name: string
  groups: readonly { key: string; label: string; options: readonly Choice[] }[]
}) {
  const { errors, values } = use(EditingContext)
  const chosen = many(values[name])
  return (
    <div className="folds" id={name} tabIndex={-1}>
      {errors[name] && <p className="wrong pb-4">{errors[name]}</p>}
      {groups.map((group) => (
        <details key={group.key} open={group.options.some(({ value }) => chosen.includes(value))}>
          <summary>
            {group.label}
            <span className="chev" />
          </summary>
          <fieldset className="checks">
            <legend className="sr-only">{group.label}</legend>
            <Boxes name={name} options={group.options} chosen={chosen} />
          </fieldset>
        </details>
      ))}
    </div>
  )
}

function Boxes({ name, options, chosen }: { name: string; options: readonly Choice[]; chosen: readonly string[] }) {
  return (
    <div className="boxes">
      {options.map(({ value, label }) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />
          {label}
        </label>
      ))}
    </div>
  )
}

export function EditingSubmit({ label, pending: busy }: { label: string; pending: string }) {
  const { pending } = use(EditingContext)
  return (
    <button className="btn" aria-disabled={pending}>
      {pending ? busy : label}
    </button>
  )
}
