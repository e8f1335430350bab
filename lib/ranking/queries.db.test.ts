import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { daysAgo, emptyDatabase, givenEvent, TEST_NOW } from '@/test/database'
import { getProjections, logSource } from './queries'
import { catchUp, createTail, type Tail } from './tail'
import { boughtWith } from './together'
import { trendingMass } from './trending'

const source = logSource(async () => daysAgo(90))
const viewsOf = (tail: Tail, product: string) => trendingMass(tail.projections.trending, product, TEST_NOW)

beforeEach(emptyDatabase)

/**
 * Waits until nothing older than what this database has written is open any more. Transaction numbers belong to the
 * whole server, so a test in another worker's database can hold the horizon back for a moment.
 */
async function settled(): Promise<void> {
  const [row] = await db.$queryRaw<{ last: bigint }[]>`select coalesce(max(tx), 0)::bigint as last from event`
  const last = row?.last ?? 0n
  await vi.waitUntil(async () => (await source.horizon()) > last, { timeout: 30_000, interval: 20 })
}

/** Catches up with everything that was written here. */
async function catchUpAll(tail: Tail, pageSize?: number): Promise<void> {
  await settled()
  await catchUp(tail, source, pageSize)
}

/** A transaction on a connection of its own, which the test ends when it wants to. */
async function openTransaction() {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('begin')
  return {
    view: (product: string) =>
      client.query(`insert into event (id, at, kind, product) values ($1, $2, 'view', $3)`, [
        randomUUID(),
        TEST_NOW,
        product,
      ]),
    end: async (how: 'commit' | 'rollback') => {
      await client.query(how)
      await client.end()
    },
  }
}

