import { MS_PER_DAY } from '@/lib/core/days'
import { endOf, itemsOf, mostRecent, nearest, sharing, type Neighbours } from './neighbours'
import type { Running } from './running'
import { STAN } from './settings'
import type { SessionIndex } from './store'
import type { Tally } from './tally'

/** The settings by which STAN finds its neighbours. */
export type StanSettings = { recent: number; neighbours: number; position: number; ageDays: number }

/**
 * The neighbours of STAN: nearest by the cosine of the running session, whose items weigh exp(-steps back / λ1), and the
 * set of a session's items, times exp(-λ2 * the time between the two sessions).
 */
export function stanNeighbours(index: SessionIndex, running: Running, settings: StanSettings): Neighbours {
  const weigh = (place: number) => Math.exp(-(running.ages[place] ?? 0) / settings.position)
  const found = mostRecent(index, sharing(index, running, { ...settings, lastItems: Infinity }, weigh), settings.recent)
  const norm = Math.sqrt(running.items.reduce((sum, _, place) => sum + weigh(place) ** 2, 0))
  const items: number[] = []
  const nearness = found.sessions.map((session, i) => {
    const count = itemsOf(index, session, items)
    const different = new Set(items.slice(0, count)).size
    const days = Math.max(0, running.at - endOf(index, session)) / MS_PER_DAY
    return ((found.nearness[i] ?? 0) / (norm * Math.sqrt(different))) * Math.exp(-days / settings.ageDays)
  })
  return nearest({ ...found, nearness }, settings.neighbours)
}

/** How far apart in a session, in steps, each of its items and the last that it shares with the running one are. */
export function distances(items: readonly number[], count: number, running: Running): Map<number, number> {
  const shared = new Set(running.items)
  const lastAt = new Map<number, number>()
  let sharedAt = 0
  for (let at = 0; at < count; at++) {
    const item = items[at]
    if (item === undefined) continue
    lastAt.set(item, at)
    if (shared.has(item)) sharedAt = at
  }
  return new Map([...lastAt].map(([item, at]) => [item, Math.abs(at - sharedAt)]))
}

/**
 * STAN. Score of an item: the sum over the nearest sessions of nearness, times exp(-distance / λ3) where distance is that
 * of the item from the last shared item within the neighbour.
 * Source: Garg, Gupta, Malhotra, Vig and Shroff, "Sequence and time aware neighborhood for session-based
 * recommendations: STAN", SIGIR 2019.
 */
export function stan(index: SessionIndex, running: Running, scores: Tally, settings = STAN): void {
  const near = stanNeighbours(index, running, settings)
  const items: number[] = []
  near.sessions.forEach((session, i) => {
    const count = itemsOf(index, session, items)
    for (const [item, steps] of distances(items, count, running))
      scores.add(item, (near.nearness[i] ?? 0) * Math.exp(-steps / settings.distance), near.through[i] ?? 0)
  })
}
