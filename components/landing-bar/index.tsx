export type LandingBarProps = {
  /** Names it for a screen reader: "The message you followed". */
  label: string
  /** "From our message: Your gown is where you left it" */
  text: string
  /** To the message itself, for who may read it. */
  link?: { href: string; label: string }
}

/** One slim line above the page that a message's link leads to: what the message said. */
export function LandingBar({ label, text, link }: LandingBarProps) {
  return (
    <aside className="landing-bar" aria-label={label}>
      <div className="wrap">
        <p>{text}</p>
        {link && <a href={link.href}>{link.label}</a>}
      </div>
    </aside>
  )
}
