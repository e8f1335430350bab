import type { OfferDecision } from './schema'

/** No offer: nobody is owed one, and none was looked at. */
export const NO_OFFER: OfferDecision = { shown: null, others: [], ended: [] }
