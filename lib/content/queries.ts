import 'server-only'
import { readVersioned, type Versioned } from '@/lib/catalog/versioned'
import { merchandisingRuleSchema, type MerchandisingRule } from '@/lib/catalog/merchandising'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { contentSchema, type Content } from './schema'

/** What marketers decided, as the shop uses it: content that is live, rules that were not taken back. */
export type Editorial = { contents: readonly Content[]; rules: readonly MerchandisingRule[] }

const kept = globalThis as typeof globalThis & { sorentoEditorial?: Versioned<Editorial> }
const memory = (kept.sorentoEditorial ??= {})

/** A row that no longer fits its schema is left out and logged: one bad rule must not close the shop. */
async function load(): Promise<Editorial> {
  const [pieces, rules] = await db.$transaction(
    [
      db.contentPiece.findMany({ where: { status: 'live' }, orderBy: { slug: 'asc' } }),
      db.merchandisingRule.findMany({ where: { retiredAt: null }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    ],
    { isolationLevel: 'RepeatableRead' },
  )
  return {
    contents: pieces.flatMap(({ slug, kind, status, definition }) => {
      const parsed = contentSchema.safeParse(definition)
      if (!parsed.success) logFault('content: a piece was left out', parsed.error, { slug })
      const known = { slug, kind: kind as Content['kind'], status: status as Content['status'] }
      return parsed.success ? [{ ...parsed.data, ...known }] : []
    }),
    rules: rules.flatMap(({ id, definition }) => {
      const parsed = merchandisingRuleSchema.safeParse(definition)
      if (!parsed.success) logFault('merchandising: a rule was left out', parsed.error, { id })
      return parsed.success ? [{ ...parsed.data, id }] : []
    }),
  }
}

/**
 * Content and merchandising at a version (the setting `editorialVersion`, which the caller has just read). Held in memory
 * and read again when the version differs. When the read fails the last good state is served and the fault logged;
 * without one there is nothing to rotate and no rule: the shop stays open.
 */
export async function getEditorial(version: string): Promise<Editorial> {
  const told = (error: unknown, served: string | null) =>
    logFault('editorial not read; the last one is served', error, { wanted: version, served })
  try {
    return await readVersioned(memory, version, load, told)
  } catch (error) {
    told(error, null)
    return { contents: [], rules: [] }
  }
}
