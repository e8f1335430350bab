import 'server-only'
import { sha256 } from '@/lib/core/ids'
import type { Measured } from './experiments'
import type { ExperimentReport } from './result'

/** From so many lines in the log on a result is kept for a while: below that it is quickly worked out anew. */
export const LARGE = 5_000
/** For how long a kept result is told as it is, in milliseconds. */
export const FRESH_MS = 5 * 60_000
/** How many are kept: the one that was asked for longest ago goes. */
const MOST = 24

type Kept = { of: string; asOf: number; report: Promise<ExperimentReport> }
const memory = globalThis as typeof globalThis & { sorentoResults?: Map<string, Kept> }
const kept = (memory.sorentoResults ??= new Map<string, Kept>())

/**
 * A result, worked out anew unless it is of a large experiment and was just worked out: of the same definition and the same
 * number of exposures, as of a moment at most five minutes before. It says as of when it is. Who asks for one that is
 * being worked out waits for that one. What fails is not kept.
 */
export function keptResult(
  { measured, lines, asOf }: { measured: Measured; lines: number; asOf: Date },
  work: () => Promise<ExperimentReport>,
): Promise<ExperimentReport> {
  if (lines < LARGE) return work()
  const { key } = measured.experiment
  const of = sha256(`${lines} ${JSON.stringify(measured)}`)
  const now = asOf.getTime()
  const known = kept.get(key)
  if (known && known.of === of && known.asOf <= now && now - known.asOf < FRESH_MS) return known.report
  const made: Kept = { of, asOf: now, report: work() }
  kept.delete(key)
  kept.set(key, made)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break
    kept.delete(oldest)
  }
  made.report.catch(() => {
    if (kept.get(key) === made) kept.delete(key)
  })
  return made.report
}
