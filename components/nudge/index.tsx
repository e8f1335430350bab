import type { ReactNode } from 'react'
import { TierProgress, type TierProgressProps } from '@/components/tier-progress'

export type NudgeProps = {
  /** "Spend $500.00 more to reach Bronze" */
  title: string
  progress: TierProgressProps
  gives: { title: string; items: readonly string[] }
  why?: ReactNode
  /** Up to four cards with an Add form, which would close the gap. */
  children: ReactNode
}

/** The cart's nudge. All of it or nothing: at the threshold it is not rendered. */
export function Nudge({ title, progress, gives, why, children }: NudgeProps) {
  return (
    <section className={`nudge mt-12 ${progress.metal}`} aria-labelledby="nudge">
      <div className="grid gap-3">
        <h2 className="display d28" id="nudge">
          {title}
        </h2>
        <TierProgress {...progress} />
      </div>
      <div className="caption grid gap-1">
        <h3 className="text-muted">{gives.title}</h3>
        <ul className="gives">
          {gives.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </div>
      {why && <div>{why}</div>}
      <ul className="mini pt-4">{children}</ul>
    </section>
  )
}
