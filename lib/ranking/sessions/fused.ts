import { NONE } from './columns'
import { itemsOf, nearest, recentSessions, sharing } from './neighbours'
import { returnChance, returnShare } from './returns'
import type { Running } from './running'
import { greatest } from './select'
import { FUSED } from './settings'
import type { SessionIndex } from './store'
import type { Tally } from './tally'

export type FusedSettings = typeof FUSED

/**
 * The default, as a mixture of probabilities: neighbours whose items count by the way they stand to the shared one, their
 * items' own neighbours, and returns to what the running session met before, as often as this shop's sessions return.
 * docs/ranking-sessions.md says what each part is worth.
 */
export function fused(index: SessionIndex, running: Running, scores: Tally, settings: FusedSettings = FUSED): void {
  firstHop(index, running, scores, settings)
  const total = scores.totals.reduce((sum, score) => sum + score, 0)
  if (total > 0) {
    scores.scale(1 / total)
    secondHop(index, running, scores, settings)
  }
  returnsOf(index, running, scores, settings)
}

/** The nearest sessions, and of each what stands before and after the most recent item it shares. */
function firstHop(index: SessionIndex, running: Running, scores: Tally, settings: FusedSettings): void {
  const { itemDecay, recency, similarity, neighbours } = settings
  const weigh = (place: number, rank: number) =>
    Math.pow(itemDecay, running.ranks[place] ?? 0) * Math.pow(rank, -recency)
  const found = sharing(index, running, settings, weigh)
  const nearness = found.nearness.map((value) => Math.pow(value, similarity))
  const near = nearest({ ...found, nearness }, neighbours)
  near.sessions.forEach((session, i) => {
    const through = near.through[i] ?? 0
    const weight = near.nearness[i] ?? 0
    const count = around(index, session, running.items[through] ?? NONE, settings)
    for (let at = 0; at < count; at++) {
      const item = items[at] ?? NONE
      const stands = weights[at] ?? 0
      if (stands > 0 && item !== running.current) scores.add(item, weight * stands, through)
    }
  })
}

const items: number[] = []
const weights: number[] = []

/**
 * Writes the items of a session, and how much each counts by where it stands to the nearest place of one of them: itself
 * not at all. Gives their number.
 */
function around(index: SessionIndex, session: number, item: number, { ahead, behind, back }: FusedSettings): number {
  const count = itemsOf(index, session, items)
  for (let at = 0, weight = 0; at < count; at++) {
    const here = items[at] === item
    weights[at] = here ? 0 : weight
    weight = here ? 1 : weight * ahead
  }
  for (let at = count - 1, weight = 0; at >= 0; at--) {
    const here = items[at] === item
    if (!here && weight > (weights[at] ?? 0)) weights[at] = weight
    weight = here ? behind : weight * back
  }
  return count
}

const reached: number[] = []
const amounts: number[] = []

/** What sessions of the first hop's best say: it reaches items that no session has together with those met. */
function secondHop(index: SessionIndex, running: Running, scores: Tally, settings: FusedSettings): void {
  const { hop, hopItems, hopSessions } = settings
  const seeds = greatest(scores.totals, hopItems).map((row) => ({
    item: scores.keys[row] ?? NONE,
    score: scores.totals[row] ?? 0,
    source: scores.sourceOf(row),
  }))
  const all = seeds.reduce((sum, { score }) => sum + score, 0)
  for (const { item, score, source } of seeds) {
    let [reaches, sum] = [0, 0]
    for (const session of recentSessions(index, running, item, hopSessions)) {
      const count = around(index, session, item, settings)
      for (let at = 0; at < count; at++) {
        const amount = weights[at] ?? 0
        if (amount === 0) continue
        reached[reaches] = items[at] ?? NONE
        amounts[reaches] = amount
        reaches += 1
        sum += amount
      }
    }
    const share = (hop * score) / (all * sum)
    for (let i = 0; i < reaches; i++)
      if (reached[i] !== running.current) scores.add(reached[i] ?? NONE, share * (amounts[i] ?? 0), source)
  }
}

/**
 * Returns to items met before, with the odds that this shop's sessions return at that rank. Where sessions seldom return,
 * neighbours' word for such items counts less as well.
 */
function returnsOf(
  index: SessionIndex,
  running: Running,
  scores: Tally,
  { returns, returnsHalf }: FusedSettings,
): void {
  const share = returnShare(index)
  const kept = share / (share + returnsHalf)
  running.items.forEach((item, place) => {
    if (item === running.current) return
    const row = scores.rowOf(item)
    if (row >= 0) scores.scaleRow(row, kept)
    scores.add(item, (returns * returnChance(index, running.ranks[place] ?? 0)) / (1 - share), place)
  })
}
