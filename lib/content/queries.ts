import 'server-only'
import { readVersioned, type Versioned } from '@/lib/core/versioned'
import { merchandisingRuleSchema, type MerchandisingRule } from '@/lib/catalog/merchandising'
import { isSlug } from '@/lib/catalog/sku'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { contentSchema, type Content } from './schema'

/** What marketers decided, as the shop uses it: content that is live, rules that were not taken back. */
export type Editorial = { contents: readonly Content[]; rules: readonly MerchandisingRule[] }

const kept = globalThis as typeof globalThis & { sorentoEditorial?: Versioned<Editorial> }
const memory = (kept.sorentoEditorial ??= {})

type ContentRow = { slug: string; kind: string; status: string; definition: unknown }

function contentOf({ slug, kind, status, definition }: ContentRow): Content | null {
  const parsed = contentSchema.safeParse(definition)
  if (!parsed.success) logFault('content: a piece was left out', parsed.error, { slug })
  // The database holds both to their lists.
  const known = { slug, kind: kind as Content['kind'], status: status as Content['status'] }
  return parsed.success ? { ...parsed.data, ...known } : null
}

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
    contents: pieces.flatMap((row) => contentOf(row) ?? []),
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

/** A piece of content whatever its status, for those who may see drafts; null when there is none, or it is damaged. */
export async function readContent(slug: string): Promise<Content | null> {
  if (!isSlug(slug)) return null
  const row = await db.contentPiece.findUnique({ where: { slug } })
  return row && contentOf(row)
}
