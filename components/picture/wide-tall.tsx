import type { PictureSet } from '.'

export type WideTallProps = {
  wide: PictureSet
  tall: PictureSet
  /** How wide the wide picture is shown on a desktop; the tall one always spans the screen. */
  sizes?: string
  /** The page's first picture: fetched before everything else. */
  first?: boolean
}

/** Art-directed: a wide picture from 900 px, a tall one below. Both show the same scene, so one description serves. */
export function WideTall({ wide, tall, sizes = '100vw', first }: WideTallProps) {
  return (
    <picture className="contents">
      <source media="(width >= 900px)" srcSet={wide.srcSet} sizes={sizes} width={wide.width} height={wide.height} />
      <img
        src={tall.src}
        srcSet={tall.srcSet}
        sizes="100vw"
        width={tall.width}
        height={tall.height}
        alt={tall.alt}
        fetchPriority={first ? 'high' : undefined}
        loading={first ? undefined : 'lazy'}
        decoding={first ? 'sync' : 'async'}
      />
    </picture>
  )
}
