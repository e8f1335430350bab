import { acrossOf, linePlot, PLOT_HEIGHT, type ChartBand, type ChartLine, type Tick } from '@/lib/studio/chart'
import { Across } from './across'
import { ChartFigure, type ChartFigureProps } from './figure'
import { Scale } from './scale'

export type LineChartProps = Omit<ChartFigureProps, 'children'> & {
  /** What the lines show, in a sentence: all that a screen reader is told of the drawing. */
  label: string
  /** The scale at the left, of `ticksOf`. */
  ticks: readonly Tick[]
  /** A name for each place along the axis; its two ends and its middle are written. */
  across: readonly string[]
  /** At most four. Each is told apart by its name at its end, its dashes and its points, and then by its colour. */
  lines: readonly ChartLine[]
  /** The usual range, behind the lines. */
  band?: ChartBand
  /** A place along the axis that the words speak of. */
  mark?: { at: number; label: string }
}

/** Up to so many points each is drawn; of more only the last one. */
const MOST_POINTS = 14

/**
 * Lines over time, each named at its end: no legend, no script. The plot stretches with the page and the words do not,
 * so that they can be read on a phone.
 */
export function LineChart({ label, ticks, across, lines, band, mark, ...figure }: LineChartProps) {
  const plot = linePlot({ ticks, lines, band })
  const markX = mark && acrossOf(mark.at, across.length)
  return (
    <ChartFigure {...figure}>
      <div className="plot named" style={{ '--plot': `${PLOT_HEIGHT}px` } as React.CSSProperties}>
        <Scale grid={plot.grid} />
        <svg viewBox={`0 0 100 ${PLOT_HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
          {plot.band && (
            <g className="band">
              <path className="area" d={plot.band.area} />
              <path className="edge" d={plot.band.low} />
              <path className="edge" d={plot.band.high} />
            </g>
          )}
          {plot.grid.map(({ y }) => (
            <path key={y} className="grid-line" d={`M0 ${y}H100`} />
          ))}
          {markX !== undefined && <path className="mark" d={`M${markX} 0V${PLOT_HEIGHT}`} />}
          {plot.lines.map(({ path, points }, i) => (
            <g key={lines[i]?.label} data-tone={lines[i]?.tone} data-shape={i % SHAPES}>
              <path className="line" d={path} />
              {(points.length > MOST_POINTS ? points.slice(-1) : points).map(({ x, y }) => (
                <g key={x}>
                  <path className="point" d={`M${x} ${y}h0`} />
                  <path className="hole" d={`M${x} ${y}h0`} />
                </g>
              ))}
            </g>
          ))}
        </svg>
        <div className="names" aria-hidden>
          {plot.lines.map(({ labelY }, i) => (
            <span key={lines[i]?.label} data-tone={lines[i]?.tone} style={{ top: labelY }}>
              {lines[i]?.label}
            </span>
          ))}
          {plot.band && (
            <span data-tone="muted" style={{ top: plot.band.labelY }}>
              {band?.label}
            </span>
          )}
        </div>
        <Across names={across} mark={mark} />
      </div>
    </ChartFigure>
  )
}

/** As many ways of drawing a line as app/styles/charts.css knows. */
const SHAPES = 4
