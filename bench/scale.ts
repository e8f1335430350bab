// What ranking costs in a large shop: `node --conditions=react-server --import tsx bench/scale.ts [--quick]`, or as part
// of `npm run bench`. Prints JSON. 100,000 pieces (some 14,000 of them dresses), 500,000 sessions, all made up.
import { applyFacets, facetsFor, parseFacets } from '@/lib/catalog/facets'
import type { Catalogue, Product } from '@/lib/catalog/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import { seededRandom } from '@/lib/core/random'
import type { Fact } from '@/lib/events/schema'
import { cardOf } from '@/lib/experience/cards'
import { decideCategoryOrder } from '@/lib/experience/category'
import type { Shopper } from '@/lib/experience/schema'
import { catalogue as range, givenShopper, returning } from '@/lib/experience/shopper.fixture'
import { byPopularity, largeRange } from '@/lib/ranking/large.fixture'
import { addFact, createProjections } from '@/lib/ranking/projections'
import { predictNext } from '@/lib/ranking/sessions'
import { fact, NOW } from '@/lib/ranking/shop.fixture'
import { catalogueIndex } from '@/lib/ranking/tokens'

const quick = process.argv.includes('--quick')
const PIECES = quick ? 10_000 : 100_000
const SESSIONS = quick ? 20_000 : 500_000
/** Calls before anything is counted: a shop that has run for a while is compiled. */
const WARM_UP = quick ? 20 : 150
const CALLS = quick ? 40 : 300
/** Of the page's own work, which takes far longer; the first two are not counted. */
const PAGES = quick ? 6 : 12
/** No longer than this for all of either, however slow a call is. */
const PATIENCE_MS = 30_000
const LISTED = 'dresses'
const SHOWN = 12

const cpuUs = (): number => {
  const { user, system } = process.cpuUsage()
  return user + system
}
const timed = <T>(work: () => T): [value: T, us: number] => {
  const before = cpuUs()
  const value = work()
  return [value, cpuUs() - before]
}
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? NaN
const spread = (values: readonly number[]) => ({ p50: quantile(values, 0.5), p90: quantile(values, 0.9) })

// The real range has a third of dresses; here they are a seventh.
const products = largeRange(PIECES, {
  dresses: 5,
  jewellery: 15,
  shoes: 15,
  bags: 15,
  tailoring: 15,
  scarves: 15,
  outerwear: 15,
})
const bySlug = new Map(products.map((product) => [product.slug, product]))
const catalogue: Catalogue = { ...range, version: 'large', products, bySlug }
const random = seededRandom(5)
const order = products.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
const anyPiece = (): Product => {
  const piece = order[byPopularity(random, order.length)]
  if (!piece) throw new Error('the range is empty')
  return piece
}

const projections = createProjections()
let counted = 0
const learn = (session: number, at: number): void => {
  const kind = random() < 0.1 ? 'cart-add' : random() < 0.04 ? 'purchase' : 'view'
  const orderId = kind === 'purchase' ? `order-${session}` : null
  const who = { visitId: `visit-${session}`, visitorId: `visitor-${session}`, orderId }
  addFact(projections, fact({ ...who, kind, product: anyPiece().slug, at: new Date(at) }))
  counted += 1
}
for (let session = 0; session < SESSIONS; session++) {
  const begun = NOW.getTime() - (1 - session / SESSIONS) * 80 * MS_PER_DAY
  const length = 1 + Math.floor(-4.5 * Math.log(1 - random()))
  for (let i = 0; i < length; i++) learn(session, begun + i * 40_000)
}

const [, indexUs] = timed(() => catalogueIndex(bySlug))

