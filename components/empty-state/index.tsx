import type { ReactNode } from 'react'

export type EmptyStateProps = {
  title: string
  text: string
  /** "h2" on a page that has its own name above. */
  heading?: 'h1' | 'h2'
  link?: { href: string; label: string }
  /** A search form, a second way on. */
  children?: ReactNode
}

/** An empty cart, nothing found, a page that isn't there, an error: what it is, and the way on. */
export function EmptyState({ title, text, heading: Heading = 'h1', link, children }: EmptyStateProps) {
  return (
    <div className="wrap">
      <div className="narrow">
        <Heading className={Heading === 'h1' ? 'display d64' : 'display d40'}>{title}</Heading>
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
