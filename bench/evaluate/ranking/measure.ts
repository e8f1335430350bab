import {
  addSessionEvent,
  createSessionIndex,
  predictNext,
  SESSION_LIMITS,
  type PredictOptions,
  type SessionIndex,
} from '@/lib/ranking/sessions'
import type { Log } from './log'
import { rowsByTime, type LoggedSession } from './sessions'

/** How far down a list a hit still counts. */
export const LENGTH = 20

/** What came out: shares of predictions, and microseconds of one. */
export type Measured = { n: number; hr20: number; mrr20: number; p50us: number; p90us: number }

/** A log of more sessions or events than the shop keeps is kept whole up to these: some 1.3 GB. */
const MOST = { sessions: 4_000_000, events: 24_000_000 }

/**
 * Teaches an index, as the shop teaches its own: event by event, in the order of time. It has the shop's limits, or as much
 * room as the log needs.
 */
export function taught(log: Log, sessions: readonly LoggedSession[]): SessionIndex {
  const index = createSessionIndex({
    sessions: Math.max(SESSION_LIMITS.sessions, Math.min(MOST.sessions, sessions.length)),
    events: Math.max(SESSION_LIMITS.events, Math.min(MOST.events, log.at.length)),
  })
  for (const row of rowsByTime(log, sessions)) {
    const session = log.sessions[log.session[row] ?? -1]
    const item = log.items[log.item[row] ?? -1]
    if (session !== undefined && item !== undefined) addSessionEvent(index, { session, item, at: log.at[row] ?? 0 })
  }
  return index
}

/**
 * For every session and every prefix of it of at least one event, predicts the next item and looks where it stands: HR@20
 * is the share of those among the first twenty, MRR@20 the mean of 1 / rank with 0 beyond. Items that were never met in
 * training cannot be predicted and count as missed. Nothing is learned on the way, and of its own session a prediction
 * sees the prefix only, even where the training part has a session of the same name.
 *
 * @param tick is called after each session, with how many there were
 */
export function measured(
  index: SessionIndex,
  log: Log,
  sessions: readonly LoggedSession[],
  options: PredictOptions,
  tick: (done: number) => void = () => {},
): Measured {
  const times: number[] = []
  let [hits, ranks] = [0, 0]
  sessions.forEach((session, done) => {
    const events = Array.from(session.rows, (row) => ({
      item: log.items[log.item[row] ?? -1] ?? '',
      at: log.at[row] ?? 0,
    }))
    for (let length = 1; length < events.length; length++) {
      const prefix = events.slice(0, length)
      const wanted = events[length]?.item
      const start = performance.now()
      const predicted = predictNext(index, prefix, { ...options, limit: LENGTH, exclude: session.name })
      times.push(performance.now() - start)
      const place = predicted.findIndex(({ item }) => item === wanted)
      if (place < 0) continue
      hits += 1
      ranks += 1 / (place + 1)
    }
    tick(done + 1)
  })
  const n = times.length
  const sorted = Float64Array.from(times).sort()
  const quantile = (q: number): number => Math.round((sorted[Math.min(n - 1, Math.floor(q * n))] ?? 0) * 1e4) / 10
  const share = (sum: number): number => (n === 0 ? 0 : Math.round((sum / n) * 1e6) / 1e6)
  return { n, hr20: share(hits), mrr20: share(ranks), p50us: quantile(0.5), p90us: quantile(0.9) }
}
