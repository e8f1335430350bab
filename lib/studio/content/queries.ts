import 'server-only'
import { isSlug } from '@/lib/catalog/sku'
import { contentHref, contentSchema, type Content, type ContentStatus } from '@/lib/content/schema'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { Prisma } from '@/lib/generated/prisma/client'
import type { ParsedContent } from './form'

/** Content with the moment of its last change, which whoever changes it must have seen. */
export type StoredContent = Content & { updatedAt: Date }

type Row = { slug: string; kind: string; status: string; definition: unknown; updatedAt: Date }

function stored({ slug, kind, status, definition, updatedAt }: Row): StoredContent | null {
  const parsed = contentSchema.safeParse(definition)
  if (!parsed.success) logFault('studio: a piece of content was left out', parsed.error, { slug })
  // The database holds both to their lists.
  const known = { slug, kind: kind as Content['kind'], status: status as ContentStatus, updatedAt }
  return parsed.success ? { ...parsed.data, ...known } : null
}

/** How much the list shows: content is written by hand. */
const LISTED = 500

/** All content, drafts and retired included, the last changed first. */
export async function readContents(): Promise<StoredContent[]> {
  const rows = await db.contentPiece.findMany({ orderBy: [{ updatedAt: 'desc' }, { slug: 'asc' }], take: LISTED })
  return rows.flatMap((row) => stored(row) ?? [])
}

/** The paths of all edits and stories that are live; a promotion has no page. */
export async function readStoryPaths(): Promise<Set<string>> {
  const rows = await db.contentPiece.findMany({
    where: { status: 'live', kind: { not: 'promotion' } },
    select: { slug: true, kind: true },
  })
  // The database holds the kind to its list.
  return new Set(rows.map(({ slug, kind }) => contentHref({ slug, kind: kind as Content['kind'] })))
}

/** One piece of content; null when there is none at this address. */
export async function readStored(slug: string): Promise<StoredContent | null> {
  const row = isSlug(slug) ? await db.contentPiece.findUnique({ where: { slug } }) : null
  return row && stored(row)
}

/** Who changes content, and when. */
export type Editor = { staffId: string; now: Date }

/** Writes new content as a draft; false when its address is taken. */
export async function createContent({ slug, kind, definition }: ParsedContent, by: Editor): Promise<boolean> {
  try {
    await db.contentPiece.create({
      data: {
        ...{ slug, kind, status: 'draft', definition: structuredClone(definition) },
        ...{ updatedAt: by.now, updatedBy: by.staffId },
      },
    })
    return true
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false
    throw error
  }
}

/**
 * Changes content that nobody has changed since `seen`; false otherwise. The condition stands in the update itself, so
 * that of two who save at once only the first does.
 */
export async function changeContent(
  slug: string,
  seen: Date,
  change: { definition: ParsedContent['definition'] } | { status: ContentStatus },
  by: Editor,
): Promise<boolean> {
  // Even at the very same millisecond a change is told apart from what it changed.
  const updatedAt = by.now.getTime() === seen.getTime() ? new Date(seen.getTime() + 1) : by.now
  const data = 'status' in change ? change : { definition: structuredClone(change.definition) }
  const { count } = await db.contentPiece.updateMany({
    where: { slug, updatedAt: seen },
    data: { ...data, updatedAt, updatedBy: by.staffId },
  })
  return count === 1
}
