import { seededRandom } from '@/lib/core/random'

/** A share or an area with the middle 95% of what resampled customers give (percentile bootstrap). */
export type Interval = { value: number; low: number; high: number }

const RESAMPLES = 1_000
const SEED = 1

/** Scores from high to low; customers of one score are one level, half of which count as above. */
type Ranking = { level: Int32Array; levels: number; good: readonly boolean[] }

function ranked(scores: readonly number[], good: readonly boolean[]): Ranking {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  const level = new Int32Array(scores.length)
  let levels = 0
  order.forEach((at, i) => {
    if (i > 0 && scores[at] !== scores[order[i - 1] ?? -1]) levels += 1
    level[at] = levels
  })
  return { level, levels: levels + 1, good }
}

/** The chance that one who bought has a higher score than one who did not; a tie counts half. */
function areaOf({ level, levels, good }: Ranking, drawn: ArrayLike<number>): number {
  const [yes, no] = [new Float64Array(levels), new Float64Array(levels)]
  for (let i = 0; i < drawn.length; i++) {
    const at = drawn[i] ?? 0
    const of = good[at] ? yes : no
    const place = level[at] ?? 0
    of[place] = (of[place] ?? 0) + 1
  }
  let [pairs, above, bought] = [0, 0, 0]
  for (let i = 0; i < levels; i++) {
    const [here, others] = [yes[i] ?? 0, no[i] ?? 0]
    above += others * (bought + here / 2)
    bought += here
    pairs += others
  }
  return above / (pairs * bought)
}

/** Area under the curve of scores that shall be high for those of whom `good` holds. */
export function auc(scores: readonly number[], good: readonly boolean[]): number {
  return areaOf(
    ranked(scores, good),
    scores.map((_, i) => i),
  )
}

/** The same with its interval; and by how much it is more than another score's, resampled together. */
export function compared(
  scores: readonly number[],
  good: readonly boolean[],
  other: readonly number[] = scores,
): { auc: Interval; gain: Interval } {
  const [mine, theirs] = [ranked(scores, good), ranked(other, good)]
  const all = scores.map((_, i) => i)
  const random = seededRandom(SEED)
  const drawn = new Int32Array(scores.length)
  const samples = Array.from({ length: RESAMPLES }, () => {
    for (let i = 0; i < drawn.length; i++) drawn[i] = Math.floor(random() * drawn.length)
    return [areaOf(mine, drawn), areaOf(theirs, drawn)] as const
  })
  const [here, there] = [areaOf(mine, all), areaOf(theirs, all)]
  return {
    auc: intervalOf(
      here,
      samples.map(([a]) => a),
    ),
    gain: intervalOf(
      here - there,
      samples.map(([a, b]) => a - b),
    ),
  }
}

function intervalOf(value: number, samples: readonly number[]): Interval {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? value
  return { value, low: at(0.025), high: at(0.975) }
}

/** A tenth of customers, those of the highest scores first. */
export type Tenth = { customers: number; expected: number; actual: number; bought: number }

/** What was expected of each tenth on average, against what came. */
export function tenths(expected: readonly number[], actual: readonly number[]): Tenth[] {
  const order = expected.map((_, i) => i).sort((a, b) => (expected[b] ?? 0) - (expected[a] ?? 0))
  return Array.from({ length: 10 }, (_, i) => {
    const of = order.slice(Math.round((i * order.length) / 10), Math.round(((i + 1) * order.length) / 10))
    const mean = (value: (at: number) => number): number => of.reduce((sum, at) => sum + value(at), 0) / of.length
    return {
      customers: of.length,
      expected: mean((at) => expected[at] ?? 0),
      actual: mean((at) => actual[at] ?? 0),
      bought: mean((at) => ((actual[at] ?? 0) > 0 ? 1 : 0)),
    }
  })
}
