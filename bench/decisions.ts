// What folds and decisions cost, in microseconds of CPU: `tsx --conditions=react-server bench/decisions.ts`, or as part of
// `npm run bench`. Prints JSON. The data are the tests' own: the real catalogue and an invented past.
import { MS_PER_DAY } from '@/lib/core/days'
import type { Fact } from '@/lib/events/schema'
import { decideBand } from '@/lib/experience/band'
import { decideGapPieces, decideReminder } from '@/lib/experience/cart'
import { decideCategoryOrder } from '@/lib/experience/category'
import { decideHero } from '@/lib/experience/hero'
import { decideHomeShelves } from '@/lib/experience/home'
import { cartLoyalty } from '@/lib/experience/nudge'
import { decideProductShelves } from '@/lib/experience/product'
import type { Shopper } from '@/lib/experience/schema'
import { catalogue, givenShopper, GOWN, returning, RING } from '@/lib/experience/shopper.fixture'
import { classic } from '@/lib/loyalty/presets/classic'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { parseProgramme } from '@/lib/loyalty/programme'
import type { Transaction } from '@/lib/loyalty/schema'
import { standingOf, tierOf } from '@/lib/loyalty/standing'
import { affinityOf } from '@/lib/ranking/affinity'
import { dresses, fact, NOW, piece, products, projections } from '@/lib/ranking/shop.fixture'
import { seededRandom } from '@/lib/core/random'

const ROUNDS = 11
/** How long one round may take, so that slow and fast ones are measured equally well. */
const ROUND_US = 20_000
const WARM_UP_MS = 400

/** CPU microseconds of one call: the best of some rounds, since whatever else happens can only add. */
function cost(work: () => unknown): number {
  const spent = (times: number) => {
    const before = process.cpuUsage()
    for (let i = 0; i < times; i++) work()
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  // A shop that has run for a while is compiled; the first calls in a process are not, and compiling costs CPU too.
  for (const warm = performance.now() + WARM_UP_MS; performance.now() < warm;) work()
  let times = 1
  while (spent(times) < ROUND_US) times *= 2
  return Math.min(...Array.from({ length: ROUNDS }, () => spent(times))) / times
}

const random = seededRandom(3)
const KINDS = ['view', 'view', 'view', 'view', 'category-view', 'cart-add', 'purchase'] as const
/** What somebody did in the last ninety days, on pieces of the whole range. */
const facts = (count: number): Fact[] =>
  Array.from({ length: count }, () => {
    const product = products[Math.floor(random() * products.length)]
    const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'view'
    const at = new Date(NOW.getTime() - random() * 90 * MS_PER_DAY)
    return fact({ kind, product: kind === 'category-view' ? null : product?.slug, category: product?.category, at })
  })
const transactions: Transaction[] = Array.from({ length: 50 }, (_, i) => ({
  kind: i % 10 === 9 ? 'return' : 'purchase',
  at: new Date(NOW.getTime() - (i * 11 + 1) * MS_PER_DAY),
  amount: 40_000 + Math.floor(random() * 300_000),
  orderId: `order-${i}`,
}))
const memberships = [
  { kind: 'join' as const, at: new Date(NOW.getTime() - 600 * MS_PER_DAY), reason: 'request' as const, orderId: null },
]
const redemptions = Array.from({ length: 10 }, (_, i) => ({
  ...{ orderId: `order-${i * 5}`, at: new Date(NOW.getTime() - (i * 50 + 1) * MS_PER_DAY), points: 300 },
  back: i % 3 === 0 ? [{ at: new Date(NOW.getTime() - i * 50 * MS_PER_DAY), points: 100 }] : [],
}))
/** A cycle with grace and an amount of its own to keep a tier, a hold, points that expire: all that there is to fold. */
const everything = parseProgramme({
  ...sorento,
  hold: { days: 30 },
  cycle: { months: 3, downgrade: 'one-down', graceDays: 20 },
  points: { perUnit: 1, worth: 2, expireMonths: 6, afterReturn: 'negative' },
  tiers: sorento.tiers.map((tier) => ({ ...tier, keep: tier.threshold / 2 })),
})
const standing = { memberships, transactions, redemptions, asOf: NOW }

const fifty = facts(50)
const many = facts(500)
const state = projections()
const gown = piece(GOWN)

const decisions = (shopper: Shopper, shelves = decideHomeShelves(shopper, state)) => ({
  hero: cost(() => decideHero(shopper)),
  homeShelves: cost(() => decideHomeShelves(shopper, state)),
  homeBand: cost(() => decideBand(shopper, state, shelves)),
  categoryOrder: cost(() => decideCategoryOrder(shopper, state, dresses, { sort: 'for-you', selection: {}, show: 12 })),
  wholeRange: cost(() => decideCategoryOrder(shopper, state, products, { sort: 'for-you', selection: {}, show: 24 })),
  productShelves: cost(() => decideProductShelves(shopper, state, gown, { colour: 'scarlet', inCart: [] })),
  gapPieces: cost(() => decideGapPieces(shopper, state, { gap: 50_000, pieces: [GOWN, RING] })),
  reminder: cost(() => decideReminder(shopper, state, { piece: GOWN, inCart: [GOWN] })),
  nudge: cost(() => cartLoyalty(shopper, 350_000)),
})

console.log(
  JSON.stringify({
    folds: {
      standing50: cost(() => standingOf({ programme: sorento, ...standing })),
      standing50classic: cost(() => standingOf({ programme: classic, ...standing })),
      standing50everything: cost(() => standingOf({ programme: everything, ...standing })),
      tier50: cost(() => tierOf({ programme: everything, ...standing })),
      taste50: cost(() => affinityOf(fifty, catalogue.bySlug, NOW)),
      taste500: cost(() => affinityOf(many, catalogue.bySlug, NOW)),
      shopper500: cost(() => returning({ facts: many })),
    },
    decisions: {
      stranger: decisions(givenShopper()),
      facts50: decisions(returning({ facts: fifty })),
      facts500: decisions(returning({ facts: many })),
    },
  }),
)
