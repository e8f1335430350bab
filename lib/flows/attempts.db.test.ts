import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, TEST_NOW } from '@/test/database'
import { ATTEMPTS_WITHIN_MS, countAttempt, giveBack, MOST_ATTEMPTS, networkOf } from './attempts'
import { begun } from './flows.fixture'

const MINUTE = 60_000
const after = (ms: number) => new Date(TEST_NOW.getTime() + ms)
const tryOne = (account: string, at = TEST_NOW, address = '203.0.113.7') => countAttempt({ account, address }, at)

beforeEach(emptyDatabase)

describe('attempts', () => {
  it('in parallel: exactly the share passes, whoever is faster', async () => {
    const results = await Promise.all(Array.from({ length: 25 }, () => tryOne('alice@example.test')))
    expect(results.filter(({ ok }) => ok)).toHaveLength(MOST_ATTEMPTS.account)
    expect(await db.signInAttempt.count()).toBe(2 * MOST_ATTEMPTS.account)
  })

  it('that all want the last place get it once', async () => {
    const account = 'alice@example.test'
    const counted = await Promise.all(
      Array.from({ length: MOST_ATTEMPTS.account }, () => countAttempt({ account }, TEST_NOW)),
    )
    const [last] = counted
    if (!last?.ok || !last.value.ids[0]) throw new Error('not counted')
    const id = last.value.ids[0]
    await giveBack(last.value)
    let waiting: Promise<{ ok: boolean }[]> = Promise.resolve([])
    await db
      .$transaction(async (tx) => {
        // While this row is being written, everybody else waits to see what becomes of it.
        await tx.signInAttempt.create({ data: { id, subject: 'somebody', at: TEST_NOW } })
        waiting = Promise.all(Array.from({ length: 5 }, () => countAttempt({ account }, TEST_NOW)))
        await begun(waiting)
        throw new Error('changed my mind')
      })
      .catch(() => {})
    expect((await waiting).filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('are counted per account, from wherever they come', async () => {
    for (let i = 0; i < MOST_ATTEMPTS.account; i++)
      expect(await tryOne('alice@example.test', TEST_NOW, `a${i}`)).toMatchObject({ ok: true })
    expect(await tryOne('alice@example.test', TEST_NOW, 'another')).toMatchObject({ ok: false })
    expect(await tryOne('bob@example.test', TEST_NOW, 'another')).toMatchObject({ ok: true })
  })

  it('are counted per address, whomever they are after', async () => {
    for (let i = 0; i < MOST_ATTEMPTS.address; i++)
      expect(await tryOne(`user${i}@example.test`)).toMatchObject({ ok: true })
    expect(await tryOne('another@example.test')).toMatchObject({ ok: false })
    expect(await tryOne('another@example.test', TEST_NOW, '203.0.113.8')).toMatchObject({ ok: true })
  })

  it('say when a place is free again, and free it then', async () => {
    for (let i = 0; i < MOST_ATTEMPTS.account; i++) await tryOne('alice@example.test', after(i * MINUTE))
    const full = after(MOST_ATTEMPTS.account * MINUTE)
    expect(await tryOne('alice@example.test', full)).toEqual({ ok: false, fault: { minutes: 5 } })
    expect(await tryOne('alice@example.test', after(ATTEMPTS_WITHIN_MS - 1))).toEqual({
      ok: false,
      fault: { minutes: 1 },
    })
    expect(await tryOne('alice@example.test', after(ATTEMPTS_WITHIN_MS))).toMatchObject({ ok: true })
    expect(await tryOne('alice@example.test', after(ATTEMPTS_WITHIN_MS))).toMatchObject({ ok: false })
  })

  it('that succeeded are given back; refused ones do not lengthen the wait', async () => {
    for (let i = 0; i < 3 * MOST_ATTEMPTS.account; i++) {
      const counted = await tryOne('alice@example.test')
      if (!counted.ok) throw new Error('refused')
      await giveBack(counted.value)
    }
    expect(await db.signInAttempt.count()).toBe(0)
  })

  it('are kept as hashes, and no longer than they count', async () => {
    await tryOne('alice@example.test')
    const rows = await db.signInAttempt.findMany()
    expect(rows.map(({ subject }) => subject.replace(/[0-9a-f]{64}$/, '#')).sort()).toEqual(['account:#', 'address:#'])
    await tryOne('bob@example.test', after(ATTEMPTS_WITHIN_MS), 'elsewhere')
    expect(await db.signInAttempt.count()).toBe(2)
  })
})

describe('whose network it is', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:0db8:0000:0000:ffff::', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s is of %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  it('is one for all that say nothing', () => {
    expect(networkOf(null)).toBe('unknown')
  })
})
