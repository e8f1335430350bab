import type { LineChart as Chart } from '@/lib/studio/chart'

export type LineChartProps = {
  chart: Chart
  /** Pixels from the top of the plot to its zero line. */
  height: number
  /** What the lines show, in a sentence: all that a screen reader is told of them. */
  label: string
  /** The grid's counts, as they are written, by value. */
  counts: Readonly<Record<number, string>>
  /** Below the plot, from its left end to its right one. */
  ends: readonly string[]
}

/**
 * Lines over time, each named at its end: no legend, no script. The plot stretches with the page and the words do not,
 * so that they can be read on a phone.
 */
export function LineChart({ chart, height, label, counts, ends }: LineChartProps) {
  return (
    <div className="linechart num" style={{ '--plot': `${height}px` } as React.CSSProperties}>
      <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {chart.grid.map(({ y }) => (
          <path key={y} className="grid-line" d={`M0 ${y}H100`} />
        ))}
        {chart.lines.map((line) => (
          <polyline key={line.label} className={line.accent} points={line.points} />
        ))}
      </svg>
      <div className="counts" aria-hidden>
        {chart.grid.map(
          ({ y, value }) =>
            value > 0 && (
              <span key={value} style={{ top: y }}>
                {counts[value]}
              </span>
            ),
        )}
      </div>
      <div className="names" aria-hidden>
        {chart.lines.map((line) => (
          <span key={line.label} className={line.accent} style={{ top: line.labelY }}>
            {line.label}
          </span>
        ))}
      </div>
      <div className="axis" aria-hidden>
        {ends.map((end) => (
          <span key={end}>{end}</span>
        ))}
      </div>
    </div>
  )
}
