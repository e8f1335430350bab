import type { NavLink } from '@/components/header'

export type StudioHeaderProps = {
  home: NavLink
  /** What this part of the house is called. */
  title: string
  /** The studio's own pages, then the way back to the shop. */
  links: readonly NavLink[]
  label: string
}

/** The studio's header: where this is, the name, the pages that there are. */
export function StudioHeader({ home, title, links, label }: StudioHeaderProps) {
  return (
    <header className="header studio-header">
      <div className="wrap">
        <p className="ends">
          <span>{title}</span>
        </p>
        <a className="wordmark" href={home.href}>
          {home.label}
        </a>
        <nav className="ends" aria-label={label}>
          {links.map((link) => (
            <a key={link.href} href={link.href} aria-current={link.current}>
              {link.label}
            </a>
          ))}
        </nav>
      </div>
    </header>
  )
}
