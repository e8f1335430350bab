export type CheckFieldProps = { name: string; value: string; label: string; text: string }

/** A box that nobody ticked yet, with what a tick means beside it. */
export function CheckField({ name, value, label, text }: CheckFieldProps) {
  return (
    <div className="field">
      <label className="opt border-t-0">
        <input type="checkbox" name={name} value={value} aria-describedby={`${name}-hint`} />
        <span>{label}</span>
      </label>
      <p className="hint" id={`${name}-hint`}>
        {text}
      </p>
    </div>
  )
}
