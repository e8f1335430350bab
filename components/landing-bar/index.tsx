export type LandingBarProps = {
  /** Names it for a screen reader: "The message you followed". */
  label: string
  /** "From our message: Your gown is where you left it" */
  text: string
}

/** One slim line above the page that a message's link leads to: what the message said. */
export function LandingBar({ label, text }: LandingBarProps) {
  return (
    <aside className="landing-bar" aria-label={label}>
      <div className="wrap">
        <p>{text}</p>
      </div>
    </aside>
  )
}
