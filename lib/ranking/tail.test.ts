import { describe, expect, it, vi } from 'vitest'
import { addFact, createProjections, type ProjectedFact } from './projections'
import { view } from './shop.fixture'
import { catchUp, createReader, createTail, type LogSource } from './tail'

type Row = { tx: bigint; seq: bigint; product: string }

/** A log in memory; a transaction is open until `commit` lets the horizon pass it. */
function fakeLog() {
  const rows: Row[] = []
  let horizon = 1n
  let failing = 0
  const source: LogSource & { pages: number } = {
    pages: 0,
    horizon: async () => {
      if (failing > 0 && failing--) throw new Error('the database is away')
      return horizon
    },
    page: async (after, until, limit) => {
      source.pages += 1
      const found = rows
        .filter(({ tx, seq }) => tx < until && (tx > after.tx || (tx === after.tx && seq > after.seq)))
        .sort((a, b) => Number(a.tx - b.tx || a.seq - b.seq))
        .slice(0, limit)
      const last = found.at(-1)
      return {
        facts: found.map(({ product }): ProjectedFact => view(product)),
        end: last ? { tx: last.tx, seq: last.seq } : null,
      }
    },
  }
  return {
    source,
    write: (tx: bigint, seq: bigint, product = 'a') => rows.push({ tx, seq, product }),
    commitUpTo: (tx: bigint) => (horizon = tx + 1n),
    fail: (times: number) => (failing = times),
  }
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('catching up', () => {
  it('counts each fact once, over any number of pages', async () => {
    for (const size of [1, 2, 3, 100]) {
      const log = fakeLog()
      for (let i = 1n; i <= 6n; i++) log.write(i <= 3n ? 1n : i, i)
      log.commitUpTo(9n)
      const tail = createTail()
      await catchUp(tail, log.source, size)
      await catchUp(tail, log.source, size)
      expect(tail.projections.version).toBe(6)
    }
  })

  it('misses no late commit: a smaller number that ends after a greater one', async () => {
    const log = fakeLog()
    const tail = createTail()
    log.write(7n, 2n) // committed, but 5 is still open
    log.commitUpTo(4n)
    await catchUp(tail, log.source)
    expect(tail.projections.version).toBe(0)
    log.write(5n, 1n)
    log.commitUpTo(7n)
    await catchUp(tail, log.source)
    expect(tail.projections.version).toBe(2)
  })

  it('asks for no page when no transaction ended', async () => {
    const log = fakeLog()
    const tail = createTail()
    await catchUp(tail, log.source)
    await catchUp(tail, log.source)
    expect(log.source.pages).toBe(1)
  })

  it('goes on after a failure where the last whole page ended', async () => {
    const log = fakeLog()
    for (let i = 1n; i <= 4n; i++) log.write(i, i)
    log.commitUpTo(4n)
    const tail = createTail()
    const { page } = log.source
    let calls = 0
    const broken = {
      ...log.source,
      page: async (...args: Parameters<typeof page>) => {
        calls += 1
        if (calls === 2) throw new Error('lost the connection')
        return page(...args)
      },
    }
    await expect(catchUp(tail, broken, 2)).rejects.toThrow('lost the connection')
    expect(tail.projections.version).toBe(2)
    await catchUp(tail, broken, 2)
    expect(tail.projections.version).toBe(4)
  })
})

describe('the reader', () => {
  const reader = (log: ReturnType<typeof fakeLog>, onFault = vi.fn()) => {
    let now = 0
    const read = createReader({ source: log.source, now: () => now, onFault, maxAgeMs: 1_000 })
    return { read, onFault, wait: (ms: number) => (now += ms) }
  }

  it('waits for the first load only, once for all callers', async () => {
    const log = fakeLog()
    log.write(1n, 1n)
    log.commitUpTo(1n)
    const { read } = reader(log)
    const [one, two] = await Promise.all([read(), read()])
    expect(one).toBe(two)
    expect(one.version).toBe(1)
    expect(log.source.pages).toBe(1)
  })

  it('serves what it has and refreshes behind the caller once it is older than a second', async () => {
    const log = fakeLog()
    log.commitUpTo(1n)
    const { read, wait } = reader(log)
    await read()
    log.write(2n, 1n)
    log.commitUpTo(2n)
    wait(1_000)
    expect((await read()).version).toBe(0)
    await settle()
    expect((await read()).version).toBe(0) // still fresh enough
    wait(1)
    const state = await read()
    await settle()
    expect(state.version).toBe(1)
  })

  it('tells a failure once, serves the last good state, and tells the next one after it worked again', async () => {
    const log = fakeLog()
    log.write(1n, 1n)
    log.commitUpTo(1n)
    const { read, wait, onFault } = reader(log)
    await read()
    log.fail(2)
    for (let i = 0; i < 2; i++) {
      wait(2_000)
      expect((await read()).version).toBe(1)
      await settle()
    }
    expect(onFault).toHaveBeenCalledTimes(1)
    wait(2_000)
    await read()
    await settle()
    log.fail(1)
    wait(2_000)
    await read()
    await settle()
    expect(onFault).toHaveBeenCalledTimes(2)
  })

  it('serves an empty state while the first load fails, and fills it later', async () => {
    const log = fakeLog()
    log.write(1n, 1n)
    log.commitUpTo(1n)
    log.fail(1)
    const { read, wait, onFault } = reader(log)
    expect((await read()).version).toBe(0)
    expect(onFault).toHaveBeenCalledTimes(1)
    wait(2_000)
    const state = await read()
    await settle()
    expect(state.version).toBe(1)
  })
})

it('a fact feeds popularity and what was bought together', () => {
  const projections = createProjections()
  const bought = { ...view('ring'), kind: 'purchase' as const, orderId: '1', customerId: 'ann' }
  addFact(projections, bought)
  expect(projections.trending.masses.has('ring')).toBe(true)
  expect(projections.together.pieces.get('ring')).toBe(1)
})
