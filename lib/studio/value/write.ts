import 'server-only'
import { realNow } from '@/lib/core/clock'
import { db } from '@/lib/core/db'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import { runValue } from '@/lib/value/base/run'
import { readValueSettings as readSettings, VIP_SETTING, WEIGHTS_SETTING } from '@/lib/value/base/settings'
import type { ValueSettings } from './settings'

const sql: Sql = (text, values) => db.$queryRawUnsafe(text, ...values)

/** How the next batch will count. */
export const readValueSettings = (): Promise<ValueSettings> => readSettings(sql)

/** Lets the next batch count like this. Says on standard output who changed it, from what to what: settings keep no past. */
export async function writeValueSettings(settings: ValueSettings, staffId: string): Promise<void> {
  const before = await readValueSettings()
  const values = [
    { key: WEIGHTS_SETTING, value: JSON.stringify(settings.weights) },
    { key: VIP_SETTING, value: JSON.stringify(settings.vip) },
  ]
  await db.$transaction(
    values.map(({ key, value }) => db.setting.upsert({ where: { key }, create: { key, value }, update: { value } })),
  )
  const said = { level: 'info', what: 'studio: value is counted differently', at: realNow().toISOString() }
  console.info(JSON.stringify({ ...said, staffId, before, after: settings }))
}

/** One at a time: who asks while it is being computed is told so. */
const LOCK = 4_616_022
/** Long enough for a million customers. */
const PATIENCE_MS = 600_000

/**
 * Works out the whole base as of a moment. Tells the batch's id; null where somebody else's is under way. The lock's
 * transaction does nothing else, so that it holds back nobody who waits for what is committed.
 */
export async function computeNow(asOf: Date): Promise<{ id: string } | null> {
  return db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}) as mine`
      if (!lock?.mine) return null
      const { id } = await runValue(asOf)
      return { id }
    },
    { timeout: PATIENCE_MS },
  )
}
