import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Fingerprints } from './fingerprints'

it('tells what is new from what came before, with the same text or another, as a map would', () => {
  const steps = fc.array(fc.tuple(fc.nat(2_000).map(String), fc.nat(2).map(String)), {
    minLength: 1_500,
    maxLength: 3_000,
  })
  fc.assert(
    fc.property(steps, (pairs) => {
      const [fingerprints, map] = [new Fingerprints(), new Map<string, string>()]
      for (const [key, text] of pairs) {
        const first = map.get(key)
        const expected = first === undefined ? 'new' : first === text ? 'same' : 'other'
        if (first === undefined) map.set(key, text)
        if (fingerprints.add(key, text) !== expected) throw new Error(`${key} ${text} is ${expected}`)
      }
      expect(fingerprints.size).toBe(map.size)
    }),
    { numRuns: 20 },
  )
})
