import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyDatabase } from '@/test/database'
import { db } from './db'

const demo = vi.hoisted(() => ({ on: true }))
vi.mock('./env', async (original) => {
  const { env } = await original<typeof import('./env')>()
  return { env: () => ({ ...env(), DEMO: demo.on }) }
})

const SEED_NOW = new Date('2026-11-16T20:20:00Z')
const HOUR = 3_600_000

/** The clock of a process that has not read the settings before. */
async function clockOf(settings: Record<string, string>) {
  for (const [key, value] of Object.entries(settings)) await db.setting.create({ data: { key, value } })
  vi.resetModules()
  return (await import('./clock')).domainClock
}
const seeded = (resetAgo: number) => ({
  seedNow: SEED_NOW.toISOString(),
  resetAt: new Date(Date.now() - resetAgo).toISOString(),
})
const near = (at: Date, expected: number) => expect(Math.abs(at.getTime() - expected)).toBeLessThan(5_000)

beforeEach(async () => {
  demo.on = true
  await emptyDatabase()
})

describe('the domain clock', () => {
  it('is, in the demo, the seed’s moment plus the time since the last reset', async () => {
    const domainClock = await clockOf(seeded(HOUR))
    const { now, realNow } = await domainClock(0)
    near(now, SEED_NOW.getTime() + HOUR)
    near(realNow, Date.now())
  })

  it('moves for one browser only, and real time never', async () => {
    const domainClock = await clockOf(seeded(0))
    near((await domainClock(5 * 24 * HOUR)).now, SEED_NOW.getTime() + 5 * 24 * HOUR)
    near((await domainClock(-24 * HOUR)).now, SEED_NOW.getTime() - 24 * HOUR)
    near((await domainClock(0)).now, SEED_NOW.getTime())
    near((await domainClock(5 * 24 * HOUR)).realNow, Date.now())
  })

  it('does not run backwards where another machine’s clock reset it in the future', async () => {
    near((await (await clockOf(seeded(-HOUR)))(0)).now, SEED_NOW.getTime())
  })

  it('is real time outside the demo, whatever the offset', async () => {
    demo.on = false
    near((await (await clockOf(seeded(HOUR)))(5 * 24 * HOUR)).now, Date.now())
  })

  it.each([{}, { seedNow: 'nonsense', resetAt: 'nonsense' }])(
    'is real time plus the offset where nothing was seeded: %o',
    async (settings) => {
      near((await (await clockOf(settings as Record<string, string>))(HOUR)).now, Date.now() + HOUR)
    },
  )

  it('asks again after a fault', async () => {
    const domainClock = await clockOf(seeded(HOUR))
    const fails = vi.spyOn((await import('./db')).db.setting, 'findMany').mockRejectedValueOnce(new Error('away'))
    await expect(domainClock(0)).rejects.toThrow('away')
    near((await domainClock(0)).now, SEED_NOW.getTime() + HOUR)
    fails.mockRestore()
  })
})
