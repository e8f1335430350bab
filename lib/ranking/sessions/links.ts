import { int, NONE, real } from './columns'
import type { SessionIndex } from './store'

/** Puts an event among its session's, between the event `before` it and the event `after` it. */
export function linkInSession({ sessions, events }: SessionIndex, row: number, before: number, after: number): void {
  const session = int(events.session, row)
  events.before[row] = before
  events.after[row] = after
  if (before !== NONE) events.after[before] = row
  if (after === NONE) sessions.last[session] = row
  else events.before[after] = row
  sessions.size[session] = int(sessions.size, session) + 1
}

/** Takes an event from its session's. */
export function unlinkFromSession({ sessions, events }: SessionIndex, row: number): void {
  const session = int(events.session, row)
  const before = int(events.before, row)
  const after = int(events.after, row)
  if (before !== NONE) events.after[before] = after
  if (after === NONE) sessions.last[session] = before
  else events.before[after] = before
  sessions.size[session] = int(sessions.size, session) - 1
}

/** Whether the event `a` stands above `b` in their item's list: later, or at the same moment of a session named later. */
function isNewer({ sessions, events }: SessionIndex, a: number, b: number): boolean {
  const [atA, atB] = [real(events.at, a), real(events.at, b)]
  if (atA !== atB) return atA > atB
  const name = (row: number) => sessions.names[int(events.session, row)] ?? ''
  return name(a) > name(b)
}

/**
 * Puts an event into the list of its item's sessions, newest first: at once when it is the newest, else after a walk no
 * longer than the list may be. A list that is full forgets its oldest, which may be the event itself.
 */
export function post(index: SessionIndex, row: number): void {
  const { items, events, limits } = index
  const item = int(events.item, row)
  let newer = NONE
  let older = int(items.newest, item)
  while (older !== NONE && isNewer(index, older, row)) {
    newer = older
    older = int(events.older, older)
  }
  const full = int(items.sessions, item) >= limits.sessionsPerItem
  if (full && older === NONE) {
    events.posted[row] = 0
    return
  }
  events.posted[row] = 1
  events.newer[row] = newer
  events.older[row] = older
  if (newer === NONE) items.newest[item] = row
  else events.older[newer] = row
  if (older === NONE) items.oldest[item] = row
  else events.newer[older] = row
  items.sessions[item] = int(items.sessions, item) + 1
  if (full) unpost(index, int(items.oldest, item))
}

/** Takes an event from the list of its item's sessions, when it stands there. */
export function unpost({ items, events }: SessionIndex, row: number): void {
  if (events.posted[row] !== 1) return
  const item = int(events.item, row)
  const newer = int(events.newer, row)
  const older = int(events.older, row)
  if (newer === NONE) items.newest[item] = older
  else events.older[newer] = older
  if (older === NONE) items.oldest[item] = newer
  else events.newer[older] = newer
  events.posted[row] = 0
  items.sessions[item] = int(items.sessions, item) - 1
}
