import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Prisma } from '@/lib/generated/prisma/client'
import { db, type Transaction } from '@/lib/core/db'
import { fail, ok, type Result } from '@/lib/core/result'
import { EVERYTHING } from './assign'
import { campaignKey } from './campaign'
import { experimentSchema, type Experiment } from './schema'

export const EXPERIMENT_STATUSES = ['live', 'paused'] as const
export type ExperimentStatus = (typeof EXPERIMENT_STATUSES)[number]

/** Why something was not saved: the fields, and what is wrong with each. */
export type SaveFault = { fields: { path: string; message: string }[] }

const faultOf = ({ issues }: z.ZodError): SaveFault => ({
  fields: issues.map(({ path, message }) => ({ path: path.join('.'), message })),
})

/** What decides who is in which arm of what: another one of these is another experiment. */
const DECIDES = ['slot', 'arms', 'share', 'salt', 'from'] as const

/** Keys that the holdout and campaigns are logged under. */
const isTaken = (key: string): boolean =>
  key === EVERYTHING || key.startsWith(`${EVERYTHING}-`) || key.startsWith(campaignKey(''))

/**
 * Writes an experiment, a new one or the one of its key, for every page from the next one on (a trigger of the table moves
 * the version that pages read). Which arm somebody is in follows from slot, arms, share and salt: once anybody was exposed
 * they stay, and so does `from`, or else what is logged would be told of another experiment.
 * @param input the definition as it came: parsed here.
 */
export async function saveExperiment(
  input: unknown,
  { status, by, at }: { status: ExperimentStatus; by: string | null; at: Date },
): Promise<Result<Experiment, SaveFault>> {
  const parsed = experimentSchema.safeParse(input)
  if (!parsed.success) return fail(faultOf(parsed.error))
  const { key } = parsed.data
  if (isTaken(key))
    return fail({ fields: [{ path: 'key', message: 'is the holdout’s or a campaign’s: take another one' }] })
  const definition = asJson(parsed.data)
  const values = { status, definition: definition as Prisma.InputJsonObject, updatedAt: at, updatedBy: by }
  return db.$transaction(async (tx) => {
    const moved = await movedFields(tx, key, definition)
    if (moved.length > 0) {
      const message = 'must stay: somebody was exposed to it already. Begin a new experiment under a new key'
      return fail({ fields: moved.map((path) => ({ path, message })) })
    }
    await tx.experimentRow.upsert({ where: { key }, create: { key, ...values }, update: values })
    return ok(parsed.data)
  })
}

/** As JSON keeps it: dates as text. */
const asJson = (experiment: Experiment) => JSON.parse(JSON.stringify(experiment)) as Prisma.JsonObject

/** What may no longer be as it would become: nothing where nobody was exposed yet. */
async function movedFields(tx: Transaction, key: string, wanted: Prisma.JsonObject): Promise<string[]> {
  const row = await tx.experimentRow.findUnique({ where: { key } })
  if (!row || !(await tx.experimentExposure.findFirst({ where: { experiment: key } }))) return []
  const known = experimentSchema.safeParse(row.definition)
  const before = known.success ? asJson(known.data) : Object(row.definition)
  return DECIDES.filter((field) => !isDeepStrictEqual(before[field], wanted[field]))
}

// An empty field is no zero.
const shareSchema = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .pipe(z.number().min(0).max(0.5))
  .refine((share) => Math.abs(share * 1_000 - Math.round(share * 1_000)) < 1e-9, 'is finer than a thousandth')

/**
 * Sets which share of all shoppers is held out of everything, from 0 to half, in thousandths. A larger one adds people and
 * frees nobody. Another share is another experiment under a key of its own; what was found with the one of before stays.
 * @param input as it came: parsed here.
 */
export async function setHoldoutShare(input: unknown): Promise<Result<number, SaveFault>> {
  const parsed = shareSchema.safeParse(input)
  if (!parsed.success) return fail(faultOf(parsed.error))
  const [key, value] = ['holdoutShare', String(parsed.data)]
  await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
  return ok(parsed.data)
}
