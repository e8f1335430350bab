import 'server-only'
import { merchandisingRuleSchema, type MerchandisingDefinition } from '@/lib/catalog/merchandising'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { logFault } from '@/lib/core/log'
import type { StoredRule } from './words'

/** How many rules the list goes back: those that still hold are always among them, since they are few and recent. */
const LISTED = 200

/** The newest rules, taken back or not. One that no longer fits its schema is left out and logged. */
export async function readRules(): Promise<StoredRule[]> {
  const rows = await db.merchandisingRule.findMany({
    orderBy: [{ retiredAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }, { id: 'asc' }],
    take: LISTED,
  })
  return rows.flatMap(({ id, definition, createdAt, retiredAt }) => {
    const parsed = merchandisingRuleSchema.safeParse(definition)
    if (!parsed.success) logFault('studio: a rule was left out', parsed.error, { id })
    return parsed.success ? [{ ...parsed.data, id, createdAt, retiredAt }] : []
  })
}

/** Writes a rule that has been found sound; false when the very same is in force already, as when a form is sent twice. */
export async function writeRule(
  definition: MerchandisingDefinition,
  by: { staffId: string; now: Date },
): Promise<boolean> {
  const json = JSON.stringify(definition)
  return db.$transaction(async (tx) => {
    // Whoever adds a rule waits for their turn; readers do not.
    await tx.$executeRaw`lock table merchandising_rule in share row exclusive mode`
    const same = await tx.$queryRaw<unknown[]>`
      select 1 from merchandising_rule where retired_at is null and definition = ${json}::jsonb limit 1`
    if (same.length > 0) return false
    await tx.merchandisingRule.create({
      data: { id: newId(), definition: structuredClone(definition), createdAt: by.now, createdBy: by.staffId },
    })
    return true
  })
}

/** Takes a rule back; false when there is none, or it was taken back before. */
export async function retireRule(id: string, now: Date): Promise<boolean> {
  const { count } = await db.merchandisingRule.updateMany({ where: { id, retiredAt: null }, data: { retiredAt: now } })
  return count === 1
}
