import type { Entitlements } from '@/lib/cart/schema'
import type { Catalogue } from '@/lib/catalog/schema'
import type { Editorial } from '@/lib/content/queries'
import type { Contributions } from '@/lib/events/contributed'
import type { Fact, Impression } from '@/lib/events/schema'
import type { Placements } from '@/lib/experiments/placed'
import type { LoyaltyProgram, MembershipFact, Redemption, Standing, Transaction } from '@/lib/loyalty/schema'
import type { OfferDecision, OfferGrant } from '@/lib/offers/lifecycle/schema'
import type { PastOrder } from '@/lib/orders/schema'
import type { Fresh } from '@/lib/ranking/freshness'
import type { Affinity } from '@/lib/ranking/schema'
import type { Answers } from '@/lib/shopper/answers'
import type { Landing } from '@/lib/shopper/landing'
import type { Consent } from '@/lib/shopper/market'
import type { Arrival } from '@/lib/shopper/visit'
import type { BaseValue, CustomerValue } from '@/lib/value/schema'
import type { Say } from './say'

/**
 * The shopper as every decision reads them: facts, folds over them as of `now`, and how to speak to them. Plain data,
 * made once per request.
 */
export type Shopper = {
  now: Date
  say: Say
  visitorId: string
  visitId: string
  visitNumber: number
  country: string
  /** Whether a yes has to come first in the market that they ask from. */
  consent: Consent
  arrival: Arrival | null
  customer: { id: string; name: string; firstName: string; email: string; role: 'customer' | 'staff' } | null
  /** Personal content may be shown. False after "off", and in opt-in markets until a yes: what they chose. */
  allowed: boolean
  /** Personal content is shown: `allowed`, and not held out. What every decision asks. */
  personalised: boolean
  /** Behaviour may be written down. Implies `allowed`; who is held out is learned from like everybody. */
  learns: boolean
  /** Where they stand in everything that runs: decided before anything else. */
  placements: Placements
  /** What the message said by whose link this visit came: the page goes on with it. */
  landing: Landing | null
  /** Messages in their inbox that they have neither read nor put away. */
  unread: number
  /** Whether an opt-in market still has to ask. */
  consentOpen: boolean
  catalogue: Catalogue
  programme: LoyaltyProgram
  memberships: readonly MembershipFact[]
  /** Paid orders, newest first: what is owned and earned, whatever personalisation says. */
  orders: readonly PastOrder[]
  transactions: readonly Transaction[]
  redemptions: readonly Redemption[]
  usedOffers: readonly string[]
  /** Null for someone who is no member. */
  standing: Standing | null
  entitlements: Entitlements
  /** Their value as of now, whatever personalisation says; null for nobody signed in. */
  value: CustomerValue | null
  /** What the newest batch learned of the whole base; null before the first one. */
  base: BaseValue | null
  /** What they answered of their own accord. */
  answers: Answers
  /** What they were promised. */
  grants: readonly OfferGrant[]
  /** The one lifecycle offer, the same wherever it stands. */
  offer: OfferDecision
  /** Newest behaviours, and what was said and still holds; empty when not personalised. */
  facts: readonly Fact[]
  /** Wishlist, opinions, follows, tastes: hers whatever personalisation says; only `facts` may order anything. */
  contributions: Contributions
  /** What earlier visits showed in places that rotate, newest first; empty when not personalised. */
  impressions: readonly Impression[]
  /** What keeps this visit from being the one before; null on a first visit, and when not personalised. */
  fresh: Fresh | null
  /** What marketers decided: the same for everybody. */
  editorial: Editorial
  affinity: Affinity
  /** Slugs of pieces bought and kept; empty when not personalised. */
  owned: ReadonlySet<string>
  cartCount: number
}
