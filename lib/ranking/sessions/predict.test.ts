import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALGORITHM_NAMES, createSessionIndex, predictNext } from '.'
import { DAY, met, NOW, running } from './sessions.fixture'

const index = met({
  s1: [4, 'A', 'B', 'C', 'A'],
  s2: [3, 'B', 'C', 'D'],
  s3: [2, 'A', 'C', 'B'],
  s4: [1, 'A', 'D', 'E', 'B'],
})
const items = (found: { item: string }[]) => found.map(({ item }) => item)

describe.each(ALGORITHM_NAMES)('%s', (algorithm) => {
  const letters = fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'unknown'), { minLength: 1, maxLength: 6 })

  it('predicts each item once, best first with score 1, never the current one, whatever the session', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 6 }), (session, limit) => {
        const found = predictNext(index, running(...session), { algorithm, limit })
        expect(found.length).toBeLessThanOrEqual(limit)
        expect(new Set(items(found)).size).toBe(found.length)
        expect(items(found)).not.toContain(session.at(-1))
        found.forEach(({ score, item, from }, i) => {
          expect(score).toBeGreaterThan(0)
          expect(score).toBeLessThanOrEqual(i === 0 ? 1 : (found[i - 1]?.score ?? 0))
          if (score === found[i - 1]?.score) expect(item > (found[i - 1]?.item ?? '')).toBe(true)
          if (algorithm !== 'popular') expect(session).toContain(from)
        })
        if (found.length > 0) expect(found[0]?.score).toBe(1)
        // A shorter list is the beginning of a longer one.
        expect(predictNext(index, running(...session), { algorithm, limit: 50 }).slice(0, limit)).toEqual(found)
      }),
    )
  })

  it('says nothing of an empty session, or out of an empty index', () => {
    expect(predictNext(index, [], { algorithm })).toEqual([])
    expect(predictNext(createSessionIndex(), running('A', 'B'), { algorithm })).toEqual([])
    expect(predictNext(index, running('A'), { algorithm, limit: 0 })).toEqual([])
  })
})

it('removes the current item only: one met earlier may come next', () => {
  expect(items(predictNext(index, running('C', 'A')))).toContain('C')
  expect(items(predictNext(index, running('A', 'C', 'A')))).not.toContain('A')
})

it('looks past a current item that is not known', () => {
  expect(items(predictNext(index, running('D', 'unknown')))).toContain('E')
  expect(predictNext(index, running('unknown'))).toEqual([])
})

it('breaks ties by the id of the item', () => {
  const tied = met({ s1: [1, 'A', 'Z'], s2: [1, 'A', 'M'], s3: [1, 'A', 'K'] })
  const options = { algorithm: 'rules' as const }
  expect(items(predictNext(tied, running('A'), options))).toEqual(['K', 'M', 'Z'])
  expect(items(predictNext(tied, running('A'), { ...options, limit: 2 }))).toEqual(['K', 'M'])
})

it('passes over sessions that went on after the moment as of which it is asked', () => {
  const asOf = NOW - 2.5 * DAY
  expect(items(predictNext(index, running('A'), { asOf }))).toEqual(
    items(predictNext(met({ s1: [4, 'A', 'B', 'C', 'A'], s2: [3, 'B', 'C', 'D'] }), running('A'))),
  )
  expect(predictNext(index, running('E'), { asOf })).toEqual([])
})

it('never takes the running session for a neighbour of its own', () => {
  const own = met({ mine: [0, 'A', 'X', 'Y'], s1: [1, 'A', 'B'] })
  expect(items(predictNext(own, running('A'), { exclude: 'mine' }))).toEqual(['B'])
})

it('fills up with what is popular when asked, without a reason', () => {
  const filled = predictNext(index, running('unknown'), { fill: true })
  expect(items(filled).sort()).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(filled.every(({ from }) => from === '')).toBe(true)
  const both = predictNext(met({ s1: [1, 'A', 'B'], s2: [1, 'X', 'Y'] }), running('A'), { fill: true })
  expect(both.map(({ item, from }) => [item, from])).toEqual([
    ['B', 'A'],
    ['Y', ''],
    ['X', ''],
  ])
})

it('names the item without which a prediction would be another', () => {
  const reasons = met({ s1: [1, 'A', 'X'], s2: [1, 'B', 'Y'] })
  for (const { item, from } of predictNext(reasons, running('A', 'B'))) {
    if (item !== 'X' && item !== 'Y') continue
    const without = running('A', 'B').filter((met) => met.item !== from)
    expect(items(predictNext(reasons, without))).not.toContain(item)
  }
})

it('is cheap to ask with a session of any length', () => {
  const long = running(...Array.from({ length: 20_000 }, (_, i) => `item ${i}`), 'A')
  expect(predictNext(index, long)).toEqual(predictNext(index, running(...Array(49).fill('none'), 'A')))
})
