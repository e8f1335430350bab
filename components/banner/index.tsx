import type { ReactNode } from 'react'
import type { PictureSet } from '@/components/picture'
import { WideTall } from '@/components/picture/wide-tall'

export type Mood = 'day' | 'bronze' | 'silver' | 'gold'

export type BannerProps = {
  mood: Mood
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
export function Banner({ mood, wide, tall, headline, tier, lines, link, children }: BannerProps) {
  return (
    <section className={mood === 'day' ? 'banner' : `banner ${mood}`}>
      <WideTall wide={wide} tall={tall} from={700} first sizes="max(100vw, 901px)" />
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
