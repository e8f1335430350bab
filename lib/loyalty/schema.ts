import { z } from 'zod'
import { conflictsIn } from './conflicts'

/**
 * What a tier gives. Percentages are of the merchandise; a "next-order" one is spent by the first order that uses it.
 * A tier also gives what the tiers below it give (see `benefits.ts`), so each lists only what is new with it.
 */
export const benefitSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('percent-off'),
    percent: z.number().positive().max(100),
    on: z.enum(['next-order', 'every-order']),
  }),
  z.strictObject({ kind: z.literal('free-shipping'), countries: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1) }),
  z.strictObject({ kind: z.literal('points-multiplier'), factor: z.number().positive() }),
  z.strictObject({ kind: z.literal('early-access'), hours: z.number().int().positive() }),
  z.strictObject({ kind: z.literal('service'), service: z.enum(['alterations', 'set-aside']) }),
  /** Something put into the box of each order; `gift` says what, as it is shown. */
  z.strictObject({ kind: z.literal('gift'), gift: z.string().min(1) }),
])
export type Benefit = z.infer<typeof benefitSchema>

export const tierSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1),
  /**
   * Minor units; the tier holds from here up to, not including, the next threshold. 0 makes the lowest tier every
   * member's, also below zero.
   */
  threshold: z.number().int().nonnegative(),
  /** What the window must hold, at the end of a cycle, to keep the tier; the threshold itself unless it says less. */
  keep: z.number().int().nonnegative().optional(),
  accent: z.enum(['ink', 'bronze', 'silver', 'gold', 'green']),
  benefits: z.array(benefitSchema),
})
export type Tier = z.infer<typeof tierSchema>

const currencies = new Set(Intl.supportedValuesOf('currency'))
const minorDigits = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits

/** Amounts are kept and shown in hundredths, so a currency without them (JPY) or with thousandths (KWD) is refused. */
const currencySchema = z
  .string()
  .refine((code) => currencies.has(code), { error: 'is not a known currency', abort: true })
  .refine((code) => minorDigits(code) === 2, 'has no hundredths, which amounts are kept in')

const timeZoneSchema = z.string().refine((timeZone) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== null
  } catch {
    return false
  }
}, 'is not a known time zone')

/** A century in days: what is longer is meant to be `lifetime`, or null. */
const LONGEST = 36_525

/** How long a fact of a day counts. `rolling`: on that day and the `days - 1` after it. */
const windowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rolling'), days: z.number().int().positive().max(LONGEST) }),
  /** To the end of the calendar year. */
  z.strictObject({ kind: z.literal('calendar-year') }),
  /** To the day before the next anniversary of the first joining day; of February 29, that is February 28. */
  z.strictObject({ kind: z.literal('anniversary') }),
  z.strictObject({ kind: z.literal('lifetime') }),
])

/** How long a reached tier is guarded, and what becomes of it when the window no longer earns it. */
const cycleSchema = z.strictObject({
  /** 12 months are 365 days; other lengths in proportion, half a day up: 6 months are 183. */
  months: z.number().int().positive().max(1_200),
  downgrade: z.enum(['balance-based', 'one-down', 'none']).default('balance-based'),
  /** How many days longer a tier is held that is no longer earned, as a chance to earn it again. */
  graceDays: z.number().int().nonnegative().max(LONGEST).default(0),
})

/** How long a membership lasts, and what extends it by as much again. */
const validitySchema = z.strictObject({
  years: z.number().int().positive().max(100).default(3),
  /** Purchases needed within the period, besides one confirmation of one's data. */
  transactions: z.number().int().nonnegative().default(1),
})

const pointsSchema = z.strictObject({
  /** Points per whole currency unit of qualifying amount, before the tier's multiplier. */
  perUnit: z.number().nonnegative(),
  /** Minor units that one point pays for at checkout; 0: points cannot be redeemed. */
  worth: z.number().int().nonnegative().default(0),
  /** Calendar months after the purchase's day; null: they never expire. */
  expireMonths: z.number().int().positive().max(1_200).nullable().default(null),
  /** Points of a returned piece that are spent already: forgiven past the balance, or owed as a negative balance. */
  afterReturn: z.enum(['within-balance', 'negative']).default('within-balance'),
})

/**
 * A loyalty programme as data; a definition that parses is safe to run. Unknown settings are refused rather than
 * ignored, so that a misspelt one cannot silently do nothing.
 */
export const programmeSchema = z
  .strictObject({
    name: z.string().min(1),
    currency: currencySchema,
    timeZone: timeZoneSchema.default('UTC'),
    window: windowSchema,
    /** Whether the facts of the first joining day count; otherwise counting begins on the day after. */
    countJoiningDay: z.boolean().default(true),
    /**
     * Which amount of an order qualifies: its merchandise before order discounts, or what was paid for it, after order
     * discounts and redeemed points; without shipping either way, so that a return can subtract what was added.
     */
    qualifying: z.enum(['merchandise', 'paid']).default('merchandise'),
    /** A purchase of day d counts, and its points become active, from day d + `days`. Returns are never held. */
    hold: z.strictObject({ days: z.number().int().nonnegative().max(LONGEST) }).default({ days: 0 }),
    /** Null: the window decides every day. */
    cycle: cycleSchema.nullable().default(null),
    /** Null: a membership has no end of its own. */
    validity: validitySchema.nullable().default(null),
    joining: z.strictObject({
      byRequest: z.boolean(),
      /** The first purchase makes a member, also one of 0.00. */
      byFirstPurchase: z.boolean().default(false),
      /** An order that by itself reaches the lowest tier that has to be earned makes a member. */
      byTierOrder: z.boolean(),
    }),
    /** Null: no points. */
    points: pointsSchema.nullable().default(null),
    /** From low to high. */
    tiers: z.array(tierSchema).min(1),
  })
  .check((ctx) => {
    for (const { path, input, message } of conflictsIn(ctx.value)) {
      ctx.issues.push({ code: 'custom', input, path, message })
    }
  })
