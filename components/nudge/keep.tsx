import type { ReactNode } from 'react'
import type { Metal } from '@/components/tiers'

export type KeepProps = {
  metal: Metal
  /** "Keep Silver: spend $1,200.00 by December 10, 2026" */
  title: string
  link: { href: string; label: string }
  /** The link, and the panel that it opens: a dialog, which no paragraph may hold. */
  why?: ReactNode
}

/** What keeps a tier that is in danger: one sentence under a rule of its metal. */
export function Keep({ metal, title, link, why }: KeepProps) {
  return (
    <section className={`keep ${metal}`} aria-labelledby="keep">
      <h2 className="display d28" id="keep">
        {title}
      </h2>
      <div>
        <a className="link alone caption" href={link.href}>
          {link.label}
        </a>
        {why}
      </div>
    </section>
  )
}
