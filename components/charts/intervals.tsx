import { ChartFigure, type ChartFigureProps } from './figure'

export type IntervalChartProps = Omit<ChartFigureProps, 'children'> & {
  /** What the intervals show, in a sentence: all that a screen reader is told of the drawing. */
  label: string
  /** The values at both ends of the scale, and how they are written; zero is within them, or is `from` or `to`. */
  from: { value: number; label: string }
  to: { value: number; label: string }
  /** How zero is written. */
  zero: string
  /** `full`: the point is filled, for what stands out. Without `range` there is nothing to draw. */
  rows: readonly {
    label: string
    written: string
    range: { low: number; estimate: number; high: number } | null
    full: boolean
  }[]
}

/** Estimates with their intervals on one scale: one that leaves out zero can be seen to. Without any there is no scale. */
export function IntervalChart({ label, from, to, zero, rows, ...figure }: IntervalChartProps) {
  const at = (value: number) => Math.min(100, Math.max(0, ((value - from.value) / (to.value - from.value)) * 100))
  const isEmpty = rows.every(({ range }) => range === null)
  return (
    <ChartFigure {...figure}>
      <div className="intervals" role="img" aria-label={label} style={{ '--zero': `${at(0)}%` } as React.CSSProperties}>
        {rows.map(({ label: name, written, range, full }) => (
          <div key={name} className={full ? 'full' : undefined}>
            <span className="name">{name}</span>
            <span className={isEmpty ? undefined : 'track'}>
              {range && (
                <>
                  <span
                    className="reach"
                    style={{ left: `${at(range.low)}%`, width: `${at(range.high) - at(range.low)}%` }}
                  />
                  <span className="dot" style={{ left: `${at(range.estimate)}%` }} />
                </>
              )}
            </span>
            <span className="value">{written}</span>
          </div>
        ))}
        {!isEmpty && (
          <div className="ends">
            <span className="track">
              <span>{from.label}</span>
              {from.value < 0 && to.value > 0 && <span className="middle">{zero}</span>}
              <span>{to.label}</span>
            </span>
          </div>
        )}
      </div>
    </ChartFigure>
  )
}
