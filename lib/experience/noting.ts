import 'server-only'
import { createHash } from 'node:crypto'
import { noteFacts, type NewFact } from '@/lib/events/queries'
import { noteExposures } from '@/lib/experiments/queries'
import type { ShownThere } from './decision'
import { exposuresOf, type PageDecisions } from './exposures'
import type { Asking } from './read-shopper'

/** What a page is about: its own fact, without who and when. */
export type PageFact = Pick<NewFact, 'kind' | 'product' | 'colour' | 'category' | 'house' | 'query'> & {
  /** Names the subject, so that a second look in one visit is the same fact. */
  subject: string
}

/** What makes a page's fact the same fact: one per shopper, visit and subject. */
export const pageKey = (kind: string, who: { shopper: string; visitId: string }, subject: string): string =>
  `${kind}:${who.shopper}:${who.visitId}:${subject}`

/** What stood in a slot, in few letters: another row in one visit is another exposure, a reload is none. */
function mark({ products = [], content = '', scope = '' }: ShownThere): string {
  const hash = createHash('sha256').update([scope, content, ...products].join('\n'))
  return hash.digest('base64url').slice(0, 16)
}

/**
 * Writes down that a page was seen: the arrival that began this visit, the page's own fact, and which decisions were
 * shown, with what stood there, each once per visit; and which experiments it exposed to which arm, each once. Nothing for
 * shoppers who may not be learned from, crawlers and prefetches. Pages await it, so that the very next page already knows.
 */
export async function notePage(asking: Asking, page: PageDecisions & { fact?: PageFact }): Promise<void> {
  const { shopper, request } = asking
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
    const { slot, arm, shown = {} } = decision
    const { products, ...other } = shown
    facts.push({
      ...base,
      kind: 'exposure',
      place: slot,
      data: { arm, ...(products ? { products: [...products] } : {}), ...other },
      dedupe: pageKey('exposure', who, `${slot}:${arm}:${mark(shown)}`),
    })
  }
  await Promise.all([noteFacts(facts), noteExposed(asking, page)])
}

/** Writes down which experiments a page exposed to which arm: for pages of which nothing else is noted. */
export const noteExposed = ({ shopper, request, exposed, wouldBe }: Asking, page: PageDecisions): Promise<void> =>
  noteExposures(exposuresOf({ shopper, movedClock: request.movedClock, known: exposed, wouldBe }, page))
