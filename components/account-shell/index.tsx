import type { ReactNode } from 'react'
import type { NavLink } from '@/components/header'

export type AccountShellProps = {
  label: string
  links: readonly NavLink[]
  /** The sign-out form: one button without a class. */
  signOut?: ReactNode
  children: ReactNode
}

/** A list at the side, rows of tabs on a phone; what it leads to beside it. */
export function AccountShell({ label, links, signOut, children }: AccountShellProps) {
  return (
    <div className="wrap shell">
      <nav className="sidenav" aria-label={label}>
        {links.map((link) => (
          <a key={link.href} href={link.href} aria-current={link.current}>
            {link.label}
          </a>
        ))}
        {signOut}
      </nav>
      <div>{children}</div>
    </div>
  )
}
