import 'server-only'
import { readVersioned, type Versioned } from '@/lib/core/versioned'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { offerSchema, type LifecycleOffer } from './schema'

const kept = globalThis as typeof globalThis & { sorentoOffers?: Versioned<readonly LifecycleOffer[]> }
const memory = (kept.sorentoOffers ??= {})

/** An offer that no longer fits its schema is left out and logged: what was promised by it is kept all the same. */
async function load(): Promise<readonly LifecycleOffer[]> {
  const rows = await db.lifecycleOffer.findMany({ where: { status: 'live' }, orderBy: { key: 'asc' } })
  return rows.flatMap(({ key, definition }) => {
    const parsed = offerSchema.safeParse(definition)
    if (!parsed.success) logFault('offers: one was left out', parsed.error, { key })
    return parsed.success ? [{ ...parsed.data, key }] : []
  })
}

/**
 * The live offers at a version (the setting `editorialVersion`, which the caller has just read: a change of any offer
 * moves it). Held in memory as content is. When the read fails the last good state is served and the fault logged; without
 * one nothing new is promised: the shop stays open, and promises are kept.
 */
export async function getOffers(version: string): Promise<readonly LifecycleOffer[]> {
  const told = (error: unknown, served: string | null) =>
    logFault('offers not read; the last ones are served', error, { wanted: version, served })
  try {
    return await readVersioned(memory, version, load, told)
  } catch (error) {
    told(error, null)
    return []
  }
}
