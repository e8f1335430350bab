import { describe, expect, it } from 'vitest'
import { predictNext, type AlgorithmName } from '.'
import { met, running, scores } from './sessions.fixture'
import { STAN, VSTAN } from './settings'

/** Four sessions, one of them forty days old. A and B are in three of four, all others in one. */
const index = met({
  old: [40, 'A', 'B', 'C'],
  wide: [0, 'B', 'D', 'F'],
  twin: [0, 'A', 'B'],
  other: [0, 'A', 'E'],
})
const [COMMON, RARE] = [Math.log(4 / 3), Math.log(4)]

/** Scores as worked out by hand, over the greatest of them. */
function expectScores(algorithm: AlgorithmName, worked: Record<string, number>) {
  const best = Math.max(...Object.values(worked))
  const found = scores(index, ['A', 'B'], { algorithm })
  expect(Object.keys(found).sort()).toEqual(Object.keys(worked).sort())
  for (const [item, score] of Object.entries(worked)) expect(found[item]).toBeCloseTo(score / best, 8)
}

describe('of a session A, B', () => {
  it('VMIS-kNN', () => {
    // Nearness is position over number of items: B says 2/2, A says 1/2; λ is 0.9 through B and 0.8 through A alone.
    const [old, wide, twin, other] = [1.5 * 0.9, 1 * 0.9, 1.5 * 0.9, 0.5 * 0.8]
    expectScores('vmis', {
      A: (old + twin + other) * COMMON,
      ...{ C: old * RARE, D: wide * RARE, E: other * RARE, F: wide * RARE },
    })
  })

  it('V-SKNN', () => {
    // B says 2/2, A says 1/2, over two items; a neighbour through A alone counts by half.
    const [old, wide, twin, other] = [0.75, 0.5, 0.75, 0.25 / 2]
    expectScores('vsknn', {
      A: (old + twin + other) * (1 + COMMON),
      ...{ C: old * (1 + RARE), D: wide * (1 + RARE), E: other * (1 + RARE), F: wide * (1 + RARE) },
    })
  })

  const a = Math.exp(-1 / STAN.position)
  const [old, wide, twin, other] = [
    ((1 + a) / Math.sqrt(3)) * Math.exp(-40 / STAN.ageDays),
    1 / Math.sqrt(3),
    (1 + a) / Math.sqrt(2),
    a / Math.sqrt(2),
  ]
  const [one, two] = [Math.exp(-1 / STAN.distance), Math.exp(-2 / STAN.distance)]

  it('STAN', () => {
    // In "other" the last shared item is A itself.
    expectScores('stan', {
      A: old * one + twin * one + other,
      ...{ C: old * one, D: wide * one, E: other * one, F: wide * two },
    })
  })

  it('VSTAN', () => {
    const match = Math.exp(-1 / VSTAN.match)
    const [common, rare] = [1 + COMMON, 1 + RARE]
    expectScores('vstan', {
      A: (old * one + twin * one + other * match) * common,
      ...{ C: old * one * rare, D: wide * one * rare, E: other * match * one * rare, F: wide * two * rare },
    })
  })

  it('sequential rules', () => {
    expectScores('rules', { C: 1, D: 1, F: 1 / 2 })
  })
})

it('rules count what follows again for each time, and never itself', () => {
  const again = met({ s: [0, 'A', 'B', 'A', 'B', 'C'] })
  // A, B, A, B, C: B after 1, 3 and 1 steps, C after 4 and 2.
  expect(scores(again, ['A'], { algorithm: 'rules' })).toEqual({
    B: 1,
    C: Math.round(((1 / 4 + 1 / 2) / (1 + 1 / 3 + 1)) * 1e9) / 1e9,
  })
})

it('neighbours are the most recent, then the nearest', () => {
  const many = met({ s1: [3, 'A', 'X'], s2: [2, 'A', 'Y'], s3: [1, 'A', 'B', 'Z'] })
  const found = (settings: object) => predictNext(many, running('B', 'A'), { settings }).map(({ item }) => item)
  expect(found({ hop: 0, neighbours: 1 })).toEqual(['B', 'Z'])
  expect(found({ hop: 0, recent: 2 })).not.toContain('X')
})
