import type { Product } from '@/lib/catalog/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import { seededRandom } from '@/lib/core/random'
import type { EventKind, Fact } from '@/lib/events/schema'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { affinityOf } from './affinity'
import { addFact, createProjections, type Projections } from './projections'
import type { RankingContext } from './schema'

// What the tests of ranking share: the real catalogue (all of it in stock), facts, and a past in which dresses were bought
// with jewellery and shoes.

export const NOW = new Date('2026-11-21T18:00:00Z')
export const daysBefore = (days: number, of = NOW): Date => new Date(of.getTime() - days * MS_PER_DAY)

const inStock = (product: Product): Product => ({
  ...product,
  inStock: true,
  colourways: product.colourways.map((colourway) => ({ ...colourway, inStock: true })),
})
export const products: readonly Product[] = seedAsCatalogue(NOW).products.map(inStock)
export const catalogue: ReadonlyMap<string, Product> = new Map(products.map((product) => [product.slug, product]))
export const dresses = products.filter((product) => product.category === 'dresses')

/** A piece of the catalogue; a name that it does not know is a fault of the test. */
export function piece(slug: string): Product {
  const found = catalogue.get(slug)
  if (!found) throw new Error(`no piece is called ${slug}`)
  return found
}

/** The catalogue with some pieces changed: another map, so that nothing kept for the first one is reused. */
export const withPieces = (...changed: Product[]): ReadonlyMap<string, Product> =>
  new Map([...catalogue, ...changed.map((product) => [product.slug, product] as const)])

let made = 0
/** A fact of a shopper, by default a view now. */
export function fact(values: Partial<Fact> & { kind?: EventKind } = {}): Fact {
  made += 1
  return {
    id: `fact-${String(made).padStart(8, '0')}`,
    at: NOW,
    kind: 'view',
    visitorId: 'visitor',
    customerId: null,
    visitId: 'visit',
    product: null,
    colour: null,
    category: null,
    query: null,
    orderId: null,
    quantity: null,
    place: null,
    channel: 'web',
    movedClock: false,
    ...values,
  }
}
export const view = (product: string, colour: string | null = null, at = NOW): Fact => fact({ product, colour, at })

/** The purchase facts of one order. A line is a piece, or "piece:colour". */
export function order(id: string, customerId: string, lines: readonly string[], at = daysBefore(30)): Fact[] {
  return lines.map((line) => {
    const [product = '', colour = catalogue.get(line)?.colourways[0]?.slug ?? null] = line.split(':')
    return fact({ kind: 'purchase', product, colour, orderId: id, customerId, quantity: 1, at })
  })
}

/** What went with the Rapace gown, how often: as the shop's story has it. */
const RAPACE_WITH: Readonly<Record<string, number>> = {
  'bejewelled-snake-ring': 40,
  'via-95-patent-pump': 31,
  'artiglio-spike-pump': 24,
  'nappa-bead-tassels': 20,
  'anello-pave-hoops': 18,
  'serpe-coil-bracelet': 16,
  'beaded-necklace': 14,
  'artiglio-point-bag': 12,
  'corvo-opera-cape': 4,
}

/** Two years of orders and a few weeks of views, the same on every run. Popular dresses are of no house in particular. */
export function past(): Fact[] {
  const random = seededRandom(7)
  const any = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)]
    if (found === undefined) throw new Error('an empty list')
    return found
  }
  const of = (category: string) => products.filter((product) => product.category === category).map(({ slug }) => slug)
  const facts: Fact[] = []
  for (const [other, times] of Object.entries(RAPACE_WITH)) {
    for (let i = 0; i < times; i++) {
      const lines = [i % 3 === 0 ? 'rapace-off-shoulder-gown:noir' : 'rapace-off-shoulder-gown:scarlet', other]
      facts.push(...order(`rapace-${other}-${i}`, `client-${other}-${i}`, lines, daysBefore(random() * 700)))
    }
  }
  for (let i = 0; i < 1_500; i++) {
    const lines = [any(of('dresses')), any(of('jewellery')), ...(random() < 0.5 ? [any(of('shoes'))] : [])]
    facts.push(...order(`order-${i}`, `client-${i % 900}`, lines, daysBefore(random() * 700)))
  }
  dresses.forEach(({ slug, house }, i) => {
    const views = 20 + Math.floor(random() * 160) - (house.slug === 'corvane' ? 20 : 0) + (i % 5) * 10
    for (let n = 0; n < views; n++) facts.push(view(slug, null, daysBefore(random() * 60)))
  })
  return facts
}

let pastProjections: Projections | undefined
/** The projections of that past, made once. Tests that add facts make their own. */
export const projections = (): Projections => (pastProjections ??= project(past()))

export function project(facts: readonly Fact[]): Projections {
  const made = createProjections()
  for (const each of facts) addFact(made, each)
  return made
}

/** What the rankers read for a shopper with these facts. */
export function contextFor(facts: readonly Fact[] = [], values: Partial<RankingContext> = {}): RankingContext {
  const asOf = values.asOf ?? NOW
  const { trending, together } = projections()
  const affinity = facts.length > 0 ? affinityOf(facts, catalogue, asOf) : null
  return { catalogue, trending, together, affinity, asOf, ...values }
}

/** Alice's first evening: two off-shoulder dresses of one house, in scarlet. */
export const aliceViews = (): Fact[] => [
  view('rapace-off-shoulder-gown', 'scarlet', new Date(NOW.getTime() - 300_000)),
  view('nerium-off-shoulder-dress', 'scarlet', new Date(NOW.getTime() - 120_000)),
]
export const slugsOf = (ranked: readonly { product: Product }[]): string[] => ranked.map(({ product }) => product.slug)
