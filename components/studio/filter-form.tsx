import type { ReactNode } from 'react'
import { Button } from '@/components/button'
import { SelectField, TextField, type SelectFieldProps } from '@/components/form/field'

export type FilterFormProps = {
  /** The list's address without any filter. */
  list: string
  /** The list's address with what is asked now: with another one the form begins anew. */
  asked: string
  search: { label: string; hint: string; value: string }
  selects: readonly (Pick<SelectFieldProps, 'name' | 'label' | 'options'> & { value: string | null })[]
  /** Further fields, after the others. */
  children?: ReactNode
  words: { submit: string; clear: string }
}

/** Asks a list for some of its rows: a form whose answer is an address. A link leads back to all of them. */
export function FilterForm({ list, asked, search, selects, children, words }: FilterFormProps) {
  return (
    <form action={list} role="search" className="filter-form" key={asked}>
      <div className="search">
        <TextField
          id="q"
          name="q"
          type="search"
          label={search.label}
          hint={search.hint}
          defaultValue={search.value}
          maxLength={80}
        />
      </div>
      {selects.map(({ name, label, options, value }) => (
        <SelectField key={name} id={name} name={name} label={label} options={options} defaultValue={value ?? ''} />
      ))}
      {children}
      <div className="acts">
        <Button small>{words.submit}</Button>
        {asked !== list && (
          <a className="link alone caption" href={list}>
            {words.clear}
          </a>
        )}
      </div>
    </form>
  )
}
