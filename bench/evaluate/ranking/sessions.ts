import { MS_PER_DAY } from '@/lib/core/days'
import type { Log } from './log'

/** Equal times within a session are set apart by this many milliseconds, in the order of the file. */
const APART = 0.001

/** A session as places in its log, by time, and when its last event was. */
export type LoggedSession = { name: string; rows: Int32Array; end: number }

/**
 * The sessions of a log by the time of their last event, events within a session by time and, where times are equal, in
 * the order of the file. Changes `log.at` where times are equal, so that the order holds for whoever sorts by time.
 */
export function sessionsOf(log: Log): LoggedSession[] {
  const starts = new Int32Array(log.sessions.length + 1)
  for (const session of log.session) starts[session + 1] = (starts[session + 1] ?? 0) + 1
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const next = starts.slice()
  const rows = new Int32Array(log.at.length)
  log.session.forEach((session, row) => {
    const place = next[session] ?? 0
    rows[place] = row
    next[session] = place + 1
  })
  const at = (row: number): number => log.at[row] ?? 0
  const sessions = log.sessions.map((name, session) => {
    const own = rows.subarray(starts[session] ?? 0, starts[session + 1] ?? 0).sort((a, b) => at(a) - at(b) || a - b)
    let before = -Infinity
    for (const row of own) log.at[row] = before = Math.max(at(row), before + APART)
    return { name, rows: own, end: before }
  })
  return sessions.sort((a, b) => a.end - b.end || (a.name < b.name ? -1 : 1))
}

/**
 * The rows of some sessions by time, as a shop would have met them.
 */
export function rowsByTime(log: Log, sessions: readonly LoggedSession[]): Int32Array {
  const rows = new Int32Array(sessions.reduce((sum, session) => sum + session.rows.length, 0))
  let filled = 0
  for (const session of sessions) {
    rows.set(session.rows, filled)
    filled += session.rows.length
  }
  const at = (row: number): number => log.at[row] ?? 0
  return rows.sort((a, b) => at(a) - at(b) || a - b)
}

/**
 * Carves a validation part out of a log: the sessions that ended on the `day`th last day of it (1: the last 24 hours),
 * and those that ended before. Of the former only items that the latter know are kept, and only sessions of two or more.
 */
export function carved(log: Log, sessions: readonly LoggedSession[], day: number) {
  const last = sessions.at(-1)?.end ?? 0
  const [from, to] = [last - day * MS_PER_DAY, last - (day - 1) * MS_PER_DAY]
  const train = sessions.filter(({ end }) => end <= from)
  const known = new Set(train.flatMap(({ rows }) => Array.from(rows, (row) => log.item[row])))
  const test = sessions
    .filter(({ end }) => end > from && end <= to)
    .map((session) => ({ ...session, rows: session.rows.filter((row) => known.has(log.item[row])) }))
    .filter(({ rows }) => rows.length > 1)
  return { train, test }
}
