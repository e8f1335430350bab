import { int, NONE, real } from './columns'
import type { Running } from './running'
import { greatest } from './select'
import type { SessionIndex } from './store'
import { Tally } from './tally'

/** Sessions that share items with a running one. Parallel arrays: a session, how near it is, through which item most. */
export type Neighbours = { sessions: number[]; nearness: number[]; through: number[] }

const tally = new Tally()

/** The time of the newest event of a session. */
export const endOf = ({ sessions, events }: SessionIndex, session: number): number =>
  real(events.at, int(sessions.last, session))

/** Whether a session may be a neighbour: it is not the running one, and as of then it was over. */
const counts = (index: SessionIndex, running: Running, session: number): boolean =>
  session !== running.self && (running.asOf === Infinity || endOf(index, session) <= running.asOf)

/** The most recent sessions with an item, the newest first. */
export function recentSessions(index: SessionIndex, running: Running, item: number, most: number): number[] {
  const { items, events } = index
  const found: number[] = []
  for (let row = int(items.newest, item); row !== NONE && found.length < most; row = int(events.older, row)) {
    const session = int(events.session, row)
    if (counts(index, running, session)) found.push(session)
  }
  return found
}

/**
 * Walks the most recent sessions of each of the last items of a running session, newest item first, and adds up what each
 * shared item says of nearness. `through` is the most recent shared item, as a place in `running.items`.
 *
 * @param weigh what the item at a place of `running.items` says, of the session that is its `rank`th most recent, from 1 on
 */
export function sharing(
  index: SessionIndex,
  running: Running,
  { lastItems, recent }: { lastItems: number; recent: number },
  weigh: (place: number, rank: number) => number,
): Neighbours {
  const through: number[] = []
  tally.restart(1)
  for (let place = 0; place < Math.min(lastItems, running.items.length); place++) {
    recentSessions(index, running, running.items[place] ?? NONE, recent).forEach((session, i) => {
      tally.add(session, weigh(place, i + 1), 0)
      if (tally.keys.length > through.length) through.push(place)
    })
  }
  return { sessions: tally.keys.slice(), nearness: tally.totals.slice(), through }
}

const picked = ({ sessions, nearness, through }: Neighbours, places: readonly number[]): Neighbours => ({
  sessions: places.map((place) => sessions[place] ?? NONE),
  nearness: places.map((place) => nearness[place] ?? 0),
  through: places.map((place) => through[place] ?? 0),
})

/** The `count` that ended last. */
export function mostRecent(index: SessionIndex, neighbours: Neighbours, count: number): Neighbours {
  if (neighbours.sessions.length <= count) return neighbours
  const ends = neighbours.sessions.map((session) => endOf(index, session))
  return picked(neighbours, greatest(ends, count))
}

/** The `count` that are nearest; of equals those found first, through the more recent item and the more recent session. */
export function nearest(neighbours: Neighbours, count: number): Neighbours {
  if (neighbours.sessions.length <= count) return neighbours
  return picked(neighbours, greatest(neighbours.nearness, count))
}

/** The items of a session, oldest first, written into `into`; gives their number. */
export function itemsOf({ sessions, events }: SessionIndex, session: number, into: number[]): number {
  let count = int(sessions.size, session)
  const length = count
  for (let row = int(sessions.last, session); row !== NONE; row = int(events.before, row)) {
    count -= 1
    into[count] = int(events.item, row)
  }
  return length
}

/** The logarithm of how rare an item is: of all sessions, by those that have it. */
export const rarity = ({ sessions, items }: SessionIndex, item: number): number =>
  Math.log(Math.max(1, sessions.count) / Math.max(1, int(items.sessions, item)))
