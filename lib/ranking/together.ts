import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import { CATEGORY_PAIRS, OTHER_PAIR, TOGETHER } from './weights'

/** What "bought together" reads of a fact. */
export type TogetherFact = Pick<
  Fact,
  'kind' | 'product' | 'colour' | 'orderId' | 'customerId' | 'visitorId' | 'quantity'
>

/** How often two pieces were in one order; the same object stands under both. Clients are numbers, never ids. */
export type PairCount = { orders: number; clients: Map<number, number>; colours: Map<string, number> }

/** Units kept of each colour of each piece in one order: bought less returned. */
type OpenOrder = { client: number; pieces: Map<string, Map<string, number>> }

/** Who bought what with what, in counts. Grows with pairs that were bought, not with facts. */
export type TogetherState = {
  /** Newest last; beyond the limit the oldest are closed: counted, but no longer amended by late lines or returns. */
  open: Map<string, OpenOrder>
  clients: Map<string, number>
  /** Orders that hold a piece. */
  pieces: Map<string, number>
  pairs: Map<string, Map<string, PairCount>>
  /** Orders that hold anything. */
  orders: number
}

export const createTogether = (): TogetherState => ({
  open: new Map(),
  clients: new Map(),
  pieces: new Map(),
  pairs: new Map(),
  orders: 0,
})

const add = <K>(counts: Map<K, number>, key: K, by: number): void => {
  const count = (counts.get(key) ?? 0) + by
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}

/** How the colour of a piece is counted inside a pair. */
const colourKey = (product: string, colour: string): string => `${product} ${colour}`

function pairOf(state: TogetherState, a: string, b: string): PairCount {
  const known = state.pairs.get(a)?.get(b)
  if (known) return known
  const pair: PairCount = { orders: 0, clients: new Map(), colours: new Map() }
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const row = state.pairs.get(one)
    if (row) row.set(other, pair)
    else state.pairs.set(one, new Map([[other, pair]]))
  }
  return pair
}

/** Adds (1) or takes back (-1) everything that an order says as it stands. */
function count(state: TogetherState, order: OpenOrder, sign: 1 | -1): void {
  const kept: { product: string; colours: string[] }[] = []
  for (const [product, units] of order.pieces) {
    let total = 0
    for (const n of units.values()) total += n
    if (total > 0) kept.push({ product, colours: [...units].filter(([, n]) => n > 0).map(([colour]) => colour) })
  }
  if (kept.length > 0) state.orders += sign
  kept.forEach((a, i) => {
    add(state.pieces, a.product, sign)
    for (const b of kept.slice(i + 1)) {
      const pair = pairOf(state, a.product, b.product)
      pair.orders += sign
      add(pair.clients, order.client, sign)
      for (const { product, colours } of [a, b])
        for (const colour of colours) add(pair.colours, colourKey(product, colour), sign)
    }
  })
}

/**
 * Counts a line of an order, or a return of one, in time bounded by the size of an order. Lines may arrive late and in
 * any order, a return even before its purchase: the order's earlier contribution is taken back and counted anew. A piece
 * returned in full was not bought. Facts without a piece or an order change nothing.
 */
export function addTogetherFact(state: TogetherState, fact: TogetherFact): void {
  if ((fact.kind !== 'purchase' && fact.kind !== 'return') || fact.product === null || fact.orderId === null) return
  let order = state.open.get(fact.orderId)
  if (order) count(state, order, -1)
  else {
    const who = fact.customerId ?? fact.visitorId ?? fact.orderId
    let client = state.clients.get(who)
    if (client === undefined) state.clients.set(who, (client = state.clients.size))
    state.open.set(fact.orderId, (order = { client, pieces: new Map() }))
    if (state.open.size > TOGETHER.maxOpenOrders) {
      const [oldest] = state.open.keys()
      if (oldest !== undefined) state.open.delete(oldest)
    }
  }
  let units = order.pieces.get(fact.product)
  if (!units && order.pieces.size < TOGETHER.maxPiecesPerOrder) order.pieces.set(fact.product, (units = new Map()))
  if (units) add(units, fact.colour ?? '', (fact.quantity ?? 1) * (fact.kind === 'purchase' ? 1 : -1))
  count(state, order, 1)
}

/** How many orders hold both pieces, and of how many distinct clients: for "Chosen with this gown by 41 clients". */
export function boughtWith(state: TogetherState, a: string, b: string): { orders: number; clients: number } {
  const pair = state.pairs.get(a)?.get(b)
  return pair ? { orders: pair.orders, clients: pair.clients.size } : { orders: 0, clients: 0 }
}

/** How often each colour of `product` was bought in one order with `anchor`. */
export function colourBoughtWith(state: TogetherState, anchor: string, product: string, colour: string): number {
  return state.pairs.get(anchor)?.get(product)?.colours.get(colourKey(product, colour)) ?? 0
}

/** Pieces bought in one order with `slug`, of any category: most clients first, then most orders, then by name. */
export function alsoChosenWith(
  state: TogetherState,
  slug: string,
): { slug: string; orders: number; clients: number }[] {
  return [...(state.pairs.get(slug) ?? [])]
    .map(([other, pair]) => ({ slug: other, orders: pair.orders, clients: pair.clients.size }))
    .filter((found) => found.clients >= TOGETHER.leastClients)
    .sort((a, b) => b.clients - a.clients || b.orders - a.orders || (a.slug < b.slug ? -1 : 1))
}

/** What goes with an anchor, and how much of it purchases say (`bought`) and the pair of categories (`expected`). */
export type Complement = { product: Product; anchor: string; bought: number; expected: number }

/**
 * Pieces of other categories that go with `anchor`, over the whole catalogue, unordered. Strength = bought + expected =
 * p(b|a) * sqrt(p(a) / p(b)): the cosine of the two pieces' orders, with p(b|a) shrunk towards what the pair of categories
 * and the piece's popularity beside its category's others let expect (a small category is no better for being small),
 * with the weight of `TOGETHER.prior` orders. So a pair bought
 * twice does not beat one bought forty times, what everybody buys anyway is held back, and a new piece starts from its
 * category. Strengths of several anchors may be added up.
 */
export function complementsOf(
  state: TogetherState,
  anchor: Product,
  catalogue: ReadonlyMap<string, Product>,
): Complement[] {
  const categories = new Map<string, { orders: number; pieces: number }>()
  for (const product of catalogue.values()) {
    let sums = categories.get(product.category)
    if (!sums) categories.set(product.category, (sums = { orders: 0, pieces: 0 }))
    sums.orders += state.pieces.get(product.slug) ?? 0
    sums.pieces += 1
  }
  const pairs = state.pairs.get(anchor.slug)
  const expectations = CATEGORY_PAIRS[anchor.category]
  const anchorOrders = state.pieces.get(anchor.slug) ?? 0
  const base = anchorOrders + TOGETHER.prior
  const usual = catalogue.size / categories.size
  const found: Complement[] = []
  for (const product of catalogue.values()) {
    if (product.category === anchor.category) continue
    const sums = categories.get(product.category)
    if (!sums) continue
    const held = state.pieces.get(product.slug) ?? 0
    const popularity = ((held + 1) * sums.pieces) / (sums.orders + sums.pieces)
    const prior = ((expectations?.[product.category] ?? OTHER_PAIR) * popularity) / usual
    const scale = Math.sqrt((anchorOrders + 1) / (held + 1)) / base
    found.push({
      product,
      anchor: anchor.slug,
      bought: (pairs?.get(product.slug)?.orders ?? 0) * scale,
      expected: TOGETHER.prior * prior * scale,
    })
  }
  return found
}
