import { describe, expect, it } from 'vitest'
import { newId, newToken, sha256 } from './ids'
import { seededRandom } from './random'

const many = (seed: number, count: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, random)
}

describe('seeded numbers', () => {
  it('are the same for the same seed on every machine', () => {
    expect(many(1, 3)).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522])
    expect(many(1, 50)).toEqual(many(1, 50))
    expect(many(2, 3)).not.toEqual(many(1, 3))
    expect(many(2 ** 32 + 1, 3)).toEqual(many(1, 3)) // 32 bits of a seed count
  })

  it('lie in [0, 1), evenly', () => {
    const numbers = many(7, 20_000)
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers)).toBeLessThan(1)
    const tenths = Array.from({ length: 10 }, (_, i) => numbers.filter((n) => Math.floor(n * 10) === i).length)
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200)
  })
})

describe('ids', () => {
  it('are new each time', () => {
    expect(new Set(Array.from({ length: 1_000 }, newId)).size).toBe(1_000)
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(newToken()).toMatch(/^[\w-]{22}$/)
    expect(newToken(6)).toMatch(/^[\w-]{8}$/)
    expect(newToken()).not.toBe(newToken())
  })

  it('of content are the content’s', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad') // FIPS 180-2, B.1
  })
})
