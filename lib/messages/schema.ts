import { z } from 'zod'
import { LANGUAGES } from '@/lib/shopper/language'
import { landingSchema } from '@/lib/shopper/landing'
import { MESSAGE_KINDS } from '@/lib/shopper/letters'

/** What a lifecycle message can be caused by. */
export const TRIGGERS = [
  ...(['welcome', 'browse-left', 'cart-left', 'after-purchase', 'second-purchase', 'near-tier'] as const),
  ...(['tier-reached', 'tier-in-danger', 'points-ending', 'at-risk', 'won-back', 'new-from-house'] as const),
] as const
export type TriggerKey = (typeof TRIGGERS)[number]

/** What an order needs said: whatever anybody wants to be written, at once, and never held out. */
export const TRANSACTIONAL = ['order-placed', 'return-received'] as const
export type TransactionalKey = (typeof TRANSACTIONAL)[number]

/** All that a message can be caused by. */
export const CAUSES = [...TRIGGERS, ...TRANSACTIONAL, 'campaign'] as const
export type Cause = (typeof CAUSES)[number]

/** What becomes of a message. */
export const STATUSES = [
  /** Decided and not written: the counterfactual of a holdout or of an experiment's control. Shown nowhere. */
  'held',
  /** To be sent when it is due. */
  'queued',
  /** Somebody has begun to send it. */
  'sending',
  /** The mail server took it. */
  'sent',
  /** There is no mail server: it is read in the outbox and in the inbox. Never sent later. */
  'kept',
  /** Not sent, for a reason that stays. */
  'suppressed',
] as const
export type MessageStatus = (typeof STATUSES)[number]

/** Why one is held ("holdout", "experiment") or suppressed (the others). "put-away": they did so before its e-mail left. */
export const REASONS = [
  ...(['holdout', 'experiment', 'not-wanted', 'no-address', 'refused', 'gave-up', 'stale', 'put-away'] as const),
] as const
export type MessageReason = (typeof REASONS)[number]

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A trigger as data. What its condition is stands in code (lib/messages/triggers); the rest is here. */
export const triggerSchema = z
  .strictObject({
    kind: z.enum(MESSAGE_KINDS),
    /** The greater goes first where several are due at once. */
    priority: z.int().min(0).max(1_000),
    /** Hours since what gave cause before it is written. */
    delayHours: z
      .number()
      .min(0)
      .max(24 * 366),
    /** Hours since what gave cause after which it is too late. */
    withinHours: z
      .number()
      .min(1)
      .max(24 * 3_660),
    /** Not again of the same trigger sooner than so many days; null: each cause once, however soon. */
    againAfterDays: z.int().min(1).max(3_660).nullable(),
    /** Neither sent nor shown from..until by the customer's own clock; a message of then waits for `until`. */
    quiet: z.strictObject({ from: clock, until: clock }).nullable(),
    /** What the condition compares with: minor units, days, pieces, as its docstring says. */
    values: z.record(z.string(), z.number()).default({}),
    /** Whether who is held out of everything is held out of this too. False only for what somebody asked for. */
    holdout: z.boolean().default(true),
  })
  .refine((trigger) => trigger.delayHours < trigger.withinHours, {
    path: ['withinHours'],
    error: 'ends before it begins',
  })
export type TriggerDefinition = z.infer<typeof triggerSchema>
export type Trigger = TriggerDefinition & { key: TriggerKey }

/** Over all triggers and campaigns together: the most messages to one person (transactional ones are not counted). */
export const CAPS = { perDay: 1, perWeek: 3 } as const

/** Whom a campaign is for: of everybody whom it may be written to. An empty list is no condition. */
export const audienceSchema = z.strictObject({
  /** Keys of tiers held; "none" for no tier. */
  tiers: z.array(z.string()).default([]),
  segments: z.array(z.enum(['prospect', 'one-timer', 'repeat', 'vip'])).default([]),
  /** Percentiles of the value score, from up to and including. */
  band: z
    .strictObject({ from: z.number().min(0).max(100), until: z.number().min(0).max(100) })
    .nullable()
    .default(null),
  atRisk: z.boolean().nullable().default(null),
})
export type Audience = z.infer<typeof audienceSchema>

