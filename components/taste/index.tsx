import { FormSection, SelectField } from '@/components/form'

type Choice = { value: string; label: string; checked: boolean }

export type TasteFormProps = {
  action: (form: FormData) => void | Promise<void>
  sizes: readonly {
    name: string
    label: string
    chosen: string
    options: readonly { value: string; label: string }[]
  }[]
  colours: readonly Choice[]
  styles: readonly Choice[]
  words: { sizes: string; sizesHint: string; colours: string; styles: string; submit: string; status: string }
}

/** Sizes, colours and styles in one plain form: it is kept as it is sent, with a script and without. */
export function TasteForm({ action, sizes, colours, styles, words }: TasteFormProps) {
  return (
    <form action={action} className="form">
      <input type="hidden" name="back" value="told" />
      <FormSection title={words.sizes} line={words.sizesHint}>
        {sizes.map(({ name, label, chosen, options }) => (
          <SelectField
            // The choice that holds is the first one of a new field, not of one that a browser remembers.
            key={`${name} ${chosen}`}
            id={name}
            name={name}
            label={label}
            options={options}
            defaultValue={chosen}
            half
          />
        ))}
      </FormSection>
      <FormSection title={words.colours}>
        <Choices name="colour" choices={colours} />
      </FormSection>
      <FormSection title={words.styles}>
        <Choices name="style" choices={styles} />
      </FormSection>
      <p className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <button className="btn">{words.submit}</button>
        <span role="status" className="caption text-muted">
          {words.status}
        </span>
      </p>
    </form>
  )
}

function Choices({ name, choices }: { name: string; choices: readonly Choice[] }) {
  return (
    <div className="choices">
      {choices.map(({ value, label, checked }) => (
        <label key={`${value} ${checked}`} className="opt">
          <input type="checkbox" name={name} value={value} defaultChecked={checked} />
          {label}
        </label>
      ))}
    </div>
  )
}
