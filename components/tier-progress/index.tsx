import type { Metal } from '@/components/tiers'

export type TierProgressProps = {
  /** The metal of the fill: the tier that is held, or the first one while none is. */
  metal: Metal
  /** For assistive technology: "Way to Silver", and "$4,190.00 of $8,000.00". */
  label: string
  valueText: string
  /** In any unit, the same for all. `value` may lie outside 0 to `max`; the bar does not. */
  value: number
  /** What will count on top of it, shown apart. */
  pending?: number
  max: number
  /** Where the present tier begins. */
  tick?: number
  /** Under the bar: what counts (its amount stands out), the present tier's threshold, the next one's. */
  counts: { amount: string; label: string }
  present?: string
  next: string
}

/** Whole per mille are as fine as the eye, and as the markup needs. */
const percent = (value: number, max: number) => `${Math.round(Math.min(1, Math.max(0, value / max)) * 1000) / 10}%`

export function TierProgress(props: TierProgressProps) {
  const { metal, label, valueText, value, pending = 0, max, tick, counts, present, next } = props
  return (
    <div className={metal}>
      <div
        className="progress"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(max, Math.max(0, value))}
        aria-valuetext={valueText}
        style={{ '--v': percent(value, max) } as React.CSSProperties}
      >
        {pending > 0 && <span className="pending" style={{ width: percent(value + pending, max) }} />}
        <span className="fill" />
        {tick !== undefined && <span className="tick" style={{ left: percent(tick, max) }} />}
      </div>
      <p className="scale num mt-1">
        <span>
          <b>{counts.amount}</b> {counts.label}
        </span>
        {present && <span className="mid">{present}</span>}
        <span>{next}</span>
      </p>
    </div>
  )
}
