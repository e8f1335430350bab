import { Relational } from '@/components/relational'
import { Strip } from '@/components/strip'
import type { RelationDecision, RelationPromise } from '@/lib/experience/relational/schema'
import { Why } from './why'

/**
 * The relationship as the workflow decided it; nothing where it is a promise (`Promises` shows that).
 * @param props.without what the page says already.
 */
export function RelationView({
  decision,
  stacked,
  without = [],
}: {
  decision: RelationDecision
  stacked?: boolean
  without?: readonly ('tier' | 'next')[]
}) {
  const { value } = decision
  if (value.kind !== 'relation') return null
  const { lead, tier, next, ...block } = value
  return (
    <Relational
      {...block}
      lead={lead ?? undefined}
      tier={without.includes('tier') ? undefined : (tier ?? undefined)}
      next={without.includes('next') ? undefined : (next ?? undefined)}
      stacked={stacked}
      why={<Why decision={decision} subject={block.title} />}
    />
  )
}

/** What this visit can count on. */
export function Promises({ promises }: Pick<RelationPromise, 'promises'>) {
  return (
    <Strip
      items={promises.map(({ title, text, link }) => ({
        title,
        line: text ?? undefined,
        link: link ? { href: link.href, label: link.text } : undefined,
      }))}
    />
  )
}
