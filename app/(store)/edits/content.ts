import { cache } from 'react'
import { editorialAlt } from '@/lib/catalog/editorial'
import { EDITORIAL_NAMES, editorialPicture, productPicture, type EditorialCrop } from '@/lib/catalog/pictures'
import type { Catalogue } from '@/lib/catalog/schema'
import { readContent } from '@/lib/content/queries'
import { contentHref, type Content } from '@/lib/content/schema'
import { isShownOn } from '@/lib/content/suits'
import { filledIn } from '@/lib/content/words'
import { dayOf, isoDay } from '@/lib/core/days'
import { tierSentence } from '@/lib/experience/benefits'
import type { SaidPicture } from '@/lib/experience/cards'
import type { Decision } from '@/lib/experience/decision'
import { readShopper, type Asking } from '@/lib/experience/read-shopper'
import type { Shopper } from '@/lib/experience/schema'

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
  const { now, programme, editorial, customer } = asking.shopper
  const slug = path.slice(path.lastIndexOf('/') + 1)
  const live = editorial.contents.find((content) => content.slug === slug)
  const content = live ?? (customer?.role === 'staff' ? await readContent(slug) : null)
  if (!content || contentHref(content) !== path) return null
  const shown = isShownOn(content, isoDay(dayOf(now, programme.timeZone)))
  if (!shown && customer?.role !== 'staff') return null
  return { asking, content, hidden: shown ? null : content.status === 'live' ? 'dates' : content.status }
})

/** Its paragraphs, with the programme's own names, amounts and benefits where they leave them to it. */
export function paragraphsOf({ body }: Content, { programme, say }: Pick<Shopper, 'programme' | 'say'>): string[] {
  return filledIn(body, (placeholder, key) => {
    const tier = programme.tiers.find((each) => each.key === key)
    if (!tier) return null
    if (placeholder === 'tier') return tier.name
    if (placeholder === 'amount') return tier.threshold > 0 ? say.money(tier.threshold) : null
    return tierSentence(tier, { say, programme })
  })
}

/** Its picture: a scene in both crops, or the second view of a piece; null for a piece that has left the collection. */
export type ContentPicture = { wide: SaidPicture; tall: SaidPicture } | { piece: SaidPicture } | null

export function pictureOf({ picture }: Content, catalogue: Pick<Catalogue, 'bySlug'>): ContentPicture {
  if (picture.from === 'product') {
    const piece = catalogue.bySlug.get(picture.product)
    return piece ? { piece: { ...productPicture(piece.detail.picture), alt: piece.detail.alt } } : null
  }
  const name = EDITORIAL_NAMES.find((each) => each === picture.name)
  if (!name) return null
  const scene = (crop: EditorialCrop) => ({ ...editorialPicture(name, crop), alt: editorialAlt(name, crop) })
  return { wide: scene('wide'), tall: scene('tall') }
}

/** That a page of content was shown: the same to everybody, so there is nothing to explain. */
export function contentShown({ slug, kind, title }: Content): Decision<null> {
  const nobodys = { reasons: [], facts: [], personal: false }
  return { slot: `${kind}.page`, arm: kind, value: null, rule: title, ...nobodys, shown: { content: slug } }
}
