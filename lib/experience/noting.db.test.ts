import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { projections } from '@/lib/ranking/shop.fixture'
import type { RequestContext } from '@/lib/shopper/request'
import { emptyDatabase, TEST_NOW } from '@/test/database'
import { decideCategoryOrder } from './category'
import { decideHero } from './hero'
import { decideHomeShelves } from './home'
import { notePage } from './noting'
import { readShopperFacts } from './queries'
import type { Asking } from './read-shopper'
import { givenShopper, GOWN, off, type Given } from './shopper.fixture'

beforeEach(emptyDatabase)
afterEach(() => vi.restoreAllMocks())

const visitorId = randomUUID()
const asking = (given: Given = {}, request: Partial<RequestContext> = {}): Asking => {
  const shopper = givenShopper({ visitorId, visitId: 'visit-1', now: TEST_NOW, ...given })
  return { shopper, request: { movedClock: false, arrival: null, ...request } as RequestContext, linked: true }
}
const look = { kind: 'view' as const, product: GOWN, colour: 'scarlet', category: 'dresses', subject: GOWN }
const kinds = async () => (await db.event.findMany({ orderBy: { seq: 'asc' } })).map(({ kind }) => kind)

describe('a page that was seen', () => {
  it('is one fact per visit, with place, visit and moment', async () => {
    for (let i = 0; i < 3; i++) await notePage(asking(), { fact: look })
    expect(await db.event.findMany()).toMatchObject([
      {
        kind: 'view',
        product: GOWN,
        colour: 'scarlet',
        category: 'dresses',
        visitorId,
        visitId: 'visit-1',
        at: TEST_NOW,
        movedClock: false,
      },
    ])
    await notePage(asking({ visitId: 'visit-2' }), { fact: look })
    expect(await kinds()).toEqual(['view', 'view'])
  })

  it('is the same fact in two tabs at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => notePage(asking(), { fact: look })))
    expect(await kinds()).toEqual(['view'])
  })

  it('tells where the visit came from, once', async () => {
    const arrival = { source: 'facebook', campaign: 'winter' }
    for (let i = 0; i < 2; i++) await notePage(asking({ arrival }, { arrival }), { fact: look })
    const facts = await db.event.findMany({ where: { kind: 'arrival' } })
    expect(facts).toMatchObject([{ data: arrival, visitId: 'visit-1' }])
  })

  it('tells which decisions were shown, with their arm, and passes over slots that stayed empty', async () => {
    const { shopper } = asking()
    const { first, second } = decideHomeShelves(shopper, projections())
    for (let i = 0; i < 2; i++) await notePage(asking(), { shown: [decideHero(shopper), first, second] })
    const shown = await db.event.findMany({ where: { kind: 'exposure' }, orderBy: { seq: 'asc' } })
    expect(shown.map(({ place, data }) => [place, data])).toEqual([
      ['home.hero', { arm: 'generic', content: 'first-evening.0' }],
      ['home.shelf-1', { arm: 'trending', products: first?.value.cards.map(({ slug }) => slug) }],
    ])
  })

  it('tells another row of the same visit, but not a reload, and keeps rooms apart', async () => {
    const order = (category: string) => {
      const { shopper } = asking()
      const pieces = shopper.catalogue.products.filter((product) => product.category === category)
      const selection = {}
      return decideCategoryOrder(shopper, projections(), pieces, { sort: 'for-you', selection, scope: category })
    }
    const row = (products: string[]) => ({ ...order('dresses'), shown: { products, scope: 'dresses' } })
    for (const decision of [order('dresses'), order('dresses'), order('shoes'), row(['a', 'b']), row(['a', 'b'])])
      await notePage(asking(), { shown: [decision] })
    const noted = await db.event.findMany({ where: { kind: 'exposure' }, orderBy: { seq: 'asc' } })
    expect(noted.map(({ data }) => (data as { scope: string }).scope)).toEqual(['dresses', 'shoes', 'dresses'])
    const known = await readShopperFacts({ visitorId, customerId: null, visitId: 'visit-2', asOf: TEST_NOW })
    expect(known.impressions.map(({ slot }) => slot).sort()).toEqual([
      'category.order:dresses',
      'category.order:dresses',
      'category.order:shoes',
    ])
  })

  it('tells which house was looked at', async () => {
    await notePage(asking(), { fact: { kind: 'house-view', house: 'corvane', subject: 'corvane' } })
    expect(await db.event.findMany()).toMatchObject([{ kind: 'house-view', house: 'corvane', category: null }])
  })

  it('carries that the clock was moved', async () => {
    await notePage(asking({}, { movedClock: true }), { fact: look })
    expect((await db.event.findFirstOrThrow()).movedClock).toBe(true)
  })

  it.each<[string, Given]>([
    ['personalisation is off', off],
    ['nobody has said yes where a yes is needed', { country: 'PL' }],
    ['the browser asks not to be tracked', { globalPrivacyControl: true }],
    ['a crawler or a prefetch reads', { silent: true }],
  ])('leaves nothing when %s', async (_, given) => {
    const arrival = { source: 'facebook', campaign: null }
    await notePage(asking(given, { arrival }), { fact: look, shown: [decideHero(givenShopper())] })
    expect(await kinds()).toEqual([])
  })

  it('is shown although it cannot be noted', async () => {
    // What the database cannot hold stands for a database that is away.
    const unwritable = { ...look, colour: '\u0000' }
    const fault = vi.spyOn(console, 'error').mockImplementation(() => {})
    await expect(notePage(asking(), { fact: unwritable })).resolves.toBeUndefined()
    expect(String(fault.mock.calls[0]?.[0])).toContain('"kinds":"view"')
  })
})