const KINDS = ['view', 'view', 'view', 'view', 'category-view', 'cart-add', 'purchase'] as const
/** What somebody with a leaning did in the last ninety days: half of it in the listed category, often of two houses. */
function factsOf(count: number): Fact[] {
  const houses = [anyPiece(), anyPiece()].map(({ house }) => house.slug)
  const liked = products.filter(({ category, house }) => category === LISTED && houses.includes(house.slug))
  return Array.from({ length: count }, (_, i) => {
    const piece = (random() < 0.5 && liked[Math.floor(random() * liked.length)]) || anyPiece()
    const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'view'
    // The newest ones are the running visit.
    const at = new Date(NOW.getTime() - (i < 5 ? i * 30_000 : random() * 90 * MS_PER_DAY))
    const visitId = i < 5 ? 'visit' : `visit of fact ${i}`
    return fact({ kind, visitId, product: kind === 'category-view' ? null : piece.slug, category: piece.category, at })
  })
}

const listedPieces = () => catalogue.products.filter((product) => product.category === LISTED)
const { say } = givenShopper({ catalogue })

/** What the page does with all its pieces whoever asks, and the cards that it shows. */
function page() {
  const pieces = listedPieces()
  const selection = parseFacets({}, pieces)
  facetsFor(pieces, selection)
  const shown = applyFacets(pieces, selection).slice(0, SHOWN)
  shown.forEach((product) => cardOf(product, null, say))
}

/** A request for the category, a second after the one before; the shop has learned something new meanwhile. */
let requests = 0
function request(shopper: Shopper) {
  requests += 1
  learn(SESSIONS + requests, NOW.getTime())
  const asking = { ...shopper, now: new Date(NOW.getTime() + requests * 1000) }
  // Each page filters its own list.
  const pieces = listedPieces()
  const [decision, us] = timed(() =>
    decideCategoryOrder(asking, projections, pieces, { sort: 'for-you', selection: {}, show: SHOWN, scope: LISTED }),
  )
  return { us, pieces: pieces.length, personal: decision.personal }
}

function measure(shoppers: readonly Shopper[]) {
  const ask = (i: number) => request(shoppers[i % shoppers.length] ?? givenShopper({ catalogue }))
  const askAll = (count: number) => {
    const calls = []
    for (const until = performance.now() + PATIENCE_MS; calls.length < count && performance.now() < until;)
      calls.push(ask(calls.length))
    return calls
  }
  askAll(WARM_UP)
  return spread(askAll(CALLS).map(({ us }) => us))
}

const pages = Array.from({ length: PAGES }, () => timed(page)[1])
const [, firstUs] = timed(() => request(givenShopper({ catalogue })))
const people = (count: number) => Array.from({ length: 10 }, () => returning({ facts: factsOf(count), catalogue }))
const fifty = people(50)
const many = people(500)
const stranger = measure([givenShopper({ catalogue })])
const facts50 = measure(fifty)
const facts500 = measure(many)
const { pieces } = request(givenShopper({ catalogue }))
// Were nothing of it personal, it would not be what is to be measured.
if (![...fifty, ...many].some((shopper) => request(shopper).personal)) throw new Error('No order was personal.')

const runs = Array.from({ length: CALLS * 4 }, () => {
  const length = 1 + Math.floor(random() * 6)
  return Array.from({ length }, (_, i) => ({ item: anyPiece().slug, at: NOW.getTime() - (length - i) * 30_000 }))
})
for (const run of runs) predictNext(projections.sessions, run)
const predictions = runs.map((run) => timed(() => predictNext(projections.sessions, run))[1])
const [, allUs] = timed(() => runs.forEach((run) => predictNext(projections.sessions, run)))

const ms = ({ p50, p90 }: { p50: number; p90: number }) => ({ p50: p50 / 1000, p90: p90 / 1000 })
console.log(
  JSON.stringify({
    ...{ pieces: PIECES, listed: pieces, sessions: SESSIONS, facts: counted },
    page: ms(spread(pages.slice(2))),
    rankingMs: { stranger: ms(stranger), facts50: ms(facts50), facts500: ms(facts500) },
    predictions: { perSecond: (runs.length * 1e6) / allUs, p90Ms: quantile(predictions, 0.9) / 1000 },
    onceMs: { catalogueIndex: indexUs / 1000, firstPage: firstUs / 1000 },
    heapMb: process.memoryUsage().heapUsed / 1e6,
  }),
)
