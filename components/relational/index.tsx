import type { ReactNode } from 'react'
import { Figures } from '@/components/figures'
import { TierProgress, type TierProgressProps } from '@/components/tier-progress'
import type { Metal } from '@/components/tiers'

export type RelationalProps = {
  /** "Your third order" */
  lead?: string
  /** The tier held: one word under its hairline. */
  tier?: { name: string; metal: Metal }
  /** "3 years together, 47 orders" */
  title: string
  /** Sentences, each a paragraph. */
  lines: readonly string[]
  /** Up to four. */
  figures: readonly { figure: string; label: string }[]
  /** The way to the next tier, on the same two columns. */
  next?: { title: string; line: string; progress: TierProgressProps }
  link: { href: string; label: string }
  /** "Why am I seeing this?" */
  why?: ReactNode
  /** All in one column, where there is room for no second. */
  stacked?: boolean
}

/** What the shop and a customer are to each other: a headline, sentences and figures, then the way to the next tier. */
export function Relational({ lead, tier, title, lines, figures, next, link, why, stacked }: RelationalProps) {
  const columns = stacked ? 'relation stacked' : 'relation'
  return (
    <div className="grid gap-12">
      <div className={columns}>
        <div>
          {lead && <p className="label text-muted">{lead}</p>}
          {tier && <p className={`${tier.metal} tierword label`}>{tier.name}</p>}
          <h2 className="display d40 text-balance">{title}</h2>
          <div className="grid gap-2">
            {lines.map((line) => (
              <p key={line} className="max-w-[38ch]">
                {line}
              </p>
            ))}
          </div>
          {/* The panel that `why` opens is a dialog, which no paragraph may hold. */}
          <div className="flex flex-wrap gap-x-6">
            <a className="link alone caption" href={link.href}>
              {link.label}
            </a>
            {why}
          </div>
        </div>
        {figures.length > 0 && <Figures items={figures} />}
      </div>
      {next && (
        <div className={columns}>
          <div className="!gap-1">
            {next.title && <p className="display d28">{next.title}</p>}
            <p className="caption text-muted">{next.line}</p>
          </div>
          <TierProgress {...next.progress} />
        </div>
      )}
    </div>
  )
}
