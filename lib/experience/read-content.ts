import 'server-only'
import { cache } from 'react'
import { readContent } from '@/lib/content/queries'
import { contentHref, type Content } from '@/lib/content/schema'
import { isShownOn } from '@/lib/content/suits'
import { readShopper, type Asking } from './read-shopper'
import { today } from './shelf'

/** Why nobody but the house sees a piece of content. */
export type Hidden = 'draft' | 'retired' | 'dates'

export type AskedContent = { asking: Asking; content: Content; hidden: Hidden | null }

/**
 * The content whose page is asked for at `path` ("/edits/red-for-the-opera"). What is not shown now is there for the
 * house's staff alone, with the reason; for everybody else it is an unknown page, as is a story under the address of an
 * edit. Read once per request.
 */
export const askedContent = cache(async (path: string): Promise<AskedContent | null> => {
  const asking = await readShopper()
  const { editorial, customer } = asking.shopper
  const slug = path.slice(path.lastIndexOf('/') + 1)
  const live = editorial.contents.find((content) => content.slug === slug)
  const content = live ?? (customer?.role === 'staff' ? await readContent(slug) : null)
  if (!content || contentHref(content) !== path) return null
  const shown = isShownOn(content, today(asking.shopper))
  if (!shown && customer?.role !== 'staff') return null
  return { asking, content, hidden: shown ? null : content.status === 'live' ? 'dates' : content.status }
})
