import type { ReactNode } from 'react'
import type { PictureSet } from '@/components/picture'
import { WideTall } from '@/components/picture/wide-tall'

export type EditorialBandProps = {
  /** The slot, and what its link leads to: for what is noted of clicks. */
  place?: string
  piece?: string
  content?: string
  wide: PictureSet
  tall: PictureSet
  title: string
  text: string
  link: { href: string; label: string }
  /** A why button, where the band is personal. */
  children?: ReactNode
}

export function EditorialBand({ place, piece, content, wide, tall, title, text, link, children }: EditorialBandProps) {
  return (
    <section className="band" data-place={place}>
      <figure>
        <WideTall wide={wide} tall={tall} sizes="58vw" />
      </figure>
      <div className="copy">
        <h2 className="display d64">{title}</h2>
        <p>{text}</p>
        <a className="link alone" href={link.href} data-piece={piece} data-content={content}>
          {link.label}
        </a>
        {children}
      </div>
    </section>
  )
}
