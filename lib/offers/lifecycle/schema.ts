import { z } from 'zod'
import { SEGMENTS, TRENDS } from '@/lib/value/schema'
import { FIRST_ORDER } from '../first-order'

/** Where in the relationship an offer belongs, in the order in which they come before each other. */
export const STAGES = [
  ...(['at-risk', 'tier-in-danger', 'near-tier', 'tier-reached', 'birthday', 'vip-of-the-month'] as const),
  ...(['won-back', 'second-order', 'first-order'] as const),
] as const
export type Stage = (typeof STAGES)[number]

/** What is given with an order. Percentages, points and free shipping are the checkout's; the rest the house puts in. */
export const benefitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), percent: z.int().min(1).max(50) }),
  /** So many points once the order counts, on top of what it earns; for an order placed as a member. */
  z.strictObject({ kind: z.literal('points'), points: z.int().min(1).max(100_000) }),
  z.strictObject({ kind: z.literal('shipping') }),
  /** A note by hand in the parcel. */
  z.strictObject({ kind: z.literal('note') }),
  /** What lies in the parcel: a key of the message files' "offer.gift.<key>". */
  z.strictObject({ kind: z.literal('gift'), gift: z.enum(['silk-pouch', 'candle', 'book']) }),
])
export type Benefit = z.infer<typeof benefitSchema>
/** Each kind once: two percentages would be a question. */
export const benefitsSchema = z
  .array(benefitSchema)
  .min(1)
  .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, 'names one kind of benefit twice')

const noPercent = (all: readonly Benefit[]): boolean => all.every(({ kind }) => kind !== 'percent')

const listOf = <T extends z.ZodType>(item: T) => z.array(item).default([])

/** An offer as data. What must hold between its parts is checked: what parses is safe to run. */
export const offerSchema = z
  .strictObject({
    stage: z.enum(STAGES),
    /** An empty list is no condition. The stage says the rest. */
    who: z.strictObject({
      segments: listOf(z.enum(SEGMENTS)),
      /** Keys of tiers held; "none" for no tier. */
      tiers: listOf(z.string()),
      /** Where the value score is going. */
      trends: listOf(z.enum(TRENDS)),
    }),
    when: z.strictObject({
      /** Whole days since what gave cause before it is first promised, and after which it no longer is. */
      fromDays: z.int().min(0).max(3_660).default(0),
      withinDays: z.int().min(1).max(3_660),
      /** For how many days a promise holds; at most to the end of the month or of the tier where the stage has an end. */
      validDays: z.int().min(1).max(366),
      /** near-tier only: the most that may be missing, minor units. */
      nearWithin: z.int().min(1).nullable().default(null),
    }),
    frequency: z.strictObject({
      /** `once`: once in a relationship. `each`: again for each new cause, not sooner than `cooldownDays` after the last. */
      per: z.enum(['once', 'each']),
      cooldownDays: z.int().min(0).max(3_660).default(0),
    }),
    /** The most promises altogether, or in a calendar month of the programme; null: as many as there are causes. */
    budget: z.strictObject({ most: z.int().min(1), per: z.enum(['all', 'month']) }).nullable(),
    /**
     * How a percentage goes with a tier's. `best`: the greater one is taken, never both. `alone`: it is promised only to
     * whom no tier gives a percentage.
     */
    stacking: z.enum(['best', 'alone']),
    benefits: benefitsSchema,
    /**
     * Given in its place, without a percentage, to who buys without one, and to who is rising where `rising` says so:
     * recognition. Every offer with a percentage has it.
     */
    instead: z.strictObject({ benefits: benefitsSchema, rising: z.boolean() }).nullable(),
  })
  .check((ctx) => {
    const { stage, when, benefits, instead } = ctx.value
    const refuse = (path: string[], message: string) =>
      ctx.issues.push({ code: 'custom', input: ctx.value, path, message })
    if (instead && !noPercent(instead.benefits)) refuse(['instead'], 'recognition holds no percentage')
    if (when.fromDays >= when.withinDays) refuse(['when'], 'ends before it begins')
    if ((stage === 'near-tier') !== (when.nearWithin !== null))
      refuse(['when'], 'nearWithin belongs to near-tier alone')
    if (stage === 'first-order') {
      // An entitlement that strangers have too (lib/offers/rules.ts): here it is only told.
      const [only, ...more] = benefits
      const same = only?.kind === 'percent' && only.percent === FIRST_ORDER.percent && more.length === 0
      if (!same) refuse(['benefits'], `the first order's offer is ${FIRST_ORDER.percent} per cent`)
    } else if (!noPercent(benefits) && !instead) {
      refuse(['instead'], 'says nothing to who buys without a percentage')
    }
  })
export type OfferDefinition = z.infer<typeof offerSchema>
/** `key`: what grants name it by. */
export type LifecycleOffer = OfferDefinition & { key: string }
export const offerKeySchema = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)

/** A promise made to one customer: kept until its date whatever becomes of the offer. */
export type OfferGrant = {
  id: string
  offer: string
  stage: Stage
  subject: string
  earnedBy: string | null
  benefits: readonly Benefit[]
  at: Date
  until: Date
}

/** A rule and what it found, as a key of the message files and its values: said where it is shown. */
export type OfferReason = {
  key: string
  /** Amounts of money are minor units under a name that begins with "amount". */
  values: Readonly<Record<string, string | number | Date>>
  /** Ids of the facts it used. */
  facts: readonly string[]
}

/** The one offer that a shopper is shown. */
export type ShownOffer = {
  offer: string
  stage: Stage
  benefits: readonly Benefit[]
  /** What gave cause. With `offer` it makes the key of its use: "life:<offer>:<subject>". */
  subject: string
  earnedBy: string | null
  /** The first moment at which it no longer holds; null for the first order's, which lasts until there is one. */
  until: Date | null
  /** Promised already; null until this page promises it, and for the first order's, which is nobody's in particular. */
  grant: string | null
  reasons: readonly OfferReason[]
}

/** A promise that no longer holds, though it was not used: by its date, by a return, or used with another account here. */
export type EndedOffer = { grant: OfferGrant; why: 'date' | 'returned' | 'elsewhere'; at: Date }

/** The one decision per shopper, the same on home, in the cart and in messages. */
export type OfferDecision = {
  shown: ShownOffer | null
  /** Every offer looked at, and why it is not the one. */
  others: readonly { offer: string; stage: Stage; why: OfferReason }[]
  /** Newest first: told for a while, never dropped in silence. */
  ended: readonly EndedOffer[]
}

/** The key under which a grant is used, once. */
export const guardKey = ({ offer, subject }: Pick<ShownOffer, 'offer' | 'subject'>): string =>
  `life:${offer}:${subject}`
