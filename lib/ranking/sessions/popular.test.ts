import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addSessionEvent, createSessionIndex, predictNext } from '.'
import { DAY, NOW } from './sessions.fixture'
import { POPULAR } from './settings'

const popular = (index: ReturnType<typeof createSessionIndex>, limit = 20) =>
  predictNext(index, [{ item: 'none', at: NOW }], { algorithm: 'popular', limit }).map(({ item }) => item)

it('keeps exactly the greatest of the decayed counts, however events come in', () => {
  const event = fc.record({ item: fc.nat(250), days: fc.integer({ min: 0, max: 60 }) })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 500 }), (events) => {
      const index = createSessionIndex()
      const counts = new Map<string, number>()
      events.forEach(({ item, days }, i) => {
        const at = NOW - days * DAY
        addSessionEvent(index, { session: `s${i}`, item: `${item}`, at })
        const weight = Math.pow(2, (-days * DAY) / POPULAR.halfLifeMs)
        counts.set(`${item}`, (counts.get(`${item}`) ?? 0) + weight)
      })
      const found = popular(index, 100)
      expect(found.length).toBe(Math.min(100, counts.size))
      const masses = found.map((item) => counts.get(item) ?? 0)
      masses.slice(1).forEach((mass, i) => expect(mass).toBeLessThanOrEqual((masses[i] ?? 0) * (1 + 1e-9)))
      const least = masses.at(-1) ?? 0
      for (const [item, mass] of counts) if (mass > least * (1 + 1e-9)) expect(found).toContain(item)
    }),
  )
})

it('stays in order over years, and forgets what is gone', () => {
  const index = createSessionIndex({ sessions: 3 })
  for (let year = 0; year < 9; year++)
    addSessionEvent(index, { session: `s${year}`, item: `i${year}`, at: NOW + year * 365 * DAY })
  expect(popular(index)).toEqual(['i8', 'i7', 'i6'])
})
