import type { CSSProperties, ReactNode } from 'react'
import type { PictureSet } from '@/components/picture'
import { WideTall } from '@/components/picture/wide-tall'

export type Mood = 'day' | 'bronze' | 'silver' | 'gold'

export type BannerProps = {
  mood: Mood
  /** The slot, for what is noted of clicks. */
  place?: string
  /**
   * The colour of the picture's backdrop, for pictures that leave no room for words: then the tall one stands at the
   * right end on every screen and melts into that ground, as it does upwards on a phone.
   */
  ground?: string
  wide: PictureSet
  tall: PictureSet
  headline: string
  /** The tier's word, under its rule. */
  tier?: string
  /** At most two short lines. */
  lines: readonly string[]
  link?: { href: string; label: string }
  /** A why button, where the banner is personal. */
  children?: ReactNode
}

/** How a picture stands at the right end, from the width at which words stand at the left one. */
const STANDING = [
  'min-[700px]:[&_img]:left-auto min-[700px]:[&_img]:w-auto min-[700px]:[&_img]:aspect-4/5',
  'min-[700px]:[&_img]:[mask-image:linear-gradient(90deg,transparent,#000_24%)]',
].join(' ')

/** The one picture of the first viewport, with a headline, a line and a link. */
export function Banner({ mood, place, ground, wide, tall, headline, tier, lines, link, children }: BannerProps) {
  // What stands on a ground of its own is dark, also by day: its words are light.
  const look = mood !== 'day' ? mood : ground ? 'bronze' : ''
  return (
    <section
      className={['banner', look, ground ? STANDING : ''].filter(Boolean).join(' ')}
      style={ground ? ({ '--ground': ground } as CSSProperties) : undefined}
      data-place={place}
    >
      {ground ? (
        <WideTall wide={tall} tall={tall} from={700} first sizes="max(42vw, 342px)" />
      ) : (
        <WideTall wide={wide} tall={tall} from={700} first sizes="max(100vw, 901px)" />
      )}
      <div className="copy">
        {tier && <p className="tierword label">{tier}</p>}
        <h1 className="display hero-type">{headline}</h1>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {link && (
          <a className="link alone" href={link.href}>
            {link.label}
          </a>
        )}
        {children}
      </div>
    </section>
  )
}
