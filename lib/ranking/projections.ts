import type { Fact } from '@/lib/events/schema'
import { addSessionEvent, createSessionIndex, type SessionIndex } from './sessions'
import { addTogetherFact, createTogether, type TogetherState } from './together'
import { addTrendingFact, createTrending, type TrendingState } from './trending'

/** What projections read of a fact. */
export type ProjectedFact = Pick<
  Fact,
  'at' | 'kind' | 'product' | 'colour' | 'orderId' | 'customerId' | 'visitorId' | 'visitId' | 'quantity'
>

/**
 * What all shoppers together taught, shared by all requests of a process. Holds counts, nothing about one shopper that
 * another could see. It grows in place: read it within one synchronous stretch to see one state.
 */
export type Projections = {
  trending: TrendingState
  together: TogetherState
  /** Which pieces were met in one visit; a session is a visit. */
  sessions: SessionIndex
  /** Goes up by one with each fact counted: equal versions are equal states. */
  version: number
}

/** Nothing has happened yet: every order falls back to the catalogue's own. */
export const createProjections = (): Projections => ({
  trending: createTrending(),
  together: createTogether(),
  sessions: createSessionIndex(),
  version: 0,
})

/** What makes a piece part of a session: looking at it, wanting it. */
export const MET: ReadonlySet<Fact['kind']> = new Set<Fact['kind']>(['view', 'cart-add'])

/** Counts one fact everywhere, in constant time. Facts may come late and in any order, each once. */
export function addFact(projections: Projections, fact: ProjectedFact): void {
  addTrendingFact(projections.trending, fact)
  addTogetherFact(projections.together, fact)
  const { product: item, visitId: session } = fact
  if (item !== null && session !== null && MET.has(fact.kind))
    addSessionEvent(projections.sessions, { session, item, at: fact.at.getTime() })
  projections.version += 1
}
