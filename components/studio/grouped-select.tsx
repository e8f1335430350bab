import { Field, describedBy } from '@/components/form/field'

export type GroupedSelectProps = {
  id: string
  name: string
  label: string
  /** What stands there before anything is chosen. */
  none?: string
  groups: readonly { key: string; label: string; options: readonly { value: string; label: string }[] }[]
  defaultValue?: string
  hint?: string
  error?: string
}

/** A long list to choose one of, in groups; by keyboard the beginning of a name leads to it. */
export function GroupedSelect({ id, name, label, none, groups, defaultValue, hint, error }: GroupedSelectProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        name={name}
        className="input"
        defaultValue={defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, hint, error })}
      >
        {none !== undefined && <option value="">{none}</option>}
        {groups.map((group) => (
          <optgroup key={group.key} label={group.label}>
            {group.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Field>
  )
}
