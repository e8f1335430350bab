import type { ReactNode } from 'react'
import { Picture, type PictureSet } from '@/components/picture'

export type EditTileProps = {
  picture: PictureSet
  title: string
  line: string
  link: { href: string; label: string }
  /** The slot, and the content it leads to: for what is noted of clicks. */
  place?: string
  content?: string
  /** In a row of its own kind instead of a listing. */
  row?: boolean
  /** A why button, where the tile is personal. */
  children?: ReactNode
}

/** The editorial place in a listing, two by two: stand it after the sixth card. */
export function EditTile({ picture, title, line, link, place, content, row, children }: EditTileProps) {
  return (
    <li className={row ? 'edit col-auto row-auto mb-0' : 'edit'} data-place={place}>
      <Picture
        picture={picture}
        sizes={row ? '(width >= 900px) 50vw, 100vw' : '(width >= 1100px) 50vw, (width >= 700px) 67vw, 100vw'}
      />
      <div className="copy">
        <h3 className="display d40">{title}</h3>
        <p className="caption">{line}</p>
        <a className="link alone caption" href={link.href} data-content={content}>
          {link.label}
        </a>
        {children}
      </div>
    </li>
  )
}

/** One or two tiles beside each other, from edge to edge. */
export function EditRow({ children }: { children: ReactNode }) {
  return <ul className="grid gap-0.5 min-[900px]:auto-cols-fr min-[900px]:grid-flow-col">{children}</ul>
}
