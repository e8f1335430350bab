import { CAUSES, type Cause } from '@/lib/offers/lifecycle/cause'
import type { LifecycleOffer } from '@/lib/offers/lifecycle/schema'
import type { FoldedFacts } from '../facts'

type Stage = 'at-risk' | 'tier-in-danger' | 'tier-reached' | 'won-back'

/** What these causes are asked with: none of them reads an offer. */
const NO_OFFER = {} as LifecycleOffer

/** What gives cause for an offer of a stage gives cause for its message: one rule for both. Null: nothing does. */
export const offerCause = (stage: Stage, { offers }: FoldedFacts): Cause | null => CAUSES[stage](NO_OFFER, offers)
