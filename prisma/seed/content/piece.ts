import type { ContentDefinition, ContentKind, ContentStatus } from '@/lib/content/schema'

/** A piece of content as the seed writes it. */
export type SeededContent = {
  slug: string
  kind: ContentKind
  status: ContentStatus
  /** How many days before the seed's moment it was last changed. */
  daysAgo: number
  definition: ContentDefinition
}

/** What most pieces have in common: shown in any season, to anybody, at most three visits in two weeks. */
export const USUAL = {
  suits: {},
  from: null,
  until: null,
  weight: 1,
  cap: { visits: 3, days: 14 },
} satisfies Partial<ContentDefinition>
