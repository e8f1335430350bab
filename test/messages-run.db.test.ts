import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { givenShop, hoursBefore, idOf, NOON } from '@/lib/messages/run/run.fixture'
import { runNode } from '../scripts/lib/processes.mjs'
import { emptyDatabase, givenCustomer } from './database'

const database = decodeURIComponent(new URL(process.env.DATABASE_URL ?? '').pathname.slice(1))

/** The command, as of the shop's now unless said otherwise; nothing can leave the house. */
async function run(...asked: string[]) {
  const env = { ...process.env, DEMO: '1', SMTP_URL: undefined }
  const words = ['scripts/messages-run.mjs', '--database', database, '--json', ...asked]
  const { code, said } = await runNode(words, { env, onLine: () => {} })
  const line = said.split('\n').find((one) => one.startsWith('{'))
  return { code, said, answer: line === undefined ? null : JSON.parse(line) }
}

describe('messages:run, in a shop whose now is noon, with one new customer of an hour ago', () => {
  beforeEach(async () => {
    await emptyDatabase()
    await givenShop(['welcome'])
    await db.setting.createMany({
      data: [
        { key: 'seedNow', value: NOON.toISOString() },
        { key: 'resetAt', value: new Date().toISOString() },
      ],
    })
    await givenCustomer({ id: idOf(false), country: 'US', createdAt: hoursBefore(1) })
  })

  it('refuses a later moment and writes nothing; what was due at an earlier one is written as of then', async () => {
    const later = await run('--as-of', hoursBefore(-1).toISOString())
    expect([later.code, later.answer]).toEqual([2, null])
    expect(later.said).toContain("is later than the shop's now")
    expect(await db.message.count()).toBe(0)

    const half = hoursBefore(0.5)
    const earlier = await run('--as-of', half.toISOString())
    expect(earlier).toMatchObject({ code: 0, answer: { asOf: half.toISOString(), run: { written: 1, failed: 0 } } })
    expect(await db.message.findMany({ select: { cause: true, at: true } })).toEqual([{ cause: 'welcome', at: half }])
  })

  it('runs as of the shop’s now where no moment is asked for', async () => {
    const { code, answer } = await run()
    expect([code, answer.run.written]).toEqual([0, 1])
    const ms = new Date(answer.asOf).getTime() - NOON.getTime()
    expect(ms).toBeGreaterThanOrEqual(0)
    expect(ms).toBeLessThan(10 * 60_000)
  })
})
