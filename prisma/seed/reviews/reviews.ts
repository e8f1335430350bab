import { MS_PER_DAY } from '@/lib/core/days'
import { personaByKey } from '@/lib/demo/personas'
import { authorOf } from '@/lib/reviews/text'
import type { Dice } from '../past/dice'
import type { World } from '../past/histories'
import type { Past } from '../rows'
import { visitorsOf } from './visitors'
import { reviewWords } from './words'

/** Share of the pieces that clients kept of which they say something, and the shares of the ratings 1 to 5. */
const REVIEWING = 0.11
const RATING_SHARES = [3, 5, 12, 28, 52] as const

/** Days on the way, and days until somebody gets round to it. */
const DELIVERY_DAYS = [3, 8] as const
const AFTER_DAYS = [1, 45] as const

/** Personas whose story allows a review; the others' pasts are told to the day. */
const WRITING: ReadonlySet<string | null | undefined> = new Set(
  (['helena', 'claire'] as const).map((key) => personaByKey(key)?.id),
)

/**
 * What clients said of pieces that they had bought and kept: some time after they came, once per client and piece, each
 * with the fact that they rated it. Pure: the same past and dice say the same.
 */
export function writeReviews(world: World, past: Past, dice: Dice): void {
  const orders = new Map(past.order.map((order) => [order.id, order]))
  const customers = new Map(past.customer.map((customer) => [customer.id, customer]))
  const returned = new Map<string, number>()
  for (const { orderLineId, quantity } of past.return_line) {
    returned.set(orderLineId, (returned.get(orderLineId) ?? 0) + quantity)
  }
  const visitorAt = visitorsOf(past)
  const said = new Set<string>()
  const words = new Map<string, Set<string>>()
  const wordsOf = (product: string) => {
    const known = words.get(product) ?? new Set()
    words.set(product, known)
    return known
  }
  const reviews: Past['review'] = []
  for (const line of past.order_line) {
    const own = dice.fork(line.id)
    const order = orders.get(line.orderId)
    const customer = order && customers.get(order.customerId)
    if (!order || !customer) continue
    const simulated = customer.passwordHash === null
    if (!own.chance(REVIEWING) || !(simulated || WRITING.has(customer.id))) continue
    if ((returned.get(line.id) ?? 0) >= line.quantity) continue
    const key = `${customer.id} ${line.productSlug}`
    const days = (order.channel === 'till' ? 0 : own.between(...DELIVERY_DAYS)) + own.between(...AFTER_DAYS)
    const at = new Date(Math.floor(order.placedAt.getTime() + days * MS_PER_DAY))
    if (said.has(key) || at >= world.seedNow) continue
    said.add(key)
    const rating = 1 + own.weighted(RATING_SHARES)
    const { category } = world.range.piece(line.productSlug)
    const id = world.ids()
    reviews.push({
      ...{ id, at, customerId: customer.id, product: line.productSlug, rating },
      ...reviewWords({ category, rating, said: wordsOf(line.productSlug) }, own),
      author: authorOf(customer.name),
    })
    past.event.push({
      ...{ id: world.ids(), at, kind: 'rate', visitorId: visitorAt(customer.id, at), customerId: customer.id },
      ...{ visitId: null, product: line.productSlug, colour: line.colourSlug, category, query: null, orderId: null },
      ...{ quantity: null, place: 'product', channel: 'web', data: null, dedupe: `rate:${id}`, value: String(rating) },
    })
  }
  // Written in the order of time, as they would have been.
  past.review.push(...reviews.sort((a, b) => a.at.getTime() - b.at.getTime()))
}
