import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSessionEvent, createSessionIndex, predictNext, type SessionEvent, type SessionIndex } from '.'
import { known, met, running } from './sessions.fixture'
import type { SessionLimits } from './settings'

function indexOf(events: readonly SessionEvent[], limits?: Partial<SessionLimits>): SessionIndex {
  const index = createSessionIndex(limits)
  for (const event of events) addSessionEvent(index, event)
  return index
}
const view = (session: string, item: string, at: number): SessionEvent => ({ session, item, at })

/** Some visits, in the order of time. Few names and moments, so that much falls together. */
const history = (moments: number) =>
  fc
    .array(
      fc.record({
        session: fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6'),
        item: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
        at: fc.nat(moments).map((moment) => 1e12 + moment * 1_000),
      }),
      { maxLength: 60 },
    )
    .map((events) => [...events].sort((x, y) => x.at - y.at))

/** The same events in any order, some of them again. */
const stirred = (events: SessionEvent[]) =>
  fc
    .tuple(fc.subarray(events), fc.array(fc.nat(), { minLength: 2 * events.length, maxLength: 2 * events.length }))
    .map(([again, keys]) =>
      [...events, ...again]
        .map((event, i) => ({ event, key: keys[i] ?? 0 }))
        .sort((x, y) => x.key - y.key)
        .map(({ event }) => event),
    )
const withStirred = (moments: number) =>
  history(moments).chain((events) => fc.tuple(fc.constant(events), stirred(events)))

describe('late and repeated events', () => {
  it('leave an index that is equal in all it says', () => {
    fc.assert(
      fc.property(withStirred(40), ([events, late]) => {
        const [first, second] = [indexOf(events), indexOf(late)]
        expect(known(second)).toEqual(known(first))
        for (const items of [['a'], ['b', 'a'], ['c', 'g', 'c', 'e']])
          expect(predictNext(second, running(...items))).toEqual(predictNext(first, running(...items)))
      }),
    )
  })

  it('do so as well where sessions are cut', () => {
    fc.assert(
      fc.property(withStirred(40), ([events, late]) => {
        const limits = { eventsPerSession: 4 }
        expect(known(indexOf(late, limits))).toEqual(known(indexOf(events, limits)))
      }),
    )
  })

  it('do so as well where only some sessions of an item count', () => {
    fc.assert(
      fc.property(withStirred(4_000), ([events, late]) => {
        const limits = { sessionsPerItem: 2 }
        expect(known(indexOf(late, limits))).toEqual(known(indexOf(events, limits)))
      }),
    )
  })

  it('stand where their time belongs', () => {
    const index = indexOf([view('s', 'a', 10), view('s', 'c', 30), view('t', 'c', 20), view('s', 'b', 20)])
    expect(known(index).sessions.s).toEqual(['c 30', 'b 20', 'a 10'])
    expect(known(index).items.c).toEqual(['s', 't'])
  })

  it('count once for the same session, item and moment, and twice for two moments', () => {
    const index = indexOf([view('s', 'a', 10), view('s', 'a', 10), view('s', 'a', 20)])
    expect(known(index).sessions.s).toEqual(['a 20', 'a 10'])
    expect(known(index).items.a).toEqual(['s'])
  })

  it('change nothing without a time', () => {
    const index = indexOf([view('s', 'a', Number.NaN), view('s', 'a', Infinity)])
    expect(known(index)).toEqual(known(createSessionIndex()))
  })
})

describe('limits', () => {
  it('let the session that came first make room', () => {
    const index = met({ s1: [3, 'a', 'b'], s2: [2, 'b', 'c'], s3: [1, 'c', 'd'] }, { sessions: 2 })
    expect(Object.keys(known(index).sessions)).toEqual(['s2', 's3'])
    expect(Object.keys(known(index).items).sort()).toEqual(['b', 'c', 'd'])
    expect(predictNext(index, running('a'))).toEqual([])
  })

  it('keep the last events of a session', () => {
    const index = met({ s1: [1, 'a', 'b', 'c', 'd'] }, { eventsPerSession: 2 })
    expect(known(index).sessions.s1?.map((event) => event.slice(0, 1))).toEqual(['d', 'c'])
  })

  it('hold whatever comes in, and forget what no event names any more', () => {
    const limits = { sessions: 4, eventsPerSession: 3, sessionsPerItem: 2, events: 8 }
    fc.assert(
      fc.property(history(4_000).chain(stirred), (events) => {
        const index = indexOf(events, limits)
        const { sessions, items } = known(index)
        const kept = Object.values(sessions).flat()
        expect(kept.length).toBe(index.events.count)
        expect(kept.length).toBeLessThanOrEqual(8)
        expect(Object.keys(sessions).length).toBeLessThanOrEqual(4)
        for (const own of Object.values(sessions)) expect(own.length).toBeLessThanOrEqual(3)
        for (const own of Object.values(items)) expect(own.length).toBeLessThanOrEqual(2)
        expect(Object.keys(items).sort()).toEqual([...new Set(kept.map((event) => event.slice(0, 1)))].sort())
        // What is counted beside is what a fresh index would count from what is left.
        const left = Object.entries(sessions).flatMap(([session, own]) =>
          own.map((event) => view(session, event.slice(0, 1), Number(event.slice(2)))),
        )
        expect(known(index).returns).toEqual(known(indexOf(left)).returns)
      }),
    )
  })

  it('bound the memory while ever new sessions and items come in', () => {
    const index = createSessionIndex({ sessions: 2_000, eventsPerSession: 5, events: 8_000 })
    for (let i = 0; i < 60_000; i++) addSessionEvent(index, view(`s${i >> 2}`, `i${i % 50_000}`, i * 1_000))
    expect(index.sessions.last.length).toBe(2_000)
    expect(index.events.at.length).toBe(8_000)
    expect(index.events.count).toBe(8_000)
    expect(index.items.numbers.size).toBe(8_000)
    expect(index.items.mass.length).toBeLessThan(16_000)
    expect(index.items.names.length).toBeLessThan(8_100)
    expect(index.popular.items.length).toBeLessThanOrEqual(100)
  })

  it('are refused when they are none', () => {
    expect(() => createSessionIndex({ sessions: 0 })).toThrow(RangeError)
    expect(() => createSessionIndex({ events: 1.5 })).toThrow(RangeError)
    expect(() => createSessionIndex({ events: 10, eventsPerSession: 11 })).toThrow(RangeError)
  })

  it('cost the same however much is known', () => {
    // Steps cannot be counted from outside; a walk over everything would make this take minutes.
    const index = createSessionIndex()
    for (let i = 0; i < 100_000; i++) addSessionEvent(index, view(`s${i % 20_000}`, 'the one everybody looks at', i))
    expect(known(index).items['the one everybody looks at']?.length).toBe(1_000)
  })
})
