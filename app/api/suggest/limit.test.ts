import { describe, expect, it } from 'vitest'
import { createLimiter } from './limit'

const limiter = () => createLimiter({ burst: 3, perSecond: 2, addresses: 2 })
const times = (count: number, allow: () => { ok: boolean }) => Array.from({ length: count }, () => allow().ok)

describe('how often an address may ask', () => {
  it('is as often as the bucket holds, then as fast as it fills', () => {
    const allow = limiter()
    expect(times(4, () => allow('a', 0))).toEqual([true, true, true, false])
    expect(allow('a', 0)).toEqual({ ok: false, retrySeconds: 1 })
    expect(times(2, () => allow('a', 500))).toEqual([true, false])
    expect(times(4, () => allow('a', 60_000))).toEqual([true, true, true, false])
  })

  it('is its own: another address has another bucket', () => {
    const allow = limiter()
    times(3, () => allow('a', 0))
    expect([allow('b', 0).ok, allow('a', 0).ok]).toEqual([true, false])
  })

  it('takes nothing away when the clock is set back', () => {
    const allow = limiter()
    expect(times(2, () => allow('a', 10_000))).toEqual([true, true])
    expect(times(2, () => allow('a', 0))).toEqual([true, false])
  })

  it('forgets who asked longest ago when there are too many', () => {
    const allow = limiter()
    times(3, () => allow('a', 0))
    allow('b', 0)
    allow('a', 0)
    allow('c', 0)
    expect(allow('a', 0).ok, 'asked after b').toBe(false)
    expect(
      times(3, () => allow('b', 0)),
      'forgotten',
    ).toEqual([true, true, true])
  })
})
