import { Relation } from '@/components/figures'
import { TierProgress } from '@/components/tier-progress'
import type { Relationship } from '@/lib/experience/relationship'

/** "Your relationship" with the way to the next tier. */
export function RelationView({ next, ...relationship }: Relationship) {
  return (
    <Relation
      {...relationship}
      next={next ? { title: next.title, line: next.line, progress: <TierProgress {...next.progress} /> } : undefined}
    />
  )
}
