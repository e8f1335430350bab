import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { MS_PER_DAY } from '@/lib/core/days'
import { DEFAULT_SEED_NOW } from '@/prisma/seed/config'
import { seedDatabase } from '@/prisma/seed'
import { emptyDatabase } from '@/test/database'
import { candidatesOf } from './candidates'
import { verdictsOf } from './decide'
import { readForMessages } from './read'
import { runMessages } from './run'

const SEED_NOW = new Date(DEFAULT_SEED_NOW)
const later = (days: number): Date => new Date(SEED_NOW.getTime() + days * MS_PER_DAY)

beforeAll(async () => {
  await emptyDatabase()
  await seedDatabase(process.env.DATABASE_URL ?? '', {
    ...{ seedNow: SEED_NOW, seedNumber: 1, password: 'prefilter-password', reset: true },
    sizes: { shoppers: 80, visits: 200 },
  })
}, 180_000)

const candidates = async (asOf: Date): Promise<Set<string>> => {
  const found = new Set<string>()
  for await (const ids of candidatesOf(asOf)) for (const id of ids) found.add(id)
  return found
}

/** For whom a run would find something to decide, looked at one by one. */
async function decidable(asOf: Date): Promise<string[]> {
  const everybody = await db.customer.findMany({ where: { role: 'customer', erasedAt: null }, select: { id: true } })
  const found: string[] = []
  for (const { id } of everybody) {
    const reader = await readForMessages(id, { asOf, movedClock: false })
    if (reader && verdictsOf(reader, reader.said).some(({ what }) => what !== 'not-now')) found.push(id)
  }
  return found
}

describe('who is passed over', () => {
  it('would have got nothing decided: before a first run, after it, and weeks later', async () => {
    for (const days of [0, 25]) {
      const asOf = later(days)
      const [among, meant] = [await candidates(asOf), await decidable(asOf)]
      expect(meant.length).toBeGreaterThan(0)
      expect(meant.filter((id) => !among.has(id))).toEqual([])
      await runMessages({ asOf })
      expect((await decidable(asOf)).filter((id) => !among.has(id))).toEqual([])
    }
  }, 240_000)

  it('are most, once all is decided', async () => {
    const all = await db.customer.count({ where: { role: 'customer' } })
    expect((await candidates(later(25))).size).toBeLessThan(all / 2)
  })
})
