import 'server-only'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { baseReportSchema, type BaseReport } from '@/lib/value/base/schema'
import { factorsSchema, type Factors } from '@/lib/value/factors/schema'
import { baseValueSchema, type BaseValue } from '@/lib/value/schema'

/** A batch over the whole base as the studio reads it. */
export type StudioRun = {
  id: string
  base: BaseValue
  report: BaseReport
  /** Null where it was not worked out with this batch, or cannot be read. */
  factors: Factors | null
}

/** The newest batch not later than `asOf`; null before the first one. What an older version of the shop wrote and this one
 *  cannot read counts as none, and is logged. */
export async function readRun(asOf: Date): Promise<StudioRun | null> {
  const run = await db.valueRun.findFirst({ where: { asOf: { lte: asOf } }, orderBy: { asOf: 'desc' } })
  if (!run) return null
  const base = baseValueSchema.safeParse(run.base)
  const report = baseReportSchema.safeParse(run.report)
  if (!base.success || !report.success) {
    logFault('studio: a batch cannot be read', base.error ?? report.error, { run: run.id })
    return null
  }
  const { factors } = run.report as { factors?: unknown } // an object: its schema has just said so
  const read = factorsSchema.safeParse(factors)
  if (factors !== undefined && !read.success) logFault('studio: factors cannot be read', read.error, { run: run.id })
  return { id: run.id, base: { ...base.data, asOf: run.asOf }, report: report.data, factors: read.data ?? null }
}
