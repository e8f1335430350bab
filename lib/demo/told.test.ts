import { describe, expect, it } from 'vitest'
import { isMessageKey } from '@/lib/core/messages'
import { sayIn } from '@/lib/experience/say'
import { WAITING } from '@/lib/messages/plan'
import type { Explained } from '@/lib/messages/run/explain'
import { REASONS } from '@/lib/messages/schema'
import { toldCauses } from './told'

const say = sayIn('en-US', 'USD', 'America/New_York')
const AT = new Date('2026-11-16T20:20:00Z')
const explained = (values: Partial<Explained>): Explained => ({
  ...{ cause: 'cart-left', is: 'no-cause', reason: null, due: null, from: AT, dueAt: AT, decided: null },
  ...values,
})
const verdictOf = (values: Partial<Explained>) => {
  const { told, late } = toldCauses([explained(values)], { say, now: AT })
  return [...told, ...late][0]?.verdict
}
const decided = (status: 'kept' | 'held' | 'suppressed') => ({
  ...{ cause: 'cart-left' as const, subject: 'cart:1', status, reason: null, at: AT, dueAt: AT, worded: true },
})

describe('what a run does of a cause', () => {
  it('has words for every verdict and every reason', () => {
    for (const reason of REASONS) expect(isMessageKey(`demo.messages.reason.${reason}`)).toBe(true)
    for (const is of [...WAITING, 'paused', 'write', 'held', 'suppressed'] as const) {
      const verdict = verdictOf({ is, reason: 'holdout', decided: is === 'told' ? decided('kept') : null })
      expect(verdict, is).toMatch(/^[A-Z]/)
    }
  })

  it('says what was decided before, and when it comes', () => {
    expect(verdictOf({ is: 'told', decided: decided('kept') })).toBe('Written: it came on Nov 16, 2026, 3:20 PM')
    const later = { ...decided('kept'), dueAt: new Date('2026-11-17T14:00:00Z') }
    expect(verdictOf({ is: 'told', decided: later })).toBe('Written: it comes on Nov 17, 2026, 9:00 AM')
    expect(verdictOf({ is: 'told', reason: 'experiment', decided: decided('held') })).toBe(
      'Held: the control of an experiment',
    )
    expect(verdictOf({ is: 'told', reason: 'not-wanted', decided: decided('suppressed') })).toBe(
      'Not written: they take no such messages',
    )
  })

  it('folds away what is long past, unless it was decided', () => {
    const { told, late } = toldCauses(
      [explained({ is: 'late' }), explained({ is: 'late', decided: decided('kept') }), explained({ is: 'early' })],
      { say, now: AT },
    )
    expect([told.length, late]).toEqual([2, [{ cause: 'Cart left', verdict: 'Too late to speak of it', why: [] }]])
  })

  it('tells apart what nothing gives cause to', () => {
    const { told, without } = toldCauses([explained({}), explained({ cause: 'near-tier', is: 'day' })], {
      say,
      now: AT,
    })
    expect(without).toEqual(['Cart left'])
    expect(told).toEqual([{ cause: 'Near tier', verdict: 'One is enough for a day', why: [] }])
  })
})
