import 'server-only'
import { noteFacts, type NewFact } from '@/lib/events/queries'
import type { Decision } from './decision'
import type { Asking } from './read-shopper'

/** What a page is about: its own fact, without who and when. */
export type PageFact = Pick<NewFact, 'kind' | 'product' | 'colour' | 'category' | 'query'> & {
  /** Names the subject, so that a second look in one visit is the same fact. */
  subject: string
}

/** What makes a page's fact the same fact: one per shopper, visit and subject. */
export const pageKey = (kind: string, who: { shopper: string; visitId: string }, subject: string): string =>
  `${kind}:${who.shopper}:${who.visitId}:${subject}`

/**
 * Writes down that a page was seen: the arrival that began this visit, the page's own fact, and which decisions were
 * shown. Each once per visit. Nothing for shoppers who may not be learned from, crawlers and prefetches.
 * Pages await it, so that the very next page already knows.
 */
export async function notePage(
  { shopper, request }: Asking,
  page: { fact?: PageFact; shown?: readonly (Decision<unknown> | null)[] },
): Promise<void> {
  if (!shopper.learns) return
  const who = { shopper: shopper.visitorId, visitId: shopper.visitId }
  const base = {
    at: shopper.now,
    movedClock: request.movedClock,
    visitorId: shopper.visitorId,
    visitId: shopper.visitId,
  }
  const facts: NewFact[] = []
  if (request.arrival) {
    facts.push({
      ...base,
      kind: 'arrival',
      data: { source: request.arrival.source, campaign: request.arrival.campaign },
      dedupe: `arrival:${shopper.visitId}`,
    })
  }
  if (page.fact) {
    const { subject, ...fact } = page.fact
    facts.push({ ...base, ...fact, dedupe: pageKey(fact.kind, who, subject) })
  }
  for (const decision of page.shown ?? []) {
    if (!decision) continue
    facts.push({
      ...base,
      kind: 'exposure',
      place: decision.slot,
      data: { arm: decision.arm },
      dedupe: pageKey('exposure', who, `${decision.slot}:${decision.arm}`),
    })
  }
  await noteFacts(facts)
}
