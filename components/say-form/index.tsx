export type SayFormProps = {
  /** Receives `fields`, and `back`: the id of what to come back to without a script. */
  action: (form: FormData) => void | Promise<void>
  fields: Readonly<Record<string, string>>
  id: string
  label: string
  /** What a screen reader hears instead; it holds the label, which is what is said: "Follow Corvane". */
  name?: string
  /** Whether it holds now; absent for a button that does one thing. */
  pressed?: boolean
  /** Id of what explains it. */
  describedBy?: string
  look: string
  /** Where the button itself is gone afterwards: the id of what it stood in. */
  back?: string
}

/** One button that says one thing. The form names what shall hold, so that sending it twice changes nothing twice. */
export function SayForm({ action, fields, id, label, name, pressed, describedBy, look, back = id }: SayFormProps) {
  return (
    <form action={action}>
      {Object.entries({ ...fields, back }).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <button
        id={id}
        className={look}
        aria-pressed={pressed}
        aria-label={name?.includes(label) ? name : undefined}
        aria-describedby={describedBy}
      >
        {label}
      </button>
    </form>
  )
}
