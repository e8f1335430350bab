import { addFact, createProjections, type ProjectedFact, type Projections } from './projections'
import { PROJECTIONS } from './weights'

/** A place in the log: everything up to and including (tx, seq) has been counted. */
export type Cursor = { tx: bigint; seq: bigint }
/** A stretch of the log, and where it ends; `end` is null when nothing was left. */
export type LogPage = { facts: readonly ProjectedFact[]; end: Cursor | null }

/** The log, as the tail reads it. */
export type LogSource = {
  /** The oldest transaction still open: whatever a smaller one wrote is final and visible from now on. */
  horizon(): Promise<bigint>
  /** The next facts after `after` of transactions before `horizon`, in the order of (tx, seq), at most `limit`. */
  page(after: Cursor, horizon: bigint, limit: number): Promise<LogPage>
}

export type Tail = { projections: Projections; cursor: Cursor }

const START: Cursor = { tx: -1n, seq: -1n }

export const createTail = (): Tail => ({ projections: createProjections(), cursor: START })

/**
 * Counts what the log gained, page by page. Only transactions older than every open one are read, in the order of their
 * numbers, so that a late commit is met later and nothing is met twice. After a failure the next call goes on where the
 * last whole page ended.
 */
export async function catchUp(tail: Tail, source: LogSource, pageSize = PROJECTIONS.pageSize): Promise<void> {
  const horizon = await source.horizon()
  if (horizon <= tail.cursor.tx) return
  for (;;) {
    const { facts, end } = await source.page(tail.cursor, horizon, pageSize)
    // A page is counted in one synchronous stretch, together with its cursor.
    for (const fact of facts) addFact(tail.projections, fact)
    if (end) tail.cursor = end
    if (!end || facts.length < pageSize) break
  }
  tail.cursor = { tx: horizon, seq: -1n }
}

/**
 * A reader of the log that serves what it has: only the very first call waits for the log to be read, later ones get the
 * present state at once, and one that finds it older than `maxAgeMs` starts a refresh behind them. A failure is told
 * once (until it works again) and changes nothing that is served, at worst an empty state.
 * @param now a clock in milliseconds, real time.
 */
export function createReader(options: {
  source: LogSource
  now: () => number
  onFault: (error: unknown) => void
  maxAgeMs?: number
  pageSize?: number
}): () => Promise<Projections> {
  const { source, now, onFault, maxAgeMs = PROJECTIONS.maxAgeMs, pageSize } = options
  const tail = createTail()
  let first: Promise<void> | undefined
  let running = false
  let triedAt = -Infinity
  let told = false

  const refresh = async (): Promise<void> => {
    running = true
    triedAt = now()
    try {
      await catchUp(tail, source, pageSize)
      told = false
    } catch (error) {
      if (!told) onFault(error)
      told = true
    } finally {
      running = false
    }
  }

  return async () => {
    if (!first) await (first = refresh())
    else {
      await first
      if (!running && now() - triedAt > maxAgeMs) void refresh()
    }
    return tail.projections
  }
}
