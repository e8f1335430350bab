import { itemsOf, rarity } from './neighbours'
import type { Running } from './running'
import { VSTAN } from './settings'
import { distances, stanNeighbours } from './stan'
import type { SessionIndex } from './store'
import type { Tally } from './tally'

/**
 * VSTAN: STAN, where a neighbour also counts less the longer ago the most recent shared item was met in the running
 * session, exp(-steps back / λ), and a rare item more, 1 + weight * log(sessions / sessions with the item).
 * Source: Ludewig, Mauro, Latifi and Jannach, "Empirical analysis of session-based recommendation algorithms", UMUAI 31,
 * 2021.
 */
export function vstan(index: SessionIndex, running: Running, scores: Tally, settings = VSTAN): void {
  const near = stanNeighbours(index, running, settings)
  const items: number[] = []
  near.sessions.forEach((session, i) => {
    const through = near.through[i] ?? 0
    const weight = (near.nearness[i] ?? 0) * Math.exp(-(running.ages[through] ?? 0) / settings.match)
    const count = itemsOf(index, session, items)
    for (const [item, steps] of distances(items, count, running)) {
      const rare = 1 + settings.idf * rarity(index, item)
      scores.add(item, weight * Math.exp(-steps / settings.distance) * rare, through)
    }
  })
}
