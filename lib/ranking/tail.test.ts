import { describe, expect, it, vi } from 'vitest'
import { addFact, createProjections, type ProjectedFact } from './projections'
import { predictNext } from './sessions'
import { NOW, view } from './shop.fixture'
import { catchUp, createReader, createTail, type LogSource } from './tail'

type Row = { tx: bigint; seq: bigint; product: string }

/** A log in memory; a transaction is open until `commit` lets the horizon pass it. */
function fakeLog() {
  const rows: Row[] = []
  let horizon = 1n
  let failing = 0
  const source: LogSource & { pages: number } = {
    pages: 0,
    size: async (most) => Math.min(most, rows.length),
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
        count: found.length,
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
/** So many facts, a transaction each. */
function filledLog(count: bigint) {
  const log = fakeLog()
  for (let i = 1n; i <= count; i++) log.write(i, i)
  log.commitUpTo(count)
  return log
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

  it('leaves what is written meanwhile for the next time, and counts it then', async () => {
    const log = filledLog(6n)
    const tail = createTail()
    const { page } = log.source
    let calls = 0
    const growing = {
      ...log.source,
      page: async (...args: Parameters<typeof page>) => {
        calls += 1
        if (calls === 2) {
          log.write(7n, 7n)
          log.commitUpTo(7n)
        }
        return page(...args)
      },
    }
    await catchUp(tail, growing, 2)
    expect(tail.projections.version).toBe(6)
    await catchUp(tail, growing, 2)
    expect(tail.projections.version).toBe(7)
  })

  it('lets others go first after every few facts, and asks for one page ahead, no more', async () => {
    const log = filledLog(12n)
    const tail = createTail()
    const seen = new Set<number>()
    let reading = true
    const others = (async () => {
      while (reading) {
        seen.add(tail.projections.version)
        expect(log.source.pages).toBeLessThanOrEqual(Math.floor(tail.projections.version / 6) + 2)
        await new Promise(setImmediate)
      }
    })()
    await catchUp(tail, log.source, 6, 3)
    reading = false
    await others
    expect([...seen]).toEqual(expect.arrayContaining([3, 6, 9]))
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

describe('the first callers', () => {
  /** A log whose pages come when the test lets them. */
  const slowReader = (small: number) => {
    const log = filledLog(6n)
    const waiting: (() => void)[] = []
    const source = {
      ...log.source,
      page: async (...args: Parameters<LogSource['page']>) => {
        await new Promise<void>((resolve) => waiting.push(resolve))
        return log.source.page(...args)
      },
    }
    const onRead = vi.fn()
    const now = () => performance.now()
    const patienceMs = { small: 10_000, large: 20 }
    const read = createReader({ source, now, onFault: vi.fn(), onRead, pageSize: 2, small, patienceMs })
    const nextPage = async () => {
      await vi.waitUntil(() => waiting.length > 0, { interval: 1 })
      waiting.shift()?.()
    }
    return { read, nextPage, onRead }
  }

  it('wait for all of a small log, whatever it takes', async () => {
    const { read, nextPage, onRead } = slowReader(6)
    const [one, two] = [read(), read()]
    let answered = false
    void one.then(() => (answered = true))
    for (let page = 0; page < 3; page++) {
      await new Promise((resolve) => setTimeout(resolve, 15))
      expect(answered).toBe(false)
      await nextPage()
    }
    await nextPage() // six facts are three whole pages: only the next one tells that there are no more
    expect((await one).version).toBe(6)
    expect(await two).toBe(await one)
    expect(onRead).not.toHaveBeenCalled()
  })

  it('see the beginning of a large one, which is read on behind them and told of once', async () => {
    const { read, nextPage, onRead } = slowReader(5)
    const state = await read()
    expect(state.version).toBe(0)
    await nextPage()
    await vi.waitUntil(() => state.version === 2)
    expect(await read()).toBe(state) // at once, though more is to come
    for (let page = 0; page < 3; page++) await nextPage()
    await vi.waitUntil(() => onRead.mock.calls.length > 0)
    expect(onRead.mock.calls).toEqual([[{ facts: 6, ms: expect.any(Number) }]])
    expect((await read()).version).toBe(6)
  })
})

it('a fact feeds popularity and what was bought together', () => {
  const projections = createProjections()
  const bought = { ...view('ring'), kind: 'purchase' as const, orderId: '1', customerId: 'ann' }
  addFact(projections, bought)
  expect(projections.trending.masses.has('ring')).toBe(true)
  expect(projections.together.pieces.get('ring')).toBe(1)
})

it('looking at a piece and putting it into the cart make it part of the visit; what names no visit does not', () => {
  const projections = createProjections()
  const inVisit = (session: string | null, ...pieces: readonly string[]) =>
    pieces.forEach((piece, i) =>
      addFact(projections, {
        ...view(piece, null, new Date(NOW.getTime() + i * 1000)),
        visitId: session,
        kind: i === 1 ? 'cart-add' : 'view',
      }),
    )
  inVisit('one', 'gown', 'ring', 'pump')
  inVisit('two', 'gown', 'ring')
  inVisit(null, 'gown', 'bag')
  addFact(projections, { ...view('scarf'), visitId: 'one', kind: 'exposure' })
  const expected = predictNext(projections.sessions, [{ item: 'gown', at: NOW.getTime() }])
  expect(expected.map(({ item }) => item).sort()).toEqual(['pump', 'ring'])
})
