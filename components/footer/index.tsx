import type { ReactNode } from 'react'

export type FooterProps = {
  name: string
  about: string
  columns: readonly { title: string; links: readonly { href: string; label: string }[] }[]
  /** Forms of one button each. */
  children?: ReactNode
}

export function Footer({ name, about, columns, children }: FooterProps) {
  return (
    <footer className="footer">
      <div className="wrap">
        <div className="about">
          <p className="display d28">{name}</p>
          <p className="text-muted">{about}</p>
          {children}
        </div>
        {columns.map((column) => (
          <div key={column.title}>
            <h2 className="font-medium">{column.title}</h2>
            <ul>
              {column.links.map((link) => (
                <li key={link.href}>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </footer>
  )
}
