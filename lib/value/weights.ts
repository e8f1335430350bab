import type { Weights } from './schema'

/** How far back the score looks. */
export const SCORE_WEEKS = 52

/** Which weight a week's spend has. The studio offers these; any other list may be set. */
export const WEIGHT_PRESETS = {
  /** Four quarters of a year, each half a point less than the one after it. */
  standard: [
    { until: 13, weight: 2 },
    { until: 26, weight: 1.5 },
    { until: 39, weight: 1 },
    { until: 52, weight: 0.5 },
  ],
  /** The newest week doubled, then three equal thirds of the rest. */
  newest: [
    { until: 1, weight: 2 },
    { until: 18, weight: 1 },
    { until: 35, weight: 2 / 3 },
    { until: 52, weight: 1 / 3 },
  ],
} as const satisfies Record<string, Weights>
export type WeightPreset = keyof typeof WEIGHT_PRESETS

export const DEFAULT_WEIGHTS: Weights = WEIGHT_PRESETS.standard

/** The preset that these weights are; null for a list of somebody's own. */
export function presetOf(weights: Weights): WeightPreset | null {
  const same = (preset: Weights): boolean =>
    preset.length === weights.length &&
    preset.every(({ until, weight }, i) => weights[i]?.until === until && Math.abs(weights[i].weight - weight) < 1e-9)
  for (const name of Object.keys(WEIGHT_PRESETS) as WeightPreset[]) if (same(WEIGHT_PRESETS[name])) return name
  return null
}

const tables = new WeakMap<Weights, Float64Array>()

/** By week (1 to 52) its weight; a week after the last interval weighs nothing, as does place 0. */
export function weightTable(weights: Weights): Float64Array {
  const known = tables.get(weights)
  if (known) return known
  const table = new Float64Array(SCORE_WEEKS + 1)
  let week = 1
  for (const { until, weight } of weights) for (; week <= until; week++) table[week] = weight
  tables.set(weights, table)
  return table
}
