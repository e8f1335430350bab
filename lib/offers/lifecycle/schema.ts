import { z } from 'zod'

/** Where in the relationship an offer belongs, in the order in which they come before each other. */
export const STAGES = [
  ...(['at-risk', 'tier-in-danger', 'near-tier', 'tier-reached', 'birthday', 'vip-of-the-month'] as const),
  ...(['won-back', 'second-order', 'first-order'] as const),
] as const
export type Stage = (typeof STAGES)[number]

/** What is given. Percentages and free shipping are taken off at checkout; the rest the house does. */
export const benefitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: z.int().min(1).max(50) }),
  /** So many points once the order counts, on top of what it earns. */
  z.object({ kind: z.literal('points'), points: z.int().min(1) }),
  z.object({ kind: z.literal('shipping') }),
  z.object({ kind: z.literal('early-access'), days: z.int().min(1).max(60) }),
  z.object({ kind: z.literal('note') }),
  /** What lies in the parcel: a key of the message files' "gift.<key>". */
  z.object({ kind: z.literal('gift'), gift: z.string() }),
])
export type Benefit = z.infer<typeof benefitSchema>

/** A promise made to one customer: kept until its date whatever becomes of the offer. */
export type OfferGrant = {
  id: string
  offer: string
  subject: string
  earnedBy: string | null
  benefit: Benefit
  at: Date
  until: Date
}

/** A rule and what it found, as a key of the message files and its values: said where it is shown. */
export type OfferReason = {
  key: string
  values: Readonly<Record<string, string | number | Date>>
  facts: readonly string[]
}

/** The one offer that a shopper is shown. */
export type ShownOffer = {
  offer: string
  stage: Stage
  benefit: Benefit
  /** What gave cause. With `offer` it makes the key of its use: "life:<offer>:<subject>". */
  subject: string
  earnedBy: string | null
  /** The first moment at which it no longer holds. */
  until: Date
  /** Promised already; null until this page promises it. */
  grant: string | null
  reasons: readonly OfferReason[]
}

/** The one decision per shopper, the same on home, in the cart and in messages. */
export type OfferDecision = {
  shown: ShownOffer | null
  /** Every offer looked at, and why it is not the one. */
  others: readonly { offer: string; stage: Stage; why: OfferReason }[]
}

/** The key under which a grant is used, once. */
export const useKey = ({ offer, subject }: Pick<ShownOffer, 'offer' | 'subject'>): string => `life:${offer}:${subject}`
