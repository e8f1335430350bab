import { fused, type FusedSettings } from './fused'
import { rules } from './rules'
import { runningOf, type Running } from './running'
import { threshold } from './select'
import { FUSED } from './settings'
import { stan } from './stan'
import type { SessionIndex } from './store'
import { Tally } from './tally'
import { vmis } from './vmis'
import { vsknn } from './vsknn'
import { vstan } from './vstan'

/** What each algorithm fills: scores by number of item, from which place of `running.items`. */
type Algorithm = (index: SessionIndex, running: Running, scores: Tally) => void

const ALGORITHMS = { fused, vmis, vsknn, stan, vstan, rules, popular: () => {} } satisfies Record<string, Algorithm>
export type AlgorithmName = keyof typeof ALGORITHMS
export const ALGORITHM_NAMES = Object.keys(ALGORITHMS) as AlgorithmName[]
export const DEFAULT_ALGORITHM: AlgorithmName = 'fused'

/**
 * `score` is above 0 and at most 1, which is the best's. `from` is the item of the running session that spoke most for it,
 * for the reason: the item itself where it is one to return to, '' where it is there only because it is popular.
 */
export type Predicted = { item: string; score: number; from: string }

export type PredictOptions = {
  algorithm?: AlgorithmName
  /** How many at most; 20 when not said. */
  limit?: number
  /** Sessions with events later than this moment (milliseconds) are passed over: what a moved clock has not seen yet. */
  asOf?: number
  /** The id under which the running session is in the index itself: it is no neighbour of its own. */
  exclude?: string
  /** Replaces settings of the default algorithm; the others stand as they were published. */
  settings?: Partial<FusedSettings>
  /** Fills a short list up with what is popular. */
  fill?: boolean
}

const tally = new Tally()

/**
 * What may come next in a running session, best first; ties by the item's id. `session` is oldest first. Everything that
 * is known may be predicted, items met before included; only the current item never is. Empty for an empty session, and
 * where nothing is known of its items (unless `fill` asks for what is popular).
 */
export function predictNext(
  index: SessionIndex,
  session: readonly { item: string; at: number }[],
  {
    algorithm = DEFAULT_ALGORITHM,
    limit = 20,
    settings,
    fill = algorithm === 'popular',
    ...which
  }: PredictOptions = {},
): Predicted[] {
  const current = session.at(-1)?.item
  if (current === undefined || !(limit > 0)) return []
  const running = runningOf(index, session, which)
  const predicted = running ? best(index, running, scorerOf(algorithm, settings), limit) : []
  return fill ? filled(index, predicted, current, limit) : predicted
}

const scorerOf = (algorithm: AlgorithmName, settings: Partial<FusedSettings> | undefined): Algorithm =>
  settings && algorithm === 'fused'
    ? (index, running, scores) => fused(index, running, scores, { ...FUSED, ...settings })
    : ALGORITHMS[algorithm]

/** Scores are compared to nine digits, so that the order in which they were added up decides nothing. */
const rounded = (score: number): number => Math.round(score * 1e9) / 1e9

function best(index: SessionIndex, running: Running, score: Algorithm, limit: number): Predicted[] {
  const { names } = index.items
  tally.restart(running.items.length)
  score(index, running, tally)
  const own = tally.rowOf(running.current)
  if (own >= 0) tally.scaleRow(own, 0)
  const top = tally.totals.reduce((most, total) => Math.max(most, total), 0)
  const totals = tally.totals.map((total) => rounded(total / top))
  const border = threshold(totals, limit)
  const found: Predicted[] = []
  totals.forEach((total, row) => {
    if (!(total > 0) || total < border) return
    const from = running.items[tally.sourceOf(row)]
    found.push({
      item: names[tally.keys[row] ?? -1] ?? '',
      score: total,
      from: (from === undefined ? '' : names[from]) ?? '',
    })
  })
  return found.sort((a, b) => b.score - a.score || (a.item < b.item ? -1 : 1)).slice(0, limit)
}

/** Popular items after the others, each with less than the one before it. */
function filled(index: SessionIndex, predicted: Predicted[], current: string, limit: number): Predicted[] {
  const all = [...predicted]
  const there = new Set([current, ...all.map(({ item }) => item)])
  let score = (all.at(-1)?.score ?? 2) / 2
  for (const number of index.popular.items) {
    if (all.length >= limit) break
    const item = index.items.names[number] ?? ''
    if (there.has(item)) continue
    all.push({ item, score, from: '' })
    score *= 0.9
  }
  return all
}
