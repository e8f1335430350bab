/** A figure of more characters is set smaller: "3711,98 USD" has to stay in its column. */
const ROOMY = 9

/** Up to four large numerals, each with what it counts: `{ figure: "3", label: "pieces, from three houses" }`. */
export function Figures({ items }: { items: readonly { figure: string; label: string }[] }) {
  return (
    <dl className="figures num">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd className={item.figure.length > ROOMY ? 'long' : undefined}>{item.figure}</dd>
        </div>
      ))}
    </dl>
  )
}
