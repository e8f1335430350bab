import { z } from 'zod'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
const date = z.iso.date()

/**
 * A marketer's rule about order: what it is about (a piece, a house, or an attribute value such as "fabric:velvet"),
 * where (a category, or everywhere), from which day to which (both included, in the programme's time zone), and what it
 * does. "pin" puts a piece at a place (1 is first); "boost" and "bury" multiply the score (above 1, below 1); "exclude"
 * leaves it out of listings and shelves, though never out of its own page, a search for its name, or a cart.
 */
export const merchandisingRuleSchema = z
  .object({
    kind: z.enum(['pin', 'boost', 'bury', 'exclude']),
    target: z.discriminatedUnion('by', [
      z.object({ by: z.literal('product'), product: slug }),
      z.object({ by: z.literal('house'), house: slug }),
      /** A token of ranking: "hue:red", "fabric:silk satin", "style:edgy". */
      z.object({ by: z.literal('attribute'), token: z.string().min(3).max(80).includes(':') }),
    ]),
    /** Null: in every category and on every shelf. */
    category: slug.nullable(),
    from: date,
    until: date.nullable(),
    /** Of a pin: its place, 1 to 12. */
    place: z.int().min(1).max(12).nullable(),
    /** Of boost (1 to 5) and bury (0 to 1): the factor. */
    factor: z.number().min(0).max(5).nullable(),
    /** Why, for whoever reads the reasons: "New season", "Low stock". */
    note: z.string().trim().min(1).max(120),
  })
  .superRefine((rule, ctx) => {
    const say = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (rule.kind === 'pin' && (rule.place === null || rule.target.by !== 'product'))
      say('place', 'A pin names one piece and its place, 1 to 12.')
    if (rule.kind === 'boost' && !(rule.factor !== null && rule.factor > 1)) say('factor', 'A boost is above 1.')
    if (rule.kind === 'bury' && !(rule.factor !== null && rule.factor < 1)) say('factor', 'Burying is below 1.')
    if (rule.until !== null && rule.until < rule.from) say('until', 'The last day lies before the first.')
  })

export type MerchandisingDefinition = z.infer<typeof merchandisingRuleSchema>
/** A rule with the id that reasons name. */
export type MerchandisingRule = MerchandisingDefinition & { id: string }

/** The rules in force on a day ("2026-11-21", in the programme's time zone). */
export const rulesOn = (rules: readonly MerchandisingRule[], day: string): MerchandisingRule[] =>
  rules.filter(({ from, until }) => from <= day && (until === null || day <= until))
