export type AddFormProps = {
  /** Receives `sku` (and what `fields` says) as form data. */
  action: (form: FormData) => void | Promise<void>
  /** "Add" */
  label: string
  /** What a screen reader hears instead: "Add Via 95 pump". Dropped unless it begins with the label, which is what is said. */
  name: string
  /** The one variant to add, or the sizes to choose from. */
  sku?: string
  sizes?: { label: string; choose: string; options: readonly { sku: string; label: string }[] }
  /** Further hidden fields: where it was added. */
  fields?: Readonly<Record<string, string>>
  /** A full-width, full-height button instead of a card's small one. */
  wide?: boolean
}

/** Adds a piece from a card or a panel. With several sizes the browser itself asks for one. */
export function AddForm({ action, label, name, sku, sizes, fields = {}, wide }: AddFormProps) {
  return (
    <form action={action} className="add-form">
      {sku && <input type="hidden" name="sku" value={sku} />}
      {sizes && (
        <label className={wide ? 'wide' : undefined}>
          <span className="sr-only">{sizes.label}</span>
          <select className={wide ? 'input' : 'input small'} name="sku" required defaultValue="">
            <option value="" disabled>
              {sizes.choose}
            </option>
            {sizes.options.map((size) => (
              <option key={size.sku} value={size.sku}>
                {size.label}
              </option>
            ))}
          </select>
        </label>
      )}
      {Object.entries(fields).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <button
        className={wide ? 'btn line wide' : 'btn line small'}
        aria-label={name.startsWith(label) ? name : undefined}
      >
        {label}
      </button>
    </form>
  )
}
