import { editorialAlt } from '@/lib/catalog/editorial'
import { EDITORIAL_NAMES, editorialPicture, productPicture, type EditorialCrop } from '@/lib/catalog/pictures'
import type { Catalogue } from '@/lib/catalog/schema'
import type { Content } from '@/lib/content/schema'
import type { SaidPicture } from './cards'

/** A scene in both crops, or the second view of a piece. */
export type ContentPicture = { wide: SaidPicture; tall: SaidPicture } | { piece: SaidPicture }

/** The picture of a piece of content; null where what it shows has left the collection. */
export function contentPicture({ picture }: Content, catalogue: Pick<Catalogue, 'bySlug'>): ContentPicture | null {
  if (picture.from === 'product') {
    const piece = catalogue.bySlug.get(picture.product)
    return piece ? { piece: { ...productPicture(piece.detail.picture), alt: piece.detail.alt } } : null
  }
  const name = EDITORIAL_NAMES.find((each) => each === picture.name)
  if (!name) return null
  const scene = (crop: EditorialCrop) => ({ ...editorialPicture(name, crop), alt: editorialAlt(name, crop) })
  return { wide: scene('wide'), tall: scene('tall') }
}
