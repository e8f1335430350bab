import 'server-only'
import { z } from 'zod'
import { db, type Transaction } from '@/lib/core/db'
import { fail, ok, type Result } from '@/lib/core/result'
import { experimentSchema, type Experiment } from './schema'

export const EXPERIMENT_STATUSES = ['live', 'paused'] as const
export type ExperimentStatus = (typeof EXPERIMENT_STATUSES)[number]

/** Why something was not saved: the fields, and what is wrong with each. */
export type SaveFault = { fields: { path: string; message: string }[] }

const faultOf = ({ issues }: z.ZodError): SaveFault => ({
  fields: issues.map(({ path, message }) => ({ path: path.join('.'), message })),
})

/**
 * Has every process read experiments and holdout anew with its next page. A statement that changes them calls it in its
 * own transaction.
 */
export const moveEditorialVersion = (within: Transaction): Promise<number> => within.$executeRaw`
  insert into setting (key, value) values ('editorialVersion', nextval('editorial_version_seq')::text)
  on conflict (key) do update set value = excluded.value`

/**
 * Writes an experiment, a new one or the one of its key, for every page from the next one on. Which arm somebody is in
 * follows from salt and shares: who changes those while it runs begins another experiment, and gives it another key.
 * @param input the definition as it came: parsed here.
 */
export async function saveExperiment(
  input: unknown,
  { status, by, at }: { status: ExperimentStatus; by: string | null; at: Date },
): Promise<Result<Experiment, SaveFault>> {
  const parsed = experimentSchema.safeParse(input)
  if (!parsed.success) return fail(faultOf(parsed.error))
  const { key } = parsed.data
  // As JSON keeps it: dates as text.
  const definition = JSON.parse(JSON.stringify(parsed.data)) as object
  const values = { status, definition, updatedAt: at, updatedBy: by }
  await db.$transaction(async (tx) => {
    await tx.experimentRow.upsert({ where: { key }, create: { key, ...values }, update: values })
    await moveEditorialVersion(tx)
  })
  return ok(parsed.data)
}

// An empty field is no zero.
const shareSchema = z.union([z.number(), z.string().trim().min(1).transform(Number)]).pipe(z.number().min(0).max(0.5))

/**
 * Sets which share of all shoppers is held out of everything, from 0 to half. A larger one adds people and frees nobody.
 * @param input as it came: parsed here.
 */
export async function setHoldoutShare(input: unknown): Promise<Result<number, SaveFault>> {
  const parsed = shareSchema.safeParse(input)
  if (!parsed.success) return fail(faultOf(parsed.error))
  const value = String(parsed.data)
  await db.$transaction(async (tx) => {
    const key = 'holdoutShare'
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
    await moveEditorialVersion(tx)
  })
  return ok(parsed.data)
}
