import { verify } from '@node-rs/argon2'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { MS_PER_DAY } from '@/lib/core/days'
import { personaByKey, PERSONAS, type PersonaKey } from '@/lib/demo/personas'
import { readShopperFacts } from '@/lib/experience/queries'
import { readCustomerFacts } from '@/lib/flows/facts'
import { standingOf } from '@/lib/loyalty/standing'
import { entitlementsFor } from '@/lib/offers/rules'
import { DEFAULT_SEED_NOW } from './config'
import { seedDatabase } from './index'
import { monthsBefore } from './past/calendar'

const PASSWORD = 'a password of the tests'

/** What the shop's own reads and folds say about a persona as of a moment. */
async function known(key: PersonaKey, asOf: Date) {
  const id = personaByKey(key)?.id ?? ''
  const facts = await readCustomerFacts(id, asOf)
  const result = standingOf({ ...facts, asOf })
  const standing = result.member ? result.standing : null
  const offers = entitlementsFor({ ...facts, standing, asOf }).percents.map(({ offer }) => offer)
  const shopper = await readShopperFacts({ visitorId: '5e0a0003-0000-4000-8000-000000000000', customerId: id, asOf })
  const orders = shopper.orders.toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
  return { standing, offers, orders, facts: shopper.facts, used: facts.usedOffers }
}

// The default moment; the very morning of a March 15; a leap day; the last minutes of a year.
describe.each([DEFAULT_SEED_NOW, '2027-03-15T09:00:00Z', '2028-02-29T20:00:00Z', '2026-12-31T23:58:00Z'])(
  'the personas as of %s',
  (moment) => {
    const now = new Date(moment)
    beforeAll(async () => {
      const sizes = { shoppers: 0, visits: 0 }
      await seedDatabase(process.env.DATABASE_URL ?? '', {
        ...{ seedNow: now, seedNumber: 1, password: PASSWORD },
        ...{ sizes, reset: true },
      })
    }, 60_000)
    const dayOf = (days: number) => new Date(now.getTime() - days * MS_PER_DAY)

    it('all have an account with the demo password; one is staff; the newcomer is nobody', async () => {
      const customers = await db.customer.findMany()
      const accounts = PERSONAS.filter((persona) => persona.id !== null)
      expect(customers.map(({ id, email, name, role }) => ({ id, email, name, role })).sort(byId)).toEqual(
        accounts.map(({ id, email, name, role }) => ({ id, email, name, role })).sort(byId),
      )
      expect(customers.filter(({ role }) => role === 'staff')).toHaveLength(1)
      expect(await verify(customers[0]?.passwordHash ?? '', PASSWORD)).toBe(true)
      expect(customers.every(({ seeded }) => seeded)).toBe(true)
    })

    it('Vera bought a dress with a jewel nine days ago, is Bronze by it and has her next 10% before her', async () => {
      const { standing, offers, orders, used } = await known('vera', now)
      expect(orders).toHaveLength(1)
      const [order] = orders
      expect(order?.placedAt).toEqual(dayOf(9))
      expect(order?.lines.map(({ product }) => product)).toEqual(['notte-sequin-gown', 'anello-pave-hoops'])
      expect(standing?.tier?.key).toBe('bronze')
      expect(standing?.qualifyingSpend).toBe(442_000)
      expect(standing?.reached).toEqual({ at: dayOf(9), orderId: order?.id })
      expect(order?.discount).toBe(44_200)
      expect(used).toEqual(['first-order'])
      expect(offers).toEqual([`tier:bronze:${order?.id}`])
    })

    it('Helena has 47 orders over three years, is Gold, and no offer waits for her', async () => {
      const { standing, offers, orders } = await known('helena', now)
      expect(orders).toHaveLength(47)
      const first = orders[0]?.placedAt.getTime() ?? 0
      expect(first).toBeLessThan(monthsBefore(now, 36).getTime())
      expect(first).toBeGreaterThan(monthsBefore(now, 38).getTime())
      expect(standing?.tier?.key).toBe('gold')
      expect(offers).toEqual([])
    })

    it('Maren is 180.00 below Silver', async () => {
      const { standing, offers } = await known('maren', now)
      expect(standing?.qualifyingSpend).toBe(782_000)
      expect(standing?.next?.key).toBe('silver')
      expect(standing?.amountToNext).toBe(18_000)
      expect(offers).toEqual([])
      const { standing: later } = await known('maren', dayOf(-60))
      expect(later?.amountToNext).toBe(18_000)
    })

    it('Ines ordered once, on March 15, and is no member', async () => {
      const { standing, orders } = await known('ines', now)
      expect(orders).toHaveLength(1)
      const at = orders[0]?.placedAt ?? new Date(0)
      for (const timeZone of ['UTC', 'America/New_York', 'America/Los_Angeles', 'Europe/Warsaw']) {
        const day = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone }).format(at)
        expect(day, timeZone).toBe('March 15')
      }
      expect(at < now).toBe(true)
      expect(now.getTime() - at.getTime()).toBeLessThan(367 * MS_PER_DAY)
      expect(standing).toBeNull()
    })

    it('Claire ordered fourteen times in eighteen months, and has been silent for five', async () => {
      const { orders, facts } = await known('claire', now)
      expect(orders).toHaveLength(14)
      expect(orders[0]?.placedAt).toEqual(monthsBefore(now, 23))
      expect(orders.at(-1)?.placedAt).toEqual(monthsBefore(now, 5))
      expect(Math.max(...facts.map(({ at }) => at.getTime()))).toBe(monthsBefore(now, 5).getTime())
    })

    it.each(['vera', 'helena', 'maren', 'ines', 'claire'] as const)('%s has looked around too', async (key) => {
      const { facts } = await known(key, now)
      expect(facts.filter(({ kind }) => kind === 'view').length).toBeGreaterThanOrEqual(4)
      expect(facts.every(({ at }) => at <= now)).toBe(true)
    })
  },
)

const byId = (a: { id: string | null }, b: { id: string | null }) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1)
