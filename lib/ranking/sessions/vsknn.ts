import { itemsOf, mostRecent, nearest, rarity, sharing } from './neighbours'
import type { Running } from './running'
import { VSKNN } from './settings'
import type { SessionIndex } from './store'
import type { Tally } from './tally'

/**
 * V-SKNN. Nearness of a session: the sum over the shared items of position / length in the running session, over its
 * number of different items. Score of an item: the sum over the k nearest of nearness, over the number of steps back to
 * the most recent shared item, times (1 + weight * log(sessions / sessions with the item)).
 * Source: Ludewig and Jannach, "Evaluation of session-based recommendation algorithms", UMUAI 28, 2018, with the item
 * weights of Ludewig, Mauro, Latifi and Jannach, UMUAI 31, 2021.
 */
export function vsknn(index: SessionIndex, running: Running, scores: Tally, settings = VSKNN): void {
  const weigh = (place: number) => (running.length - (running.ages[place] ?? 0)) / running.length / running.distinct
  const found = sharing(index, running, { ...settings, lastItems: Infinity }, weigh)
  const near = nearest(mostRecent(index, found, settings.recent), settings.neighbours)
  const items: number[] = []
  near.sessions.forEach((session, i) => {
    const through = near.through[i] ?? 0
    const weight = (near.nearness[i] ?? 0) / ((running.ages[through] ?? 0) + 1)
    const count = itemsOf(index, session, items)
    for (const item of new Set(items.slice(0, count)))
      scores.add(item, weight * (1 + settings.idf * rarity(index, item)), through)
  })
}
