import type { ReactNode } from 'react'

export type ShelfProps = {
  id?: string
  /** The slot, for what is noted of clicks. */
  place?: string
  title: string
  line?: string
  /** At the right end; a personal shelf has `why` instead. */
  link?: { href: string; label: string }
  why?: ReactNode
  /** Four cards. */
  children: ReactNode
}

/** Four pieces under a heading, within the page's margins. */
export function Shelf({ id, place, title, line, link, why, children }: ShelfProps) {
  return (
    <section className="shelf" id={id} data-place={place}>
      <div className="wrap shelf-head">
        <div className="titles">
          <h2 className="display d40">{title}</h2>
          {line && <p className="caption text-muted">{line}</p>}
        </div>
        {why ? (
          <div>{why}</div>
        ) : (
          link && (
            <div>
              <a className="link alone caption" href={link.href}>
                {link.label}
              </a>
            </div>
          )
        )}
      </div>
      <ul className="tiles">{children}</ul>
    </section>
  )
}
