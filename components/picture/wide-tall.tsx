import type { PictureSet } from '.'

export type WideTallProps = {
  wide: PictureSet
  tall: PictureSet
  /** How wide the wide picture is shown; the tall one always spans the screen. */
  sizes?: string
  /** From which width of the screen the wide one is shown, in pixels. */
  from?: 700 | 900
  /** The page's first picture: fetched before everything else. */
  first?: boolean
}

/** Art-directed: a wide picture on a wide screen, a tall one below. Both show the same scene, so one description serves. */
export function WideTall({ wide, tall, sizes = '100vw', from = 900, first }: WideTallProps) {
  return (
    <picture className="contents">
      <source
        media={`(width >= ${from}px)`}
        srcSet={wide.srcSet}
        sizes={sizes}
        width={wide.width}
        height={wide.height}
      />
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
