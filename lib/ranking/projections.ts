import type { Fact } from '@/lib/events/schema'
import { addTogetherFact, createTogether, type TogetherState } from './together'
import { addTrendingFact, createTrending, type TrendingState } from './trending'

/** What projections read of a fact. */
export type ProjectedFact = Pick<
  Fact,
  'at' | 'kind' | 'product' | 'colour' | 'orderId' | 'customerId' | 'visitorId' | 'quantity'
>

/**
 * What all shoppers together taught, shared by all requests of a process. Holds counts, nothing about one shopper that
 * another could see. It grows in place: read it within one synchronous stretch to see one state.
 */
export type Projections = {
  trending: TrendingState
  together: TogetherState
  /** Goes up by one with each fact counted: equal versions are equal states. */
  version: number
}

/** Nothing has happened yet: every order falls back to the catalogue's own. */
export const createProjections = (): Projections => ({
  trending: createTrending(),
  together: createTogether(),
  version: 0,
})

/** Counts one fact everywhere, in constant time. Facts may come late and in any order, each once. */
export function addFact(projections: Projections, fact: ProjectedFact): void {
  addTrendingFact(projections.trending, fact)
  addTogetherFact(projections.together, fact)
  projections.version += 1
}
