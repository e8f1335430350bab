import { NONE } from './columns'
import type { SessionIndex } from './store'

/** The session for which the next item is looked for, its items as the index numbers them. */
export type Running = {
  /** Its distinct items that are known, the most recently met first. */
  items: number[]
  /** How many steps ago each was met last: 0 for the current one. */
  ages: number[]
  /** How many different items were met since each was met last, known ones or not: 0 for the current one. */
  ranks: number[]
  /** How many steps it has, and how many different items. */
  length: number
  distinct: number
  /** The item met last, the only one that is never predicted; NONE when it is not known. */
  current: number
  /** When it was met, in milliseconds. */
  at: number
  /** Sessions with events later than this are no neighbours. */
  asOf: number
  /** The session that is never its own neighbour; NONE when there is none. */
  self: number
}

/**
 * Reads a running session, oldest event first; of one longer than a session of the index may be, its last events. Null
 * when there is nothing in it that is known.
 */
export function runningOf(
  index: SessionIndex,
  whole: readonly { item: string; at: number }[],
  { asOf = Infinity, exclude }: { asOf?: number; exclude?: string } = {},
): Running | null {
  const session = whole.slice(-index.limits.eventsPerSession)
  const last = session.at(-1)
  if (!last) return null
  const { numbers } = index.items
  const running: Running = {
    ...{ items: [], ages: [], ranks: [], length: session.length, distinct: 0 },
    ...{ current: numbers.get(last.item) ?? NONE, at: last.at, asOf },
    self: exclude === undefined ? NONE : (index.sessions.numbers.get(exclude) ?? NONE),
  }
  const met = new Set<string>()
  for (const [age, { item: name }] of session.toReversed().entries()) {
    if (met.has(name)) continue
    const item = numbers.get(name)
    if (item !== undefined) {
      running.items.push(item)
      running.ages.push(age)
      running.ranks.push(met.size)
    }
    met.add(name)
  }
  running.distinct = met.size
  return running.items.length > 0 ? running : null
}
