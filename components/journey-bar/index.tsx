import type { ReactNode } from 'react'

export type JourneyBarProps = {
  label: string
  /** "Step 6 of 10" */
  at: string
  /** The presenter's line, with its quotation marks. */
  say: string
  /** A WhyButton with class "link why"; desktop only. */
  why?: ReactNode
  /** The way on: a form or a link with class "btn small". */
  children: ReactNode
}

/** The presenter's bar, at the bottom of every page while a journey runs: last in the body. */
export function JourneyBar({ label, at, say, why, children }: JourneyBarProps) {
  return (
    <section className="journeybar" aria-label={label}>
      <div className="wrap">
        <p className="at num">{at}</p>
        <p className="say">{say}</p>
        {why}
        {children}
      </div>
    </section>
  )
}
