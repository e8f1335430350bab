import { itemsOf, mostRecent, nearest, rarity, sharing } from './neighbours'
import type { Running } from './running'
import { VMIS } from './settings'
import type { SessionIndex } from './store'
import type { Tally } from './tally'

/**
 * VMIS-kNN. Nearness of a session n: the sum over the shared items of their position in the running session over its
 * number of items. Score of an item: the sum over the k nearest n of nearness, times λ of how many steps ago the most
 * recent shared item was met, times log(sessions / sessions with the item).
 * Source: Kersbergen, Sprangers and Schelter, "Serenade: Low-latency session-based recommendation in e-commerce at
 * scale", SIGMOD 2022. λ falls in a line and, unlike in the authors' program, not below 0.
 */
export function vmis(index: SessionIndex, running: Running, scores: Tally, settings = VMIS): void {
  const weigh = (place: number) => (running.length - (running.ages[place] ?? 0)) / running.distinct
  const found = sharing(index, running, settings, weigh)
  const near = nearest(mostRecent(index, found, settings.recent), settings.neighbours)
  const items: number[] = []
  near.sessions.forEach((session, i) => {
    const through = near.through[i] ?? 0
    const match = Math.max(0, 1 - settings.matchStep * ((running.ages[through] ?? 0) + 1))
    const weight = match * (near.nearness[i] ?? 0)
    const count = itemsOf(index, session, items)
    for (const item of new Set(items.slice(0, count))) scores.add(item, weight * rarity(index, item), through)
  })
}
