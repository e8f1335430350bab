import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { visitorLock } from '@/lib/events/queries'
import { armOf } from '@/lib/experiments/assign'
import { projections } from '@/lib/ranking/shop.fixture'
import type { RequestContext } from '@/lib/shopper/request'
import { emptyDatabase, givenCustomer, TEST_NOW } from '@/test/database'
import { HELD, running, runningOn } from './arms.fixture'
import { decideHome } from './home-page'
import { noteExposed, notePage } from './noting'
import { readShopperFacts } from './queries'
import type { Asking } from './read-shopper'
import { givenShopper, off, returning, type Given } from './shopper.fixture'

beforeEach(emptyDatabase)

const block = runningOn('home.relation', { from: new Date(TEST_NOW.getTime() - 1), until: new Date('2027-01-01') })
const exposures = () => db.experimentExposure.findMany()

/** A customer with an order, in a browser that is in an arm. */
async function client(arm: string, given: Given = {}): Promise<Asking> {
  let visitorId: string = randomUUID()
  while (armOf(block, visitorId) !== arm) visitorId = randomUUID()
  const { id } = await givenCustomer()
  const shopper = returning({
    ...{ now: TEST_NOW, visitorId, firstVisitorId: visitorId, visitId: 'visit-1', experiments: running(block) },
    ...given,
  })
  const customer = shopper.customer && { ...shopper.customer, id }
  const request = { movedClock: false, arrival: null } as RequestContext
  return { shopper: { ...shopper, customer }, request, linked: true }
}
const home = (asking: Asking, more: Partial<Asking> = {}) =>
  notePage({ ...asking, ...more }, decideHome(asking.shopper, projections()).noted)

describe('an exposure', () => {
  it.each([
    ['generic', true],
    ['personal', false],
  ])('is written once, in either arm: %s', async (arm, counterfactual) => {
    const asking = await client(arm)
    const { visitorId: who, customer } = asking.shopper
    await home(asking)
    const expected = { experiment: 'home-relation', who, customerId: customer?.id, arm, counterfactual, at: TEST_NOW }
    expect(await exposures()).toEqual([expected])
    const later = { ...asking, shopper: { ...asking.shopper, now: new Date(TEST_NOW.getTime() + 1) } }
    await home(later)
    expect(await exposures()).toEqual([expected])
  })

  it('is asked of the database no more once it is known', async () => {
    const asking = await client('generic')
    await home(asking)
    const { visitorId, customer } = asking.shopper
    const { exposed } = await readShopperFacts({ visitorId, customerId: customer?.id ?? null, asOf: TEST_NOW })
    expect(exposed).toEqual(['home-relation:generic'])
    const page = decideHome(asking.shopper, projections()).noted
    // Were it asked, it would be written again.
    await db.experimentExposure.deleteMany()
    await noteExposed({ ...asking, exposed }, page)
    expect(await exposures()).toEqual([])
    await noteExposed(asking, page)
    expect(await exposures()).toHaveLength(1)
  })

  it('is the first one of several tabs', async () => {
    const asking = await client('generic')
    await Promise.all(Array.from({ length: 6 }, () => home(asking)))
    expect(await exposures()).toHaveLength(1)
  })

  it('is of this browser: another one of the same customer has its own', async () => {
    const asking = await client('personal')
    await home(asking)
    await home({ ...asking, shopper: { ...asking.shopper, visitorId: randomUUID() } })
    const customers = (await exposures()).map(({ customerId }) => customerId)
    expect(customers).toEqual([asking.shopper.customer?.id, asking.shopper.customer?.id])
  })

  it('to the holdout is that a page would have shown something, beside what it did show', async () => {
    const asking = await client('generic', HELD)
    const { visitorId: who } = asking.shopper
    await home(asking, { wouldBe: () => returning({ now: TEST_NOW }) })
    expect(await exposures()).toMatchObject([
      { experiment: 'everything-1000', who, arm: 'generic', counterfactual: true },
    ])
    const anybodys = decideHome(givenShopper({ now: TEST_NOW }), projections()).noted.shown ?? []
    const events = await db.event.findMany({ where: { kind: 'exposure' }, orderBy: { seq: 'asc' } })
    expect(new Set(events.map(({ place }) => place))).toEqual(
      new Set(anybodys.flatMap((decision) => decision?.slot ?? [])),
    )
  })

  it.each<[string, Partial<RequestContext>, Given]>([
    ['a moved clock', { movedClock: true }, {}],
    ['who may not be learned from', {}, off],
    ['a presenter who forces an arm', {}, { forced: { 'home-relation': 'personal' } }],
  ])('is not written of %s', async (_, request, given) => {
    const asking = await client('personal', given)
    await home({ ...asking, request: { ...asking.request, ...request } })
    expect(await exposures()).toEqual([])
  })

  it('is not written of who was erased meanwhile, who sees their page', async () => {
    const asking = await client('personal')
    const id = asking.shopper.customer?.id
    await db.customer.updateMany({ where: { id }, data: { erasedAt: TEST_NOW, email: null } })
    await home(asking)
    expect(await exposures()).toEqual([])
  })

  it('waits while it is decided whose the visitor is, or what it did is removed', async () => {
    const asking = await client('personal')
    let written = false
    const noted = await db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtextextended(${visitorLock(asking.shopper.visitorId)}, 0))`
      const noting = noteExposed(asking, decideHome(asking.shopper, projections()).noted).then(() => (written = true))
      await new Promise((resolve) => setTimeout(resolve, 150))
      expect(written).toBe(false)
      return [noting]
    })
    await noted[0]
    expect(await exposures()).toHaveLength(1)
  })

  it('that cannot be written is logged, and the page is shown', async () => {
    const fault = vi.spyOn(console, 'error').mockImplementation(() => {})
    const asking = await client('personal')
    const shopper = { ...asking.shopper, visitorId: 'no id' }
    await expect(noteExposed({ ...asking, shopper }, decideHome(shopper, projections()).noted)).resolves.toBeUndefined()
    expect(String(fault.mock.calls[0]?.[0])).toContain('home-relation')
    fault.mockRestore()
  })
})
