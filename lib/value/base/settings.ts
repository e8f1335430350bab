import 'server-only'
import type { z } from 'zod'
import { logFault } from '@/lib/core/log'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import { vipRuleSchema, weightsSchema, type VipRule, type Weights } from '../schema'
import { DEFAULT_VIP } from '../segment'
import { DEFAULT_WEIGHTS } from '../weights'

/** Keys of the table `setting` under which the studio keeps, as JSON, what the next batch goes by. */
export const WEIGHTS_SETTING = 'valueWeights'
export const VIP_SETTING = 'valueVipRule'

/** How value is counted from the next batch on: what the studio set, else the shop's own. */
export async function readValueSettings(sql: Sql): Promise<{ weights: Weights; vip: VipRule }> {
  const rows = await sql<{ key: string; value: string }>(
    'select key, value from setting where key in ($1::text, $2::text)',
    [WEIGHTS_SETTING, VIP_SETTING],
  )
  const text = (key: string) => rows.find((row) => row.key === key)?.value
  return {
    weights: settingOf(weightsSchema, WEIGHTS_SETTING, text(WEIGHTS_SETTING)) ?? DEFAULT_WEIGHTS,
    vip: settingOf(vipRuleSchema, VIP_SETTING, text(VIP_SETTING)) ?? DEFAULT_VIP,
  }
}

/** A setting that cannot be read is as if it had not been set, and logged. */
function settingOf<T>(schema: z.ZodType<T>, key: string, text: string | undefined): T | null {
  if (text === undefined) return null
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    logFault('value: a setting was left out', error, { key })
    return null
  }
}