export type LoyaltyProgram = z.infer<typeof programmeSchema>

/** A purchase or a return as loyalty sees it: non-negative minor units either way; `kind` gives the sign. */
export type Transaction =
  | {
      kind: 'purchase'
      at: Date
      amount: number
      /** The order, or the id of an entry from the till. */
      orderId: string
      /** Points that an offer promised for it, on top of what it earns; absent: none. */
      bonus?: number
    }
  | {
      kind: 'return'
      at: Date
      amount: number
      /** The order whose pieces come back; null where only the till knew it. */
      orderId: string | null
    }

/** Joining, leaving, or confirming one's data. */
export type MembershipFact = {
  kind: 'join' | 'resign' | 'confirm'
  at: Date
  reason: 'request' | 'order'
  orderId: string | null
}

/** Points spent on an order, less what its returns gave back. Only orders that stand: reserved or confirmed. */
export type Redemption = {
  orderId: string
  at: Date
  points: number
  /** Points given back by returns of that order, each at its moment. */
  back: readonly { at: Date; points: number }[]
}

export type TierChange = {
  at: Date
  from: Tier | null
  to: Tier | null
  /**
   * What changed it. `purchase`, `return`: that fact. `hold`: a purchase began to count. `date`: something left the
   * window. `cycle`: a guard or a grace period ended. `validity`: the membership lapsed. `membership`: joining with
   * spend of that day, resigning, rejoining.
   */
  by: 'purchase' | 'return' | 'hold' | 'date' | 'cycle' | 'validity' | 'membership'
  /** The order that reached the tier, also when joining made it visible; null when nothing was bought for it. */
  orderId: string | null
}

/** Points by state; `earned` is the sum of all others, always. */
export type PointsBalance = {
  earned: number
  pending: number
  /** May be negative where the programme says so. */
  active: number
  redeemed: number
  expired: number
  reversed: number
}

/** A line of the points statement, earlier to later. `points` is what it does to the active balance. */
export type PointsEntry = {
  at: Date
  kind: 'earned' | 'pending' | 'activated' | 'redeemed' | 'given-back' | 'expired' | 'reversed'
  orderId: string | null
  /** They are those that an offer promised for the order, not what it earns; absent: no. */
  bonus?: true
  /** Signed; of `pending`, what is waiting, which leaves the balance as it is. */
  points: number
  /** The active balance after it. */
  balance: number
}

/**
 * Something that will come by itself, without a new fact. `guard-ends` without a tier: it is kept and a new guard begins,
 * or a grace period does, whose end is another entry. `validity-extends`: what extends the membership is there already;
 * `validity-ends`: it lapses.
 */
export type ComingChange = {
  /** The start of the day on which it comes. */
  at: Date
  kind:
    | 'purchase-leaves'
    | 'return-leaves'
    | 'hold-ends'
    | 'guard-ends'
    | 'grace-ends'
    | 'validity-extends'
    | 'validity-ends'
    | 'points-active'
    | 'points-expire'
  /** What it does to the qualifying spend, in minor units, signed; 0 where it leaves it as it is. */
  amount: number
  /** What it does to the active points, signed. */
  points: number
  /** The tier before and after, where it changes by this. */
  tier: { from: Tier | null; to: Tier | null } | null
}

/** What keeps the present tier past the day on which it would otherwise end. */
export type Keep = {
  tier: Tier
  /** Minor units still to be spent; 0: it will be kept as things stand. */
  amount: number
  /** The start of the first day from which a purchase counts for it; mostly long past. */
  from: Date
  /** The start of the last day on which that amount still counts in time. */
  by: Date
}

/** Where a member stands as of a moment: derived, never stored. */
export type Standing = {
  asOf: Date
  /** The joining that the present membership began with; spend counts since the first joining day. */
  memberSince: Date
  tier: Tier | null
  /** 1 for the lowest tier; 0 below it. */
  tierNumber: number
  /** Minor units; may be negative after returns, never clamped. */
  qualifyingSpend: number
  /**
   * Minor units of purchases whose hold has not ended yet; returns are never held. A purchase whose window ends before
   * its hold never counts, and is not waited for.
   */
  pendingSpend: number
  /** The tier above the one held. */
  next: Tier | null
  /** Minor units that must still count to reach `next`; null at the top. Always positive: at the threshold it is reached. */
  amountToNext: number | null
  /** Since when the present tier is held without interruption, and by which order. Null below the lowest tier. */
  reached: { at: Date; orderId: string | null } | null
  /** The start of the last day of the present guard; null where nothing is guarded. */
  guardedUntil: Date | null
  /**
   * Null below the lowest tier that has to be earned, where the tier does not end by itself, and where nothing bought
   * from now on would count in time.
   */
  keep: Keep | null
  /** Null in a programme without validity. `until`: the start of the last day. What extends it, where that is missing. */
  validity: { until: Date; needs: { confirmation: boolean; transactions: number } } | null
  /** Earlier to later. */
  history: readonly TierChange[]
  points: PointsBalance
  /** What points the shopper may spend now: active ones less what is redeemed at any later time; never negative. */
  spendablePoints: number
  /** Every change that will come by itself, earlier to later; of a guard that renews itself for ever, the first. */
  changes: readonly ComingChange[]
}
