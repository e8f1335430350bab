import type { PictureSet as PictureFiles } from '@/lib/catalog/pictures'

/** A picture's pre-made files with the size that keeps its place on the page, and what it shows in words. */
export type PictureSet = PictureFiles & { alt: string }

export type PictureProps = {
  picture: PictureSet
  /** How wide it is shown, as the `sizes` attribute says it. */
  sizes: string
  /** In the first viewport: fetched at once instead of when it comes near. */
  eager?: boolean
  /** Overrides the picture's own; an empty one where the words beside it say the same. */
  alt?: string
}

/** One picture from the pre-made widths; nothing is resized on request. */
export function Picture({ picture, sizes, eager, alt = picture.alt }: PictureProps) {
  return (
    <img
      src={picture.src}
      srcSet={picture.srcSet}
      sizes={sizes}
      width={picture.width}
      height={picture.height}
      alt={alt}
      loading={eager ? undefined : 'lazy'}
      decoding="async"
    />
  )
}
