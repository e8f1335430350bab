import { SuggestField } from '@/components/suggestions'

export type SearchFormProps = {
  action: string
  name: string
  label: string
  value?: string
  submit: string
  /** The most characters that are read. */
  maxLength?: number
  /** Begin to write at once: only where the page is for nothing else. */
  autoFocus?: boolean
  /** Beside another way on: a line button. */
  quiet?: boolean
  /** Suggestions while somebody types: where they come from, and what their list is called. */
  suggest?: { from: string; label: string }
}

/** A GET form: the words are in the address. Suggestions come on top of it where there are scripts. */
export function SearchForm({
  action,
  name,
  label,
  value,
  submit,
  maxLength = 120,
  autoFocus,
  quiet,
  suggest,
}: SearchFormProps) {
  const field = { name, label, value, maxLength, autoFocus }
  return (
    <search>
      <form action={action} className="search-form">
        {suggest ? (
          <SuggestField {...field} from={suggest.from} list={suggest.label} />
        ) : (
          <input
            className="input"
            type="search"
            name={name}
            aria-label={label}
            placeholder={label}
            defaultValue={value}
            maxLength={maxLength}
            autoFocus={autoFocus}
          />
        )}
        <button className={quiet ? 'btn line' : 'btn'}>{submit}</button>
      </form>
    </search>
  )
}
