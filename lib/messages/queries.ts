import 'server-only'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { readVersioned, type Versioned } from '@/lib/core/versioned'
import { TRIGGERS, triggerSchema, type Trigger } from './schema'

const kept = globalThis as typeof globalThis & { sorentoTriggers?: Versioned<readonly Trigger[]> }
const memory = (kept.sorentoTriggers ??= {})

/** A trigger that no longer fits its schema, or of which there is no condition any more, is left out and logged. */
async function load(): Promise<readonly Trigger[]> {
  const rows = await db.messageTrigger.findMany({ where: { status: 'live' }, orderBy: { key: 'asc' } })
  return rows.flatMap(({ key: name, definition }) => {
    const key = TRIGGERS.find((one) => one === name)
    const parsed = triggerSchema.safeParse(definition)
    if (!key || !parsed.success) logFault('messages: a trigger was left out', parsed.error ?? 'unknown', { key: name })
    return key && parsed.success ? [{ ...parsed.data, key }] : []
  })
}

/**
 * The live triggers at a version (the setting `editorialVersion`, which the caller has just read: a change of any trigger
 * moves it). When the read fails the last good state is served and the fault logged; without one the error is thrown: a run
 * that knows no trigger must not pass for one that found nothing to write.
 */
export const getTriggers = (version: string): Promise<readonly Trigger[]> =>
  readVersioned(memory, version, load, (error, served) =>
    logFault('messages: triggers not read; the last ones are served', error, { wanted: version, served }),
  )
