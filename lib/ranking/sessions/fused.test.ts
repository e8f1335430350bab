import { describe, expect, it } from 'vitest'
import { predictNext } from '.'
import { met, running, scores } from './sessions.fixture'
import { FUSED } from './settings'

const first = { settings: { hop: 0 } }

describe('the first hop', () => {
  it('counts what comes after the shared item by steps, and less what came before it', () => {
    const index = met({ s: [0, 'Y', 'X', 'A', 'B', 'C'] })
    const { ahead, behind, back } = FUSED
    expect(scores(index, ['A'], first)).toEqual({ B: 1, C: ahead, X: behind, Y: Math.round(behind * back * 1e9) / 1e9 })
  })

  it('takes the nearest of several places of the shared item', () => {
    const index = met({ s: [0, 'A', 'B', 'C', 'D', 'A', 'E'] })
    expect(scores(index, ['A'], first)).toMatchObject({ B: 1, E: 1, D: FUSED.behind })
  })

  it('raises sessions that share more, more than in proportion, and follows the current item most', () => {
    const index = met({ both: [0, 'Z', 'A', 'X'], one: [0, 'A', 'Y'], back: [0, 'Z', 'W'] })
    const { X = 0, Y = 0, W = 0 } = scores(index, ['Z', 'A'], first)
    expect(X).toBeGreaterThan(1.6 * Y)
    expect(Y).toBeGreaterThan(W)
  })

  it('prefers the more recent of equal sessions', () => {
    const index = met({ earlier: [9, 'A', 'X'], later: [1, 'A', 'Y'] })
    expect(predictNext(index, running('A')).map(({ item }) => item)).toEqual(['Y', 'X'])
  })
})

describe('the second hop', () => {
  const index = met({ s1: [2, 'A', 'B'], s2: [1, 'B', 'C'] })

  it('reaches what no session has together with the items met', () => {
    expect(scores(index, ['A'], first)).toEqual({ B: 1 })
    // B with all of the first hop; from B on back to A, which is current, and ahead to C.
    const C = 1 / (1 + FUSED.behind)
    expect(scores(index, ['A'], {})).toEqual({ B: 1, C: Math.round(C * 1e9) / 1e9 })
  })

  it('gives as its reason the item that led there', () => {
    expect(predictNext(index, running('X', 'A')).find(({ item }) => item === 'C')?.from).toBe('A')
  })
})

describe('returns', () => {
  const pairs = (items: string[]) =>
    Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `s${i}`,
        [i, ...items.map((item) => `${item}${i}`)] as [number, ...string[]],
      ]),
    )
  const mine = { mine: [0, 'A', 'C'] as [number, ...string[]], other: [1, 'B', 'D'] as [number, ...string[]] }

  it('go to an item met earlier, for itself, in a shop whose sessions go back', () => {
    const index = met({ ...pairs(['x', 'y', 'x', 'y']), ...mine })
    expect(predictNext(index, running('B', 'A'))[0]).toEqual({ item: 'B', score: 1, from: 'B' })
  })

  it('come after all else in a shop whose sessions never go back', () => {
    const index = met({ ...pairs(['x', 'y', 'z']), ...mine })
    expect(predictNext(index, running('B', 'A')).map(({ item }) => item)).toEqual(['C', 'D', 'B'])
  })

  it('go to later items rather than to earlier ones where sessions do', () => {
    const index = met({ ...pairs(['w', 'x', 'y', 'z', 'y', 'z']), ...mine, more: [2, 'E', 'F'] })
    const order = predictNext(index, running('E', 'B', 'A')).map(({ item }) => item)
    expect(order.indexOf('B')).toBeLessThan(order.indexOf('F'))
    expect(order).not.toContain('A')
  })
})
