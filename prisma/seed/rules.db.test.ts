import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { readCustomerFacts } from '@/lib/flows/facts'
import { PRESETS, type PresetName } from '@/lib/loyalty/presets'
import { standingOf, type StandingResult } from '@/lib/loyalty/standing'
import { entitlementsFor } from '@/lib/offers/rules'
import { DEFAULT_SEED_NOW } from './config'
import { seedDatabase } from './index'

// The simulated past of either shop, read back and held to the shop's own rules: each order as of its own moment.

const NOW = new Date(DEFAULT_SEED_NOW)
const just = (moment: Date) => new Date(moment.getTime() - 1)

/** What the rules say about a customer as of a moment, with the offers that were used by then. */
async function asOf(customerId: string, moment: Date) {
  const facts = await readCustomerFacts(customerId, moment)
  const result = standingOf({ ...facts, redemptions: facts.redemptions.filter(({ at }) => at <= moment), asOf: moment })
  const used = await db.offerUse.findMany({ where: { customerId, at: { lte: moment } } })
  const standing = result.member ? result.standing : null
  const usedOffers = used.map(({ offer }) => offer)
  const { percents } = entitlementsFor({ ...facts, usedOffers, standing, asOf: moment })
  return { result, best: Math.max(0, ...percents.map(({ percent }) => percent)) }
}

const pointsOf = (result: StandingResult) => (result.member ? result.standing.points : null)

describe.each(Object.keys(PRESETS) as PresetName[])('the simulated past with the programme "%s"', (preset) => {
  const { currency } = PRESETS[preset]
  beforeAll(
    () =>
      seedDatabase(process.env.DATABASE_URL ?? '', {
        ...{ seedNow: NOW, seedNumber: 1, password: 'a password of the tests', preset },
        ...{ sizes: { shoppers: 300, visits: 300 }, reset: true },
      }).then(() => undefined),
    60_000,
  )

  it('takes off each order what its customer was entitled to at that moment', async () => {
    const orders = await db.order.findMany({ orderBy: { id: 'asc' }, take: 250 })
    const wrong: string[] = []
    for (const { id, customerId, placedAt, discountPercent } of orders) {
      const { best } = await asOf(customerId, just(placedAt))
      if ((discountPercent ?? 0) !== best) wrong.push(`${id}: ${discountPercent}% instead of ${best}%`)
    }
    expect(wrong).toEqual([])
  }, 60_000)

  it('has spent no points that were not there, and folds to states that add up', async () => {
    const spent = await db.order.findMany({ where: { pointsUsed: { gt: 0 } }, orderBy: { id: 'asc' } })
    expect(spent.length).toBeGreaterThan(3)
    for (const { customerId, placedAt, pointsUsed } of spent) {
      const before = pointsOf((await asOf(customerId, just(placedAt))).result)
      expect(before?.active).toBeGreaterThanOrEqual(pointsUsed)
      const points = pointsOf((await asOf(customerId, NOW)).result)
      if (!points) continue // left since
      const { earned, pending, active, redeemed, expired, reversed } = points
      expect(pending + active + redeemed + expired + reversed).toBe(earned)
    }
  }, 60_000)

  it('is in its currency, and costs shipping only where that is not free', async () => {
    const free = preset === 'classic' ? 'PL' : 'US'
    const fee = preset === 'classic' ? 4_000 : 2_500
    const orders = await db.order.findMany({ select: { currency: true, channel: true, country: true, shipping: true } })
    expect(orders.filter((order) => order.currency !== currency)).toEqual([])
    expect(
      orders.filter(({ channel, country, shipping }) => shipping !== (channel === 'web' && country !== free ? fee : 0)),
    ).toEqual([])
  })

  it('made members by request and by orders, as its programme says', async () => {
    const facts = await db.membershipFact.findMany()
    const kinds = new Set(facts.map(({ kind, reason }) => `${kind} ${reason}`))
    if (preset === 'classic') {
      // The first purchase makes a member, and no fact has to say so.
      expect(kinds.has('join order')).toBe(false)
      const buyers = await db.order.findMany({ distinct: ['customerId'], select: { customerId: true }, take: 100 })
      for (const { customerId } of buyers) {
        const resigned = facts.some((fact) => fact.customerId === customerId && fact.kind === 'resign')
        expect((await asOf(customerId, NOW)).result.member || resigned).toBe(true)
      }
    } else {
      expect(kinds).toEqual(new Set(['join order', 'join request', 'resign request', 'confirm request']))
    }
  })
})

it('lets members of years ago lapse where they did not confirm, and be told ahead where there is time', async () => {
  await seedDatabase(process.env.DATABASE_URL ?? '', {
    ...{ seedNow: NOW, seedNumber: 1, password: 'a password of the tests', reset: true },
    sizes: { shoppers: 1_500, visits: 0 },
  })
  const year = 365 * 86_400_000
  const old = await db.membershipFact.findMany({
    where: { kind: 'join', at: { lt: new Date(NOW.getTime() - 2.4 * year) } },
    orderBy: { id: 'asc' },
  })
  const outcomes = { lapsed: 0, told: 0, extended: 0 }
  for (const { customerId, at } of old) {
    const { result } = await asOf(customerId, NOW)
    const needs = result.member && result.standing.validity?.needs
    if (!result.member) outcomes.lapsed += 1
    else if (needs && needs.confirmation && NOW.getTime() - at.getTime() < 3 * year) outcomes.told += 1
    else outcomes.extended += 1
  }
  expect(old.length).toBeGreaterThan(20)
  for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(2)
}, 120_000)
