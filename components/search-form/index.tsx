export type SearchFormProps = { action: string; name: string; label: string; value?: string; submit: string }

/** A GET form: the words are in the address. */
export function SearchForm({ action, name, label, value, submit }: SearchFormProps) {
  return (
    <search>
      <form action={action} className="search-form">
        <input
          className="input"
          type="search"
          name={name}
          aria-label={label}
          placeholder={label}
          defaultValue={value}
          maxLength={100}
        />
        <button className="btn">{submit}</button>
      </form>
    </search>
  )
}