const words = z.strictObject({
  subject: z.string().min(1).max(120),
  headline: z.string().min(1).max(120),
  text: z.string().min(1).max(1_200),
})

export const campaignSchema = z.strictObject({
  kind: z.enum(MESSAGE_KINDS),
  audience: audienceSchema,
  /** English must be said; who reads Polish gets English where there is no Polish. */
  words: z.strictObject({ en: words, pl: words.nullable() }),
  /** Pieces that it shows to everybody; none: those that the shop would show each of them. */
  pieces: z.array(z.string()).max(6),
  /** Where its button leads: a path of the shop. */
  path: z.string().regex(/^\/(?!\/)[^\s]*$/),
  /** The share of the audience that is not written to, so that it can be measured; 0: everybody is. */
  control: z.number().min(0).max(0.5),
})
export type CampaignDefinition = z.infer<typeof campaignSchema>

/** What gave cause to a message: what makes it the same message, and what it is about. */
export type Due = {
  cause: Cause
  /** What gave cause, once each: "order:<id>", "tier:silver:<order>", "visit:<id>", "campaign:<id>". */
  subject: string
  /** When it came about (domain time). */
  since: Date
  kind: (typeof MESSAGE_KINDS)[number] | 'transactional'
  /** Pieces that it is about, the most telling first. */
  pieces: readonly string[]
  /** Order, house, tier, ... as the words need them. Amounts are minor units under a name that begins with "amount". */
  values: Readonly<Record<string, string | number | Date>>
  why: MessageWhy
}

const reasonSchema = z.strictObject({
  /** A key of the message files: "message.why.<...>". */
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Ids of the facts it used. */
  facts: z.array(z.string()),
})
/** Why they get it, in keys and values: said in the customer's language in the inbox, in English in the studio. */
export const whySchema = z.strictObject({ reasons: z.array(reasonSchema) })
export type MessageWhy = z.infer<typeof whySchema>

const pieceSchema = z.strictObject({
  slug: z.string(),
  name: z.string(),
  house: z.string(),
  /** Formatted. */
  price: z.string(),
  /** Path below public/, without width and extension. */
  picture: z.string(),
  alt: z.string(),
  reason: z.string().nullable(),
})
export type MessagePiece = z.infer<typeof pieceSchema>

/**
 * What a message says, in finished strings: from it the HTML part, the text part and the inbox are made, all alike. Paths
 * lead into the shop; whoever makes links of them adds the message's own arrival (lib/messages/links.ts).
 */
export const contentSchema = z.strictObject({
  language: z.enum(LANGUAGES),
  /** The e-mail's subject, and the inbox's title. */
  subject: z.string(),
  /** What a mail client shows beside the subject. */
  preview: z.string(),
  headline: z.string(),
  paragraphs: z.array(z.string()),
  /** The relational block, as on home: null where nothing is told of a relationship. */
  relation: z
    .strictObject({ statement: z.string(), figures: z.array(z.strictObject({ value: z.string(), label: z.string() })) })
    .nullable(),
  /** Lines of an order, amounts: "Total", "$4,190.00". Empty but for what is transactional. */
  rows: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  pieces: z.array(pieceSchema),
  offer: z.strictObject({ title: z.string(), text: z.string(), until: z.string().nullable() }).nullable(),
  action: z.strictObject({ label: z.string(), path: z.string() }),
  /** What the page goes on with for who comes by its link. */
  landing: landingSchema,
})
export type MessageContent = z.infer<typeof contentSchema>

/** What a run did. */
export type RunReport = {
  /** Customers looked at. */
  customers: number
  written: number
  held: number
  suppressed: number
  /** Due, and left for a later run: another goes first, or they had enough for now. */
  postponed: number
  /** Customers for whom nothing could be decided, by a fault that was logged: the next run tries again. */
  failed: number
}
