import { addFact, createProjections, type ProjectedFact, type Projections } from './projections'
import { PROJECTIONS, READING } from './weights'

/** A place in the log: everything up to and including (tx, seq) has been counted. */
export type Cursor = { tx: bigint; seq: bigint }
/** A stretch of the log in its order, decoded while it is read, and where it ends; null when nothing was left. */
export type LogPage = { count: number; facts: Iterable<ProjectedFact>; end: Cursor | null }

/** The log, as the tail reads it. */
export type LogSource = {
  /** How many facts it holds of any kind, counted up to `most`. */
  size(most: number): Promise<number>
  /** The oldest transaction still open: whatever a smaller one wrote is final and visible from now on. */
  horizon(): Promise<bigint>
  /** The next facts after `after` of transactions before `horizon`, in the order of (tx, seq), at most `limit`. */
  page(after: Cursor, horizon: bigint, limit: number): Promise<LogPage>
}

export type Tail = { projections: Projections; cursor: Cursor }

const START: Cursor = { tx: -1n, seq: -1n }

export const createTail = (): Tail => ({ projections: createProjections(), cursor: START })

/** Lets everything that waits for this process go first. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Counts what the log gained, page by page. Only transactions older than every open one are read, in the order of their
 * numbers, so that a late commit is met later and nothing is met twice. After a failure the next call goes on where the
 * last whole page ended. The next page is on its way while one is counted, and requests get their turn after every
 * `slice` facts; no more than two pages are held. One call at a time for one tail.
 */
export async function catchUp(
  tail: Tail,
  source: LogSource,
  pageSize = PROJECTIONS.pageSize,
  slice = READING.slice,
): Promise<void> {
  const horizon = await source.horizon()
  if (horizon <= tail.cursor.tx) return
  let coming: Promise<LogPage> | null = source.page(tail.cursor, horizon, pageSize)
  while (coming) {
    const { facts, count, end }: LogPage = await coming
    coming = end && count >= pageSize ? source.page(end, horizon, pageSize) : null
    // Met when it is awaited: counting this page comes first.
    coming?.catch(() => {})
    // The cursor moves before its facts are counted, so that nothing could make them count twice.
    if (end) tail.cursor = end
    let counted = 0
    for (const fact of facts) {
      addFact(tail.projections, fact)
      if (++counted % slice === 0) await breathe()
    }
  }
  tail.cursor = { tx: horizon, seq: -1n }
}

/** That a log was read to its end for the first time. */
export type FirstReading = { facts: number; ms: number }

/**
 * A reader of the log that serves what it has. The first callers wait until a small log is read, so that what they see
 * depends on no clock; for a large one they wait for a moment only, and it goes on being read behind them. Later callers
 * get the present state at once, and one that finds it older than `maxAgeMs` starts a refresh behind them. A failure is
 * told once (until it works again) and changes nothing that is served, at worst an empty state.
 * @param now a clock in milliseconds, real time.
 */
export function createReader(options: {
  source: LogSource
  now: () => number
  onFault: (error: unknown) => void
  /** Told once, when the log was too large to wait for and has been read at last. */
  onRead?: (reading: FirstReading) => void
  maxAgeMs?: number
  pageSize?: number
  small?: number
  patienceMs?: { small: number; large: number }
}): () => Promise<Projections> {
  const { source, now, onFault, onRead, maxAgeMs = PROJECTIONS.maxAgeMs, pageSize } = options
  const { small = READING.small, patienceMs = READING.patienceMs } = options
  const tail = createTail()
  let began = 0
  let first: Promise<void> | undefined
  let running = false
  let triedAt = -Infinity
  let told = false
  let outwaited = false

  const refresh = async (): Promise<void> => {
    running = true
    triedAt = now()
    try {
      await catchUp(tail, source, pageSize)
      told = false
      if (outwaited) onRead?.({ facts: tail.projections.version, ms: now() - began })
      outwaited = false
    } catch (error) {
      if (!told) onFault(error)
      told = true
    } finally {
      running = false
    }
  }

  const load = async (): Promise<void> => {
    began = now()
    const loaded = refresh()
    // Without a database there is nothing to wait for; the reading itself tells why.
    const size = await source.size(small + 1).catch(() => 0)
    const patience = size > small ? patienceMs.large : patienceMs.small
    outwaited = !(await within(loaded, began + patience - now()))
  }

  return async () => {
    if (!first) await (first = load())
    else {
      await first
      if (!running && now() - triedAt > maxAgeMs) void refresh()
    }
    return tail.projections
  }
}

/** Waits for work, though no longer than told; whether it was done. */
async function within(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, ms, false)))
  try {
    return await Promise.race([work.then(() => true as const), late])
  } finally {
    clearTimeout(timer)
  }
}
