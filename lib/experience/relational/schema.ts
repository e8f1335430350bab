import type { PastOrder } from '@/lib/orders/schema'
import type { Tier } from '@/lib/loyalty/schema'
import type { Decision } from '../decision'
import type { VisitPromise } from '../promises'
import type { TierWay } from '../relationship'
import type { Shopper } from '../schema'
import type { RelationData } from './data'
import type { Considered } from './engine'

export const RELATION_PLACES = ['home', 'account', 'order'] as const
export type RelationPlace = (typeof RELATION_PLACES)[number]

/** What the workflow reads: the shopper, and where they are. */
export type RelationInput = {
  shopper: Shopper
  place: RelationPlace
  /** They are shown what anybody is: held out, or in an experiment's arm of this place. */
  generic: boolean
  /** The order that has just been placed, on its confirmation. */
  placed: Pick<PastOrder, 'id' | 'placedAt'> | null
}

/** A large numeral and what it counts. */
export type Figure = { figure: string; label: string }

/** What the shop and a customer are to each other, in finished strings. */
export type RelationBlock = {
  kind: 'relation'
  /** "Your third order", on its confirmation. */
  lead: string | null
  /** The tier held, as one word in its metal. */
  tier: { name: string; metal: Tier['accent'] } | null
  title: string
  /** Whole sentences, each by itself. */
  lines: readonly string[]
  /** At most four. */
  figures: readonly Figure[]
  next: TierWay | null
  /** Whether the offer that is shown is among its sentences: then no other part of the page says it. */
  saysOffer: boolean
  link: { href: string; label: string }
}

/** What the programme promises to whom there is no relationship to tell. */
export type RelationPromise = { kind: 'promise'; promises: readonly VisitPromise[] }

export type Relation = RelationBlock | RelationPromise

/** The decision for one place, with every branch that was looked at and every step that was used. */
export type RelationDecision = Decision<Relation> & {
  considered: readonly Considered<keyof RelationData>[]
  used: Readonly<Partial<RelationData>>
}