describe('the tail of the log', () => {
  it('sees a late commit, and counts nothing twice', async () => {
    const tail = createTail()
    const late = await openTransaction()
    await late.view('late')
    await givenEvent({ product: 'early' })
    await catchUp(tail, source)
    expect(viewsOf(tail, 'late')).toBe(0)
    expect(viewsOf(tail, 'early')).toBe(0) // held back until what began before it has ended
    await late.end('commit')
    for (let i = 0; i < 3; i++) await catchUpAll(tail)
    expect(viewsOf(tail, 'late')).toBeCloseTo(1, 9)
    expect(viewsOf(tail, 'early')).toBeCloseTo(1, 9)
    expect(tail.projections.version).toBe(2)
  })

  it('counts nothing that was rolled back', async () => {
    const tail = createTail()
    const undone = await openTransaction()
    await undone.view('undone')
    await undone.end('rollback')
    await givenEvent({ product: 'kept' })
    await catchUpAll(tail)
    expect(tail.projections.version).toBe(1)
  })

  it('counts every fact of one transaction when it comes in several pages', async () => {
    const tail = createTail()
    await db.event.createMany({
      data: Array.from({ length: 7 }, () => ({ id: randomUUID(), at: TEST_NOW, kind: 'view', product: 'gown' })),
    })
    await catchUpAll(tail, 3)
    expect(viewsOf(tail, 'gown')).toBeCloseTo(7, 9)
    await givenEvent({ product: 'gown' })
    await catchUpAll(tail, 3)
    expect(viewsOf(tail, 'gown')).toBeCloseTo(8, 9)
  })

  it('ignores what was written under a moved clock', async () => {
    await givenEvent({ product: 'gown', movedClock: true })
    await givenEvent({ product: 'gown' })
    const tail = createTail()
    await catchUpAll(tail)
    expect(viewsOf(tail, 'gown')).toBeCloseTo(1, 9)
  })

  it('reads purchases of all time, other behaviour of ninety days', async () => {
    const customerId = randomUUID()
    const orderId = randomUUID()
    for (const product of ['gown', 'ring'])
      await givenEvent({
        kind: 'purchase',
        product,
        colour: 'scarlet',
        orderId,
        customerId,
        quantity: 1,
        at: daysAgo(700),
      })
    await givenEvent({ product: 'gown', at: daysAgo(91) })
    await givenEvent({ product: 'gown', at: daysAgo(89) })
    await givenEvent({ kind: 'exposure', product: 'gown' })
    const tail = createTail()
    await catchUpAll(tail)
    expect(boughtWith(tail.projections.together, 'gown', 'ring')).toEqual({ orders: 1, clients: 1 })
    expect(tail.projections.version).toBe(3)
  })

  it('reads time, colour, client and quantity as they were written', async () => {
    const [customerId, orderId] = [randomUUID(), randomUUID()]
    const at = new Date('2026-11-01T03:04:05.678Z')
    const nobody = { colour: null, orderId: null, customerId: null, visitorId: null, quantity: null }
    const bought = { kind: 'purchase', product: 'ring', colour: 'gold', customerId, orderId, quantity: 2, at }
    const viewed = { kind: 'view', product: 'a "gown",\tof sorts', visitId: 'a visit', at: daysAgo(3) }
    const returned = { ...bought, kind: 'return', colour: null, quantity: 1 }
    await givenEvent(viewed)
    await givenEvent({ ...bought, visitId: 'a visit' })
    await givenEvent({ ...viewed, visitId: null, visitorId: randomUUID(), colour: 'noir' })
    await givenEvent(returned)
    await settled()
    const horizon = await source.horizon()
    const { facts, count } = await source.page({ tx: -1n, seq: -1n }, horizon, 10)
    expect(count).toBe(4)
    expect([...facts]).toEqual([
      { ...nobody, ...viewed },
      { ...bought, visitId: 'a visit', visitorId: null },
      { ...nobody, ...viewed, visitId: null },
      { ...returned, visitId: null, visitorId: null },
    ])
  })

  it('says of its size whether it is more than somebody wants to wait for', async () => {
    for (let i = 0; i < 3; i++) await givenEvent({ product: 'gown' })
    expect(await source.size(2)).toBe(2)
    expect(await source.size(10)).toBe(3)
  })

  it('two processes that begin at different times and read while others write know the same at the end', async () => {
    const [early, late] = [createTail(), createTail()]
    for (let i = 0; i < 12; i++) {
      const open = await openTransaction()
      await givenEvent({ product: `gown-${i % 5}`, visitId: `visit-${i % 3}` })
      await open.view(`late-${i % 2}`)
      await Promise.all([catchUp(early, source, 3), ...(i > 5 ? [catchUp(late, source, 4)] : [])])
      await open.end(i % 4 === 0 ? 'rollback' : 'commit')
    }
    await Promise.all([catchUpAll(early, 3), catchUpAll(late, 5)])
    expect(early.projections.version).toBe(21)
    expect(early.projections.trending.masses).toEqual(late.projections.trending.masses)
    expect(early.projections).toEqual(late.projections)
  })

  it('goes on after a failure in the middle, while the log grows, without losing or repeating anything', async () => {
    for (let i = 0; i < 10; i++) await givenEvent({ product: 'gown' })
    await settled()
    const tail = createTail()
    let pages = 0
    const failing = {
      ...source,
      page: (...args: Parameters<typeof source.page>) =>
        ++pages === 3 ? Promise.reject(new Error('lost the connection')) : source.page(...args),
    }
    await expect(catchUp(tail, failing, 3)).rejects.toThrow('lost the connection')
    expect(tail.projections.version).toBe(6)
    for (let i = 0; i < 5; i++) await givenEvent({ product: 'gown' })
    await catchUpAll(tail, 3)
    expect(tail.projections.version).toBe(15)
  })

  it('finds its stretch by the index of (tx, seq)', async () => {
    await db.$executeRaw`insert into event (id, at, kind, product)
      select gen_random_uuid(), ${TEST_NOW}, 'view', 'gown' from generate_series(1, 3000)`
    await db.$executeRaw`analyze event`
    const plan = await db.$queryRaw<{ 'QUERY PLAN': string }[]>`
      explain select * from event where (tx, seq) > (9999999::bigint, -1::bigint) and tx < 99999999::bigint
      and not moved_clock and product is not null order by tx, seq limit 5000`
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('event_tx_seq_idx')
  })
})

it('one process shares one state, filled before the first page is made', async () => {
  const orderId = randomUUID()
  for (const product of ['gown', 'ring']) await givenEvent({ kind: 'purchase', product, orderId, quantity: 1 })
  await settled()
  const [one, two] = await Promise.all([getProjections(), getProjections()])
  expect(one).toBe(two)
  expect(boughtWith(one.together, 'gown', 'ring').orders).toBe(1)
})
