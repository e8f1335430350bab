import type { ComponentProps, ReactNode } from 'react'

export type FieldProps = {
  id: string
  label: string
  hint?: string
  error?: string
  /** Half the width of its section from 700 px. */
  half?: boolean
  children: ReactNode
}

/** The ids that a control's `aria-describedby` names; undefined when there is nothing to say. */
export function describedBy({ id, hint, error }: Pick<FieldProps, 'id' | 'hint' | 'error'>) {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
}

/** Label, hint and error round a control that carries `id` and `describedBy`. The hint comes below: pairs stay level. */
export function Field({ id, label, hint, error, half, children }: FieldProps) {
  return (
    <div className={half ? 'field half' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="wrong" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

type Said = Omit<FieldProps, 'children'> & { name: string }

export type TextFieldProps = Said & Omit<ComponentProps<'input'>, keyof Said | 'className'>

export function TextField({ id, name, label, hint, error, half, ...input }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error} half={half}>
      <input
        {...input}
        id={id}
        name={name}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, hint, error })}
      />
    </Field>
  )
}

export type SelectFieldProps = Said &
  Omit<ComponentProps<'select'>, keyof Said | 'className' | 'children'> & {
    options: readonly { value: string; label: string }[]
  }

export function SelectField({ id, name, label, hint, error, half, options, ...select }: SelectFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error} half={half}>
      <select
        {...select}
        id={id}
        name={name}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, hint, error })}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** A part of a form under its own heading. */
export function FormSection({ title, line, children }: { title: string; line?: string; children: ReactNode }) {
  return (
    <fieldset className="form-section">
      <legend className="display d28">{title}</legend>
      {line && <p className="caption text-muted">{line}</p>}
      {children}
    </fieldset>
  )
}
