import type { ReactNode } from 'react'

export type SummaryProps = {
  title: string
  /** Subtotal, a discount with its reason, shipping with its condition. A discount's amount carries its sign: "−$350.00". */
  lines: readonly { label: string; amount: string; reason?: string }[]
  total: { label: string; amount: string }
  /** Between total and button: the line of a reached tier. */
  reached?: ReactNode
  /** The button, and small print under it. */
  children?: ReactNode
}

export function Summary({ title, lines, total, reached, children }: SummaryProps) {
  return (
    <section className="sum sticky-side">
      <h2 className="display d28 pb-3">{title}</h2>
      {lines.map((line) => (
        <div key={line.label}>
          <p className="priceline num">
            <span>{line.label}</span>
            <span className="fresh" key={line.amount}>
              {line.amount}
            </span>
          </p>
          {line.reason && <p className="caption text-muted">{line.reason}</p>}
        </div>
      ))}
      <p className="priceline num total">
        <span>{total.label}</span>
        <span className="fresh" key={total.amount}>
          {total.amount}
        </span>
      </p>
      {reached}
      {children}
    </section>
  )
}
