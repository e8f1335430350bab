import type { Tier } from '@/lib/loyalty/schema'

/** Pixels from the highest to the lowest value of a plot. */
export const PLOT_HEIGHT = 200
/** Pixels that the label of a line needs for itself. */
const LABEL_HEIGHT = 18
/** Steps of a scale on the longer side of zero, at most. */
const MOST_STEPS = 4

/** What tells one line, bar or part from another, beside its name and its shape. */
export type Tone = Tier['accent'] | 'brand' | 'muted'

/** A value of a scale and how it is written. */
export type Tick = { value: number; label: string }

/** The numbers behind a chart, to be read: finished words, the first column names the row. */
export type ChartTable = {
  /** What opens it, and its name. */
  summary: string
  columns: readonly string[]
  rows: readonly { key: string; cells: readonly string[] }[]
}

/** A line: a value for each place along the axis. */
export type ChartLine = { label: string; tone: Tone; values: readonly number[] }

/** What lies between two lines: the usual range. */
export type ChartBand = { label: string; low: readonly number[]; high: readonly number[] }

/** Where everything stands: `x` from 0 to 100 across the plot, `y` in pixels from its top. */
export type LinePlot = {
  grid: readonly { y: number; label: string }[]
  /** `path` is what an SVG path draws; `labelY` the middle of the label at the line's end. */
  lines: readonly { path: string; points: readonly { x: number; y: number }[]; labelY: number }[]
  band: { area: string; low: string; high: string; labelY: number } | null
}

const round = (value: number) => Math.round(value * 10) / 10

/**
 * Round values from zero (or below it, where a value is) to at least the highest one.
 * @param least the smallest step: 1 for counts, so that there is no grid line at half a customer
 */
export function ticksOf(values: readonly number[], write: (value: number) => string, least = 1): Tick[] {
  const highest = Math.max(0, ...values)
  const lowest = Math.min(0, ...values)
  const step = niceStep(Math.max(highest, -lowest) / MOST_STEPS, least)
  const first = Math.floor(lowest / step)
  const last = Math.max(Math.ceil(highest / step), first + 1)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    // Twelve digits: 0.1 + 0.2 is 0.3 on an axis.
    const value = Number(((first + i) * step).toPrecision(12))
    return { value, label: write(value) }
  })
}

/** The smallest of 1, 2, 5, 10, 20, 50, … times a power of ten that is not below what is asked. */
function niceStep(asked: number, least: number): number {
  const wanted = Math.max(asked, least)
  const power = 10 ** Math.floor(Math.log10(wanted))
  return [1, 2, 5].map((factor) => factor * power).find((step) => step >= wanted * (1 - 1e-9)) ?? 10 * power
}

/** Where a value stands on a scale: pixels from the top of the plot, at most its height. */
export function heightOn(ticks: readonly Tick[]): (value: number) => number {
  const low = ticks[0]?.value ?? 0
  const high = ticks.at(-1)?.value ?? 1
  return (value) => round(PLOT_HEIGHT * (1 - (value - low) / (high - low)))
}

/** Where a place along the axis stands, 0 to 100; alone, at the left end. */
export const acrossOf = (at: number, count: number): number => round((at / Math.max(1, count - 1)) * 100)

/**
 * Lines and a band that share one scale. Labels at their ends are moved apart where they would cover each other, in the
 * order of their last values.
 */
export function linePlot(input: {
  ticks: readonly Tick[]
  lines: readonly ChartLine[]
  band?: ChartBand | undefined
}): LinePlot {
  const { ticks, lines, band } = input
  const yOf = heightOn(ticks)
  const pointsOf = (values: readonly number[]) =>
    values.map((value, at) => ({ x: acrossOf(at, values.length), y: yOf(value) }))
  const lasts = lines.map(({ values }) => yOf(values.at(-1) ?? 0))
  const bandLast = band ? [yOf(((band.low.at(-1) ?? 0) + (band.high.at(-1) ?? 0)) / 2)] : []
  const places = labelPlaces([...lasts, ...bandLast])
  return {
    grid: ticks.map(({ value, label }) => ({ y: yOf(value), label })),
    lines: lines.map(({ values }, i) => {
      const points = pointsOf(values)
      return { path: pathOf(points), points, labelY: places[i] ?? PLOT_HEIGHT }
    }),
    band: band
      ? {
          area: `${pathOf([...pointsOf(band.high), ...pointsOf(band.low).toReversed()])}Z`,
          low: pathOf(pointsOf(band.low)),
          high: pathOf(pointsOf(band.high)),
          labelY: places[lines.length] ?? PLOT_HEIGHT,
        }
      : null,
  }
}

/**
 * Columns of parts on one scale, the lowest part first: pixels that each is high by part and column, and where the
 * names of the last column's parts stand.
 */
export function stackPlot({ ticks, parts }: { ticks: readonly Tick[]; parts: readonly ChartLine[] }): {
  grid: LinePlot['grid']
  heights: readonly (readonly number[])[]
  labels: readonly number[]
} {
  const yOf = heightOn(ticks)
  const heights = parts.map(({ values }) => values.map((value) => round(yOf(0) - yOf(value))))
  let below = yOf(0)
  const middles = heights.map((columns) => {
    const high = columns.at(-1) ?? 0
    below -= high
    return below + high / 2
  })
  return { grid: ticks.map(({ value, label }) => ({ y: yOf(value), label })), heights, labels: labelPlaces(middles) }
}

const pathOf = (points: readonly { x: number; y: number }[]) =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')

/** Moves labels apart: first each below the one above it, then, where the lowest fell out of the plot, back up. */
export function labelPlaces(wanted: readonly number[]): number[] {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y || b.i - a.i)
  let above = -Infinity
  for (const label of order) above = label.y = Math.max(label.y, above + LABEL_HEIGHT)
  let below = PLOT_HEIGHT + LABEL_HEIGHT
  for (const label of order.toReversed()) below = label.y = Math.min(label.y, below - LABEL_HEIGHT)
  const places = [...wanted]
  for (const { y, i } of order) places[i] = y
  return places
}
