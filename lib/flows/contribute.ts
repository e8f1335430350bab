import 'server-only'
import { z } from 'zod'
import { COLOUR_FAMILIES } from '@/lib/catalog/facet-tables'
import { isSlug } from '@/lib/catalog/sku'
import { db } from '@/lib/core/db'
import { contributionsOf, isContributed, TAKEN_BACK, topicOf } from '@/lib/events/contributed'
import { appendFacts, type NewFact } from '@/lib/events/queries'
import type { ContributedKind, Fact } from '@/lib/events/schema'
import { countSaying } from './contribute-limit'
import { holdVisitor, saidAbout, speaksForItself } from './contribute-who'
import { lockSpeaker } from './locks'
import { readVocabulary } from './taste-queries'
import type { FlowContext } from './types'

const slug = z.string().refine(isSlug)
const ofProduct = { product: slug, colour: slug.nullish().catch(null) }

/** One thing that a shopper can say by a button. A rating is said by a review (`review.ts`). */
export const sayingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['wish', 'unwish', 'like', 'dislike', 'unlike']), ...ofProduct }),
  z.object({ kind: z.enum(['follow', 'unfollow']), house: slug }),
  z.object({
    kind: z.enum(['prefer', 'unprefer']),
    value: z.string().regex(/^(size|colour|style):[a-z0-9.:-]{1,80}$/),
  }),
])
export type Saying = z.infer<typeof sayingSchema>

/** Where on the site it can be said; anything else is the piece's own page. */
export const PLACES = ['product', 'wishlist', 'house', 'account.taste'] as const
export type Place = (typeof PLACES)[number]

/**
 * `said`: written; `unchanged`: it held already, or there was nothing to take back; `unknown`: there is no such piece,
 * house or value; `often`: said too often for now; `nobody`: not theirs to say (a crawler, somebody else's browser).
 */
export type Contributed = 'said' | 'unchanged' | 'unknown' | 'often' | 'nobody'

/**
 * Writes what a shopper says, each as a fact with time, visitor, customer and place. What holds already is not said
 * again, however often or in how many tabs the button is pressed: acts of one shopper wait for each other. Of several
 * sayings all are written or, if one names nothing, none.
 */
export async function contribute(ctx: FlowContext, sayings: readonly Saying[], place: Place): Promise<Contributed> {
  if (!(await speaksForItself(ctx))) return 'nobody'
  const { visitorId, customerId, visitId, now, movedClock } = ctx
  const subjects = await subjectsOf(sayings)
  return db.$transaction(async (tx) => {
    await lockSpeaker(tx, ctx)
    if (!(await holdVisitor(tx, ctx))) return 'nobody'
    const about = sayings.map((saying) => asFact(saying, ctx))
    const newest = await saidAbout(about.map(topicOf), ctx, tx)
    const facts: NewFact[] = []
    for (const [i, said] of about.entries()) {
      const before = newest.get(topicOf(said))
      if (!changes(said, before, subjects[i]?.colour ?? null)) continue
      const subject = takesBack(said) && before ? { ...subjectOf(before), kind: said.kind } : subjects[i]
      if (!subject) return 'unknown'
      // Two acts within one millisecond still have an order.
      const at = new Date(Math.max(now.getTime(), (before?.at.getTime() ?? 0) + 1))
      facts.push({ ...subject, at, movedClock, visitorId, customerId, visitId, place })
    }
    if (facts.length === 0) return 'unchanged'
    const counted = { shopper: customerId ?? visitorId, peer: ctx.peer, realNow: ctx.realNow }
    if (!(await countSaying('said', counted, tx))) return 'often'
    await appendFacts(facts, tx)
    return 'said'
  })
}

const takesBack = ({ kind }: { kind: ContributedKind }) => TAKEN_BACK.has(kind)

/** A saying as the fact that it would be, to be compared with what was said before. */
function asFact(saying: Saying, { now }: Pick<FlowContext, 'now'>): Fact & { kind: ContributedKind } {
  const fact: Fact = {
    ...{ id: '', at: now, visitorId: null, customerId: null, visitId: null, product: null, colour: null },
    ...{ category: null, house: null, value: null, query: null, orderId: null, quantity: null, place: null },
    ...{ channel: 'web', movedClock: false },
    ...saying,
    ...('colour' in saying ? { colour: saying.colour ?? null } : {}),
  }
  if (!isContributed(fact)) throw new Error(`${saying.kind} is nothing that shoppers say`)
  return fact
}

/** Whether a saying would change what holds. `colour`: in which colour, one that the piece has; a wish in none keeps its own. */
function changes(about: Fact & { kind: ContributedKind }, before: Fact | undefined, colour: string | null): boolean {
  const held = before ? contributionsOf([before]).facts[0] : undefined
  if (takesBack(about)) return held !== undefined
  const elsewise = about.kind === 'wish' && colour !== null && held?.colour !== colour
  return held?.kind !== about.kind || (about.value ?? null) !== (held.value ?? null) || elsewise
}

type Subject = Pick<NewFact, 'kind' | 'product' | 'colour' | 'category' | 'house' | 'value'>

/** What a fact is about: taken back is what was said, not what the client says of it. */
const subjectOf = ({ product, colour, category, house, value }: Fact) => ({ product, colour, category, house, value })

/** Each saying with what the catalogue knows of its subject; null for what names nothing there. */
async function subjectsOf(sayings: readonly Saying[]): Promise<(Subject | null)[]> {
  const products = sayings.flatMap((saying) => ('product' in saying ? [saying.product] : []))
  const houses = sayings.flatMap((saying) => ('house' in saying ? [saying.house] : []))
  const preferring = sayings.some(({ kind }) => kind === 'prefer')
  const [pieces, known, vocabulary] = await Promise.all([
    products.length > 0
      ? db.product.findMany({
          where: { slug: { in: products } },
          select: { slug: true, categorySlug: true, colourways: { select: { slug: true } } },
        })
      : [],
    houses.length > 0 ? db.house.findMany({ where: { slug: { in: houses } }, select: { slug: true } }) : [],
    preferring ? readVocabulary() : null,
  ])
  return sayings.map((saying) => {
    if ('product' in saying) {
      const piece = pieces.find((one) => one.slug === saying.product)
      if (!piece) return null
      const colour = piece.colourways.find((way) => way.slug === saying.colour)?.slug ?? null
      return { kind: saying.kind, product: piece.slug, colour, category: piece.categorySlug }
    }
    if ('house' in saying) return known.some((one) => one.slug === saying.house) ? saying : null
    const [what, name = '', size] = saying.value.split(':')
    const exists =
      what === 'size'
        ? vocabulary?.sizes.get(name)?.includes(size ?? '')
        : size === undefined &&
          (what === 'colour' ? COLOUR_FAMILIES.some((family) => family === name) : vocabulary?.styles.includes(name))
    return exists ? { ...saying, ...(what === 'size' ? { category: name } : {}) } : null
  })
}
