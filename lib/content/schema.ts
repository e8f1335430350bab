import { z } from 'zod'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
const line = z.string().trim().min(1).max(160)

/** Whom a piece of content suits: every condition that is given must hold; none given, everybody. */
const suitsSchema = z.object({
  /** Tier keys; "none" is somebody without a tier. */
  tiers: z.array(z.string().max(40)).optional(),
  /** ISO 3166-1 alpha-2. */
  countries: z.array(z.string().length(2)).optional(),
  /** Sources of this visit: "facebook", ... */
  arrivals: z.array(z.string().max(40)).optional(),
  /** guest: not signed in; customer: signed in without an order; client: has an order. */
  who: z.array(z.enum(['guest', 'customer', 'client'])).optional(),
  /** Months of the year, 1 to 12, in the programme's time zone. */
  months: z.array(z.int().min(1).max(12)).optional(),
  /** Ranking tokens of which the shopper should like at least one: "hue:black", "house:corvane". Weighs, never excludes. */
  likes: z.array(z.string().max(80).includes(':')).optional(),
})
export type Suits = z.infer<typeof suitsSchema>

/** Which pieces make an edit: all that match every list given (values of one list widen the choice). */
const selectsSchema = z.object({
  categories: z.array(slug).optional(),
  houses: z.array(slug).optional(),
  /** Ranking tokens by dimension: {"hue":["black"],"fabric":["velvet","silk satin"]}. */
  attributes: z.record(z.string().max(40), z.array(z.string().max(60)).min(1)).optional(),
  styles: z.array(z.string().max(40)).optional(),
  /** Minor units, both included. */
  price: z.object({ from: z.int().min(0).nullable(), to: z.int().min(0).nullable() }).optional(),
  /** Pieces named by hand, always part of it. */
  products: z.array(slug).optional(),
})
export type Selects = z.infer<typeof selectsSchema>

/**
 * The longest cap: what was shown is read of the last 60 days and, at some ten slots a visit, of about twelve visits
 * (`readShopperFacts`). One that reached further back could not be held. Whole weeks.
 */
export const MOST_CAPPED = { visits: 12, days: 56 } as const

/** What a marketer writes: an edit (a sub-catalogue), a promotion, or a story, each with a page of its own. */
export const contentSchema = z.object({
  title: z.string().trim().min(1).max(80),
  line,
  /** Paragraphs of plain text. */
  body: z.array(z.string().trim().min(1).max(1200)).max(12),
  /** An editorial picture by name, or a piece's detail picture. */
  picture: z.discriminatedUnion('from', [
    z.object({ from: z.literal('editorial'), name: slug }),
    z.object({ from: z.literal('product'), product: slug }),
  ]),
  /** The words of its link: "See the edit". */
  link: z.string().trim().min(1).max(40),
  /** Of an edit, and of what a promotion or a story shows below its words. */
  selects: selectsSchema.nullable(),
  suits: suitsSchema,
  /** First and last day it is shown, both included; null: open. */
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
  /** How strongly it is preferred to others that suit as well; 1 is usual. */
  weight: z.number().min(0.1).max(10),
  /** Shown at most so many visits in so many days. */
  cap: z.object({ visits: z.int().min(1).max(MOST_CAPPED.visits), days: z.int().min(1).max(MOST_CAPPED.days) }),
})

export type ContentDefinition = z.infer<typeof contentSchema>
export const CONTENT_KINDS = ['edit', 'promotion', 'story'] as const
export type ContentKind = (typeof CONTENT_KINDS)[number]
export type ContentStatus = 'draft' | 'live' | 'retired'

/** A piece of content as the shop knows it. */
export type Content = ContentDefinition & { slug: string; kind: ContentKind; status: ContentStatus }

/** Where a piece of content has its page. */
export const contentHref = ({ kind, slug: name }: Pick<Content, 'kind' | 'slug'>): string =>
  kind === 'edit' ? `/edits/${name}` : `/stories/${name}`
