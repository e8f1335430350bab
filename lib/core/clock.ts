import 'server-only'
import { db } from './db'
import { env } from './env'

export type Clock = { realNow: Date; now: Date }

type SeedTimes = { seedNow: number; resetAt: number }
let seedTimes: Promise<SeedTimes | null> | undefined

async function readSeedTimes(): Promise<SeedTimes | null> {
  const rows = await db.setting.findMany({ where: { key: { in: ['seedNow', 'resetAt'] } } })
  const value = (key: string) => Date.parse(rows.find((row) => row.key === key)?.value ?? '')
  const times = { seedNow: value('seedNow'), resetAt: value('resetAt') }
  return Number.isNaN(times.seedNow) || Number.isNaN(times.resetAt) ? null : times
}

/**
 * Domain time for one browser. Outside the demo it is real time. In the demo it is SEED_NOW plus the real time since
 * the last reset plus this browser's own `offsetMs`, so that personas never age before a demo.
 * The seed's times are read once per process: a reset restarts the shop.
 */
export async function domainClock(offsetMs: number): Promise<Clock> {
  const realNow = new Date()
  if (!env().DEMO) return { realNow, now: realNow }
  seedTimes ??= readSeedTimes().catch((error: unknown) => {
    seedTimes = undefined
    throw error
  })
  const times = await seedTimes
  const base = times ? times.seedNow + Math.max(0, realNow.getTime() - times.resetAt) : realNow.getTime()
  return { realNow, now: new Date(base + offsetMs) }
}

/** Real time, for what protects the shop rather than tells its story: rate limits, reservations, cookies. */
export const realNow = (): Date => new Date()
