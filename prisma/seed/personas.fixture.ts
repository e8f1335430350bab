import { readShopperFacts } from '@/lib/experience/queries'
import { readCustomerFacts } from '@/lib/flows/facts'
import { CONTRIBUTED } from '@/lib/events/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import { db } from '@/lib/core/db'
import { personaByKey, type PersonaKey } from '@/lib/demo/personas'
import type { PresetName } from '@/lib/loyalty/presets'
import { standingOf } from '@/lib/loyalty/standing'
import { entitlementsFor } from '@/lib/offers/rules'
import { DEFAULT_SEED_NOW } from './config'
import { seedDatabase } from './index'

export const PASSWORD = 'a password of the tests'

/** The default moment; the very morning of a March 15; a leap day; the last minutes of a year. */
export const MOMENTS = [DEFAULT_SEED_NOW, '2027-03-15T09:00:00Z', '2028-02-29T20:00:00Z', '2026-12-31T23:58:00Z']

/** The personas alone, in the shop of a programme. */
export const seedPersonas = (seedNow: Date, preset: PresetName) =>
  seedDatabase(process.env.DATABASE_URL ?? '', {
    ...{ seedNow, seedNumber: 1, password: PASSWORD, preset },
    ...{ sizes: { shoppers: 0, visits: 0 }, reset: true },
  })

export const daysBefore = (moment: Date, days: number) => new Date(moment.getTime() - days * MS_PER_DAY)

/** All that was seen of a customer, also what is older than a profile is kept. */
async function behaviourOf(customerId: string, asOf: Date) {
  const links = await db.visitorLink.findMany({ where: { customerId } })
  return db.event.findMany({
    where: {
      visitorId: { in: links.map(({ visitorId }) => visitorId) },
      kind: { notIn: ['exposure', ...CONTRIBUTED] },
      at: { lte: asOf },
    },
  })
}

/** What the shop's own reads and folds say about a persona as of a moment. */
export async function known(key: PersonaKey, asOf: Date) {
  const id = personaByKey(key)?.id ?? ''
  const facts = await readCustomerFacts(id, asOf)
  const result = standingOf({ ...facts, asOf })
  const standing = result.member ? result.standing : null
  const offers = entitlementsFor({ ...facts, standing, asOf }).percents.map(({ offer }) => offer)
  const shopper = await readShopperFacts({ visitorId: '5e0a0003-0000-4000-8000-000000000000', customerId: id, asOf })
  const orders = shopper.orders.toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
  return { standing, offers, orders, facts: await behaviourOf(id, asOf), used: facts.usedOffers }
}
