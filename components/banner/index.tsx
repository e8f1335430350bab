import type { CSSProperties, ReactNode } from 'react'
import type { PictureSet } from '@/components/picture'
import { WideTall } from '@/components/picture/wide-tall'

export type Mood = 'day' | 'bronze' | 'silver' | 'gold'

export type BannerProps = {
  mood: Mood
  /** The slot, for what is noted of clicks. */
  place?: string
  /**
   * The colour of the picture's backdrop, for pictures that leave no room for words: then the whole of it stands in the
   * lower right corner and melts into that ground, as it does upwards on a phone.
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

/** The one picture of the first viewport, with a headline, a line and a link. */
export function Banner({ mood, place, ground, wide, tall, headline, tier, lines, link, children }: BannerProps) {
  // What stands on a ground of its own is dark, also by day: its words are light.
  const look = mood !== 'day' ? mood : ground ? 'bronze' : ''
  return (
    <section
      className={['banner', look, ground ? 'standing' : ''].filter(Boolean).join(' ')}
      style={ground ? ({ '--ground': ground } as CSSProperties) : undefined}
      data-place={place}
    >
      {ground ? (
        <WideTall wide={wide} tall={tall} from={700} first sizes="min(60vw, 1216px)" />
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
