import { grownLength, longerFlags, longerInts, longerReals, NONE } from './columns'
import { LIMITS, RETURNS, type SessionLimits } from './settings'

/** Sessions in a ring, by number. */
type Sessions = {
  numbers: Map<string, number>
  names: string[]
  /** The one that came first, and how many there are from it on. */
  oldest: number
  count: number
  /** The newest event of each, and how many events it has. */
  last: Int32Array
  size: Int32Array
}

/** Items by number. A number is free again when no event names the item any more. */
type Items = {
  numbers: Map<string, number>
  names: string[]
  free: number[]
  /** The ends of each item's list of sessions, how many stand in it, and how many events name the item. */
  newest: Int32Array
  oldest: Int32Array
  sessions: Int32Array
  events: Int32Array
  /** Decayed popularity; popular.ts knows its unit. */
  mass: Float64Array
}

/**
 * Events, one a row. Each stands in two lists: its session's events by time (`before`, `after`), and the sessions of its
 * item (`older`, `newer`), where a session stands once, at its last event with the item: the others are not `posted`.
 */
type Events = {
  count: number
  /** Free rows are chained by `before`; rows from `used` on were never taken. */
  free: number
  used: number
  item: Int32Array
  session: Int32Array
  /** Milliseconds. */
  at: Float64Array
  before: Int32Array
  after: Int32Array
  older: Int32Array
  newer: Int32Array
  posted: Uint8Array
}

/**
 * What is known of sessions: for `addSessionEvent` and `predictNext`, not to be looked into by others. Names are numbered
 * and numbers stand in typed arrays, so that half a million sessions are a few arrays instead of millions of objects.
 */
export type SessionIndex = {
  readonly limits: SessionLimits
  readonly sessions: Sessions
  readonly items: Items
  readonly events: Events
  /** The items of greatest mass, greatest first, and the moment from which masses are counted. */
  readonly popular: { items: number[]; from: number }
  /** How often sessions go back to an item met before; returns.ts knows how it is counted. */
  readonly returns: { steps: number; back: number; chances: Float64Array; taken: Float64Array }
}

const FIRST_ROWS = 1024
const ints = (): Int32Array => new Int32Array(FIRST_ROWS)
const perRank = (): Float64Array => new Float64Array(RETURNS.ranks + 1)
const reals = (): Float64Array => new Float64Array(FIRST_ROWS)

/**
 * An empty index. Memory is bounded by the limits whatever comes in; only what is used is taken.
 *
 * @throws {RangeError} when a limit is no whole number of at least 1, or one session may hold more events than all together
 */
export function createSessionIndex(limits: Partial<SessionLimits> = {}): SessionIndex {
  const all: SessionLimits = { ...LIMITS, ...limits }
  for (const [name, limit] of Object.entries(all))
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`The limit "${name}" is a whole number from 1 on.`)
  if (all.events < all.eventsPerSession)
    throw new RangeError('All events together are no fewer than those of a session.')
  return {
    limits: all,
    sessions: { numbers: new Map(), names: [], oldest: 0, count: 0, last: ints(), size: ints() },
    items: {
      ...{ numbers: new Map(), names: [], free: [] },
      ...{ newest: ints(), oldest: ints(), sessions: ints(), events: ints(), mass: reals() },
    },
    events: {
      ...{ count: 0, free: NONE, used: 0 },
      ...{ item: ints(), session: ints(), at: reals() },
      ...{ before: ints(), after: ints(), older: ints(), newer: ints(), posted: new Uint8Array(FIRST_ROWS) },
    },
    popular: { items: [], from: NaN },
    returns: { steps: 0, back: 0, chances: perRank(), taken: perRank() },
  }
}

/** The number of a new session, after the newest of the ring; the caller made room. */
export function newSession({ sessions, limits }: SessionIndex, name: string): number {
  const session = (sessions.oldest + sessions.count) % limits.sessions
  if (session >= sessions.last.length) {
    const length = grownLength(sessions.last.length, session + 1, limits.sessions)
    sessions.last = longerInts(sessions.last, length)
    sessions.size = longerInts(sessions.size, length)
  }
  sessions.count += 1
  sessions.numbers.set(name, session)
  sessions.names[session] = name
  sessions.last[session] = NONE
  sessions.size[session] = 0
  return session
}

/** The number of an item, a new one when it was not known. */
export function itemNumber({ items }: SessionIndex, name: string): number {
  const known = items.numbers.get(name)
  if (known !== undefined) return known
  const item = items.free.pop() ?? items.names.length
  if (item >= items.mass.length) {
    const length = grownLength(items.mass.length, item + 1, Infinity)
    items.newest = longerInts(items.newest, length)
    items.oldest = longerInts(items.oldest, length)
    items.sessions = longerInts(items.sessions, length)
    items.events = longerInts(items.events, length)
    items.mass = longerReals(items.mass, length)
  }
  items.numbers.set(name, item)
  items.names[item] = name
  items.newest[item] = NONE
  items.oldest[item] = NONE
  items.sessions[item] = 0
  items.events[item] = 0
  items.mass[item] = 0
  return item
}

/** A row for an event; the caller made room. */
export function newEvent({ events, limits }: SessionIndex): number {
  events.count += 1
  if (events.free !== NONE) {
    const row = events.free
    events.free = events.before[row] ?? NONE
    return row
  }
  const row = events.used
  events.used += 1
  if (row >= events.at.length) {
    const length = grownLength(events.at.length, row + 1, Math.max(FIRST_ROWS, limits.events))
    events.item = longerInts(events.item, length)
    events.session = longerInts(events.session, length)
    events.at = longerReals(events.at, length)
    events.before = longerInts(events.before, length)
    events.after = longerInts(events.after, length)
    events.older = longerInts(events.older, length)
    events.newer = longerInts(events.newer, length)
    events.posted = longerFlags(events.posted, length)
  }
  return row
}
