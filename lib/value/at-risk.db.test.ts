import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { dayOf } from '@/lib/core/days'
import { DEFAULT_SEED_NOW } from '@/prisma/seed/config'
import { seedDatabase } from '@/prisma/seed/index'
import { predictionOf } from './predict'
import { fitBgNbd } from './prediction/bg-nbd'
import { summaryOf } from './prediction/summary'
import type { BgNbd } from './schema'
import { rhythmOf } from './stats'

const now = new Date(DEFAULT_SEED_NOW)
const ZONE = 'America/New_York'
const today = dayOf(now, ZONE)

/** The whole base of the demo: simulated customers and personas, by the days of what they kept. */
async function baseOf(): Promise<Map<string, number[]>> {
  const orders = await db.$queryRaw<{ customer: string; at: Date }[]>`
    select o.customer_id as customer, o.placed_at as at from "order" o
    where o.merchandise - o.discount - o.points_discount > (
      select coalesce(sum(l.refund), 0) from return r join return_line l on l.return_id = r.id where r.order_id = o.id)
    order by o.placed_at`
  const days = new Map<string, number[]>()
  for (const { customer, at } of orders) days.set(customer, [...(days.get(customer) ?? []), dayOf(at, ZONE)])
  return days
}

describe.each(['sorento', 'classic'] as const)('the personas of %s', (preset) => {
  let base: Map<string, number[]>
  let bgNbd: BgNbd | null
  beforeAll(async () => {
    await seedDatabase(process.env.DATABASE_URL ?? '', {
      ...{ seedNow: now, seedNumber: 1, password: 'a password of the tests', preset, reset: true },
      sizes: { shoppers: 600, visits: 0 },
    })
    base = await baseOf()
    bgNbd = fitBgNbd([...base.values()].flatMap((days) => summaryOf(days, today) ?? []))
  }, 120_000)

  const predicted = async (name: string) => {
    const { id } = await db.customer.findFirstOrThrow({ where: { email: `${name.toLowerCase()}@example.com` } })
    const days = base.get(id) ?? []
    return predictionOf({ days, today, rhythmDays: rhythmOf(days), bgNbd })
  }

  it('Claire, silent for five months, is at risk by her own rhythm', async () => {
    expect((await predicted('Claire')).atRisk).toEqual({ by: 'rhythm', silentDays: 153, rhythmDays: 42 })
  })

  it.each(['Vera', 'Helena', 'Maren', 'Ines', 'Sigrid'])('%s is not', async (name) => {
    const { expected90, atRisk } = await predicted(name)
    expect(expected90).toBeGreaterThan(0)
    expect(atRisk).toBeNull()
  })
})
