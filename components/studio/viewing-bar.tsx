export type ViewingBarProps = {
  /** Names the bar for screen readers. */
  label: string
  /** "You see the shop as Helena Marceau" */
  text: string
  /** "Nothing was changed: you only look." after something was tried. */
  refused?: string | undefined
  stop: { action: (form: FormData) => void | Promise<void>; customer: string; label: string }
}

/** Above every page of the shop while staff sees it as a customer: as whom, and the way back. */
export function ViewingBar({ label, text, refused, stop }: ViewingBarProps) {
  return (
    <section className="viewing-bar" aria-label={label} lang="en">
      <div className="wrap">
        <p>{text}</p>
        {refused && <p role="alert">{refused}</p>}
        <form action={stop.action}>
          <input type="hidden" name="customer" value={stop.customer} />
          <button className="btn small">{stop.label}</button>
        </form>
      </div>
    </section>
  )
}
