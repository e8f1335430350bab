import { ChartFigure, type ChartFigureProps } from './figure'

export type BarChartProps = Omit<ChartFigureProps, 'children'> & {
  /** What the bars show, in a sentence: all that a screen reader is told of the drawing. */
  label: string
  /** From top to bottom, each with its value written at its end. Nothing is drawn of a value below zero. */
  bars: readonly { label: string; value: number; written: string }[]
}

/** Bars that lie: their names have room on a phone. */
export function BarChart({ label, bars, ...figure }: BarChartProps) {
  const longest = Math.max(Number.MIN_VALUE, ...bars.map(({ value }) => value))
  return (
    <ChartFigure {...figure}>
      <div className="bars" role="img" aria-label={label}>
        {bars.map((bar) => (
          <div key={bar.label}>
            <span className="name">{bar.label}</span>
            <span className="track">
              <span className="bar" style={{ width: `${Math.max(0, (bar.value / longest) * 100)}%` }} />
              <span className="value">{bar.written}</span>
            </span>
          </div>
        ))}
      </div>
    </ChartFigure>
  )
}
