import type { ReactNode } from 'react'

export type EmptyStateProps = {
  title: string
  text: string
  link?: { href: string; label: string }
  /** A search form, a second way on. */
  children?: ReactNode
}

/** An empty cart, nothing found, a page that isn't there, an error: what it is, and the way on. */
export function EmptyState({ title, text, link, children }: EmptyStateProps) {
  return (
    <div className="wrap">
      <div className="narrow">
        <h1 className="display d64">{title}</h1>
        <p>{text}</p>
        {children}
        {link && (
          <p>
            <a className="btn" href={link.href}>
              {link.label}
            </a>
          </p>
        )}
      </div>
    </div>
  )
}
