import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLAIM_LASTS_MS, MOST_ATTEMPTS, nextReach, nextTry, RETRY_AFTER_MS } from './schedule'
import { PATIENCE } from './post'

const NOW = new Date('2026-12-01T09:00:00Z')

describe('when it is tried again', () => {
  it('is within a fifth of the table, the same whoever asks, and never after the last', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: MOST_ATTEMPTS - 1 }), (id, attempts) => {
        const wait = RETRY_AFTER_MS[attempts - 1] ?? 0
        const next = nextTry(id, attempts, NOW)
        expect(next).toEqual(nextTry(id, attempts, NOW))
        const waited = (next?.getTime() ?? 0) - NOW.getTime()
        expect(Math.abs(waited - wait)).toBeLessThanOrEqual(wait * 0.2 + 1)
      }),
    )
    expect(nextTry('a', MOST_ATTEMPTS, NOW)).toBeNull()
  })

  it('differs from message to message', () => {
    const times = Array.from({ length: 100 }, (_, i) => nextTry(String(i), 1, NOW)?.getTime() ?? 0)
    expect(new Set(times).size).toBeGreaterThan(90)
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(90_000)
  })

  it('ends after four to five days', () => {
    const days = RETRY_AFTER_MS.reduce((sum, wait) => sum + wait, 0) / 86_400_000
    expect(days).toBeGreaterThan(4)
    expect(days).toBeLessThan(5)
  })

  it('is within the hour where no server was reached, the later the longer it was due', () => {
    const minutes = (since: number) => {
      const dueAt = new Date(NOW.getTime() - since * 60_000)
      return (nextReach('a', { dueAt, now: NOW, realNow: NOW }).getTime() - NOW.getTime()) / 60_000
    }
    const [soon, later, last] = [minutes(1), minutes(120), minutes(9_999)]
    expect([soon / 5, later / 30, last / 60].every((share) => share >= 0.79 && share <= 1.21)).toBe(true)
  })

  it('never takes up what somebody may still be sending', () => {
    expect(CLAIM_LASTS_MS).toBeGreaterThan(2 * PATIENCE.whole)
  })
})
