import type { Tier } from '@/lib/loyalty/schema'

/** Pixels from the highest to the lowest value of the plot. */
export const PLOT_HEIGHT = 200
/** Pixels that the label of a line needs for itself. */
const LABEL_HEIGHT = 18
/** Grid lines above the zero line, at most. */
const MOST_STEPS = 4

export type Series = { label: string; accent: Tier['accent']; values: readonly number[] }

/** Where everything stands: `x` from 0 to 100 across the plot, `y` in pixels from its top. */
export type LineChart = {
  grid: readonly { y: number; value: number }[]
  /** `points` is what an SVG polyline draws; `labelY` the middle of the label at the line's end. */
  lines: readonly { label: string; accent: Tier['accent']; points: string; labelY: number }[]
}

/**
 * A line chart of counts that share one scale from 0. Labels at the lines' ends are moved apart where they would cover
 * each other, in the order of the lines' last values.
 */
export function lineChart(series: readonly Series[]): LineChart {
  const highest = Math.max(1, ...series.flatMap(({ values }) => values))
  const step = niceStep(highest / MOST_STEPS)
  const steps = Math.ceil(highest / step)
  const yOf = (value: number) => round(PLOT_HEIGHT - (value / (step * steps)) * PLOT_HEIGHT)
  const ends = labelPlaces(series.map(({ values }) => yOf(values.at(-1) ?? 0)))
  return {
    grid: Array.from({ length: steps + 1 }, (_, i) => ({ y: yOf(i * step), value: i * step })),
    lines: series.map(({ label, accent, values }, i) => ({
      label,
      accent,
      points: values
        .map((value, at) => `${round((at / Math.max(1, values.length - 1)) * 100)},${yOf(value)}`)
        .join(' '),
      labelY: ends[i] ?? PLOT_HEIGHT,
    })),
  }
}

const round = (value: number) => Math.round(value * 10) / 10

/** The smallest of 1, 2, 5, 10, 20, 50, … that is not below `least`: grid lines stand at round counts. */
function niceStep(least: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power
}

/** Moves labels apart: first each below the one above it, then, where the lowest fell out of the plot, back up. */
function labelPlaces(wanted: readonly number[]): number[] {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y || b.i - a.i)
  let above = -Infinity
  for (const label of order) above = label.y = Math.max(label.y, above + LABEL_HEIGHT)
  let below = PLOT_HEIGHT + LABEL_HEIGHT
  for (const label of order.toReversed()) below = label.y = Math.min(label.y, below - LABEL_HEIGHT)
  const places = [...wanted]
  for (const { y, i } of order) places[i] = y
  return places
}
