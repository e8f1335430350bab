import { int, NONE, real } from './columns'
import { linkInSession, post, unlinkFromSession, unpost } from './links'
import { countPopular, forgetPopular } from './popular'
import { countReturns } from './returns'
import { itemNumber, newEvent, newSession, type SessionIndex } from './store'

/** Somebody met an item. `at` is in milliseconds. */
export type SessionEvent = { session: string; item: string; at: number }

/**
 * Takes an event in, at a cost that depends on the limits and not on how much is known: most often a few steps. Events
 * may come late and more than once: they stand where their time belongs (at the same moment by item), and the same
 * session, item and moment counts once. Events without a finite time change nothing.
 */
export function addSessionEvent(index: SessionIndex, event: SessionEvent): void {
  if (!Number.isFinite(event.at)) return
  const { sessions, events, limits } = index
  const known = sessions.numbers.get(event.session)
  const place = known === undefined ? { before: NONE, after: NONE } : placeOf(index, known, event)
  if (!place) return

  const full = known !== undefined && int(sessions.size, known) >= limits.eventsPerSession
  if (full) {
    if (place.before === NONE) return
    countReturns(index, known, -1)
    const first = firstOf(index, place.before)
    if (first === place.before) place.before = NONE
    dropEvent(index, first)
  } else if (events.count >= limits.events || (known === undefined && sessions.count >= limits.sessions)) {
    dropOldestSession(index)
    // The session that made room may have been this one.
    return addSessionEvent(index, event)
  } else if (known !== undefined) countReturns(index, known, -1)

  const session = known ?? newSession(index, event.session)
  const item = itemNumber(index, event.item)
  const row = newEvent(index)
  events.item[row] = item
  events.session[row] = session
  events.at[row] = event.at
  events.posted[row] = 0
  index.items.events[item] = int(index.items.events, item) + 1
  linkInSession(index, row, place.before, place.after)
  countReturns(index, session, 1)
  postLastOf(index, row)
  countPopular(index, item, event.at)
}

/** Where an event belongs among its session's; null when it is there already. */
function placeOf(index: SessionIndex, session: number, event: SessionEvent): { before: number; after: number } | null {
  const { sessions, items, events } = index
  let after = NONE
  let before = int(sessions.last, session)
  while (before !== NONE) {
    const at = real(events.at, before)
    const item = items.names[int(events.item, before)] ?? ''
    if (at === event.at && item === event.item) return null
    if (at < event.at || (at === event.at && item < event.item)) break
    after = before
    before = int(events.before, before)
  }
  return { before, after }
}

/** The first event of a session of which `row` is one. */
function firstOf({ events }: SessionIndex, row: number): number {
  let first = row
  for (let before = int(events.before, row); before !== NONE; before = int(events.before, before)) first = before
  return first
}

/** Keeps a session once among its item's: at its last event with the item. */
function postLastOf(index: SessionIndex, row: number): void {
  const { events } = index
  const item = int(events.item, row)
  for (let other = int(events.after, row); other !== NONE; other = int(events.after, other))
    if (int(events.item, other) === item) return
  for (let other = int(events.before, row); other !== NONE; other = int(events.before, other))
    if (int(events.item, other) === item) {
      unpost(index, other)
      break
    }
  post(index, row)
}

function dropEvent(index: SessionIndex, row: number): void {
  const { items, events } = index
  unpost(index, row)
  unlinkFromSession(index, row)
  const item = int(events.item, row)
  const left = int(items.events, item) - 1
  items.events[item] = left
  if (left === 0) {
    forgetPopular(index, item)
    items.numbers.delete(items.names[item] ?? '')
    items.names[item] = ''
    items.free.push(item)
  }
  events.before[row] = events.free
  events.free = row
  events.count -= 1
}

function dropOldestSession(index: SessionIndex): void {
  const { sessions, events, limits } = index
  const session = sessions.oldest
  countReturns(index, session, -1)
  for (let row = int(sessions.last, session); row !== NONE;) {
    const before = int(events.before, row)
    dropEvent(index, row)
    row = before
  }
  sessions.numbers.delete(sessions.names[session] ?? '')
  sessions.names[session] = ''
  sessions.oldest = (session + 1) % limits.sessions
  sessions.count -= 1
}
