import { PLOT_HEIGHT, stackPlot, type ChartLine, type Tick } from '@/lib/studio/chart'
import { Across } from './across'
import { ChartFigure, type ChartFigureProps } from './figure'
import { Scale } from './scale'

export type StackChartProps = Omit<ChartFigureProps, 'children'> & {
  /** What the columns show, in a sentence: all that a screen reader is told of the drawing. */
  label: string
  /** The scale at the left, of `ticksOf` over the columns' sums. */
  ticks: readonly Tick[]
  /** A name for each column; of the first, the middle and the last one it is written. */
  across: readonly string[]
  /** At most four, the lowest first, none of their values below zero. Told apart by name, pattern, and then colour. */
  parts: readonly ChartLine[]
}

/** What a whole is made of over time, a column for each moment, its parts named beside the last one. */
export function StackChart({ label, ticks, across, parts, ...figure }: StackChartProps) {
  const plot = stackPlot({ ticks, parts })
  return (
    <ChartFigure {...figure}>
      <div className="plot named" style={{ '--plot': `${PLOT_HEIGHT}px` } as React.CSSProperties}>
        <Scale grid={plot.grid} />
        <div className="stack" role="img" aria-label={label}>
          {plot.grid.map(({ y }) => (
            <span key={y} className="grid-line" style={{ top: y }} />
          ))}
          <div className="columns">
            {across.map((name, at) => (
              <span key={name}>
                {parts.map((part, i) => (
                  <span
                    key={part.label}
                    data-tone={part.tone}
                    data-fill={i % FILLS}
                    style={{ height: plot.heights[i]?.[at] ?? 0 }}
                  />
                ))}
              </span>
            ))}
          </div>
        </div>
        <div className="names" aria-hidden>
          {parts.map((part, i) => (
            <span key={part.label} data-tone={part.tone} style={{ top: plot.labels[i] }}>
              {part.label}
            </span>
          ))}
        </div>
        <Across names={across} columns />
      </div>
    </ChartFigure>
  )
}

/** As many patterns as app/styles/charts.css knows. */
const FILLS = 4
