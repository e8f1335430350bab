import { describe, expect, it } from 'vitest'
import { sayIn } from '@/lib/experience/say'
import { classic } from '@/lib/loyalty/presets/classic'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyProgram, Transaction } from '@/lib/loyalty/schema'
import { standingOf } from '@/lib/loyalty/standing'
import { fallWords, returnEffect, reviewWords, whyNotWords, type Facts } from './return-order-words'
import { sayer } from './words'

const say = sayIn('en-US', 'USD', 'UTC')
const NOW = new Date('2026-11-21T18:00:00Z')
const at = (moment: string) => new Date(`${moment}Z`)
const bought = (moment: string, amount: number, orderId = 'a'): Transaction => {
  return { kind: 'purchase', at: at(moment), amount, orderId }
}
const returned = (moment: string, amount: number, orderId = 'a'): Transaction => {
  return { kind: 'return', at: at(moment), amount, orderId }
}
const facts = (transactions: Transaction[], values: Partial<Facts> = {}): Facts => ({
  ...{ programme: sorento, transactions, redemptions: [] },
  memberships: [{ kind: 'join', at: at('2026-11-01T10:00'), reason: 'request', orderId: null }],
  ...values,
})
const plan = (merchandise: number, values = {}) => {
  return { lines: [], merchandise, refund: merchandise, pointsBack: 0, ...values }
}
const order = { currency: 'USD', last4: '4242' }
const review = (known: Facts, back: ReturnType<typeof plan>, speaking = say) => {
  const effect = returnEffect(known, { orderId: 'a', plan: back, now: NOW })
  return reviewWords(order, back, effect, speaking)
}

describe('before a return is sent', () => {
  it('is told what comes back and what ends', () => {
    expect(review(facts([bought('2026-11-16T12:00', 419_000)]), plan(38_000))).toEqual({
      gives: ['You get $380.00 back.', 'To the demo card ending in 4242.'],
      does: [
        '$3,810.00 would count, and Bronze ends.',
        '380 points that these pieces earned would go; your balance would be 3,810.',
      ],
    })
  })

  it('is told that a tier stays, exactly at its threshold too', () => {
    const known = facts([bought('2026-11-16T12:00', 438_000)])
    expect(review(known, plan(38_000)).does[0]).toBe('$4,000.00 would count, and you stay Bronze.')
    expect(review(known, plan(38_001)).does[0]).toBe('$3,999.99 would count, and Bronze ends.')
  })

  it('is told which lower tier one would come down to', () => {
    const known = facts([bought('2026-11-16T12:00', 810_000)])
    expect(review(known, plan(38_000)).does[0]).toBe(
      '$7,720.00 would count, and you would be Bronze instead of Silver.',
    )
  })

  it('is told only the sum below the lowest tier, and nothing of a programme one is not in', () => {
    expect(review(facts([bought('2026-11-16T12:00', 69_000)]), plan(38_000)).does[0]).toBe('$310.00 would count.')
    expect(review(facts([bought('2026-11-16T12:00', 69_000)], { memberships: [] }), plan(38_000)).does).toEqual([])
  })

  it('is told points for points', () => {
    const redemptions = [{ orderId: 'a', at: at('2026-11-16T12:00'), points: 50, back: [] }]
    const known = facts([bought('2026-11-10T12:00', 10_000, 'z'), bought('2026-11-16T12:00', 38_000)], { redemptions })
    const back = plan(38_000, { refund: 37_900, pointsBack: 50 })
    expect(review(known, back)).toEqual({
      gives: ['You get $379.00 and 50 points back.', 'To the demo card ending in 4242.'],
      does: ['$100.00 would count.', '380 points that these pieces earned would go; your balance would be 100.'],
    })
    expect(review(known, { ...back, refund: 0, pointsBack: 1 }).gives).toEqual(['You get one point back.'])
  })

  it('follows the programme: its tiers, its currency, and what it counts', () => {
    const zloty = sayIn('en-US', 'PLN', 'UTC')
    const paid: LoyaltyProgram = { ...classic, qualifying: 'paid' }
    const known = facts([bought('2026-11-16T12:00', 31_000)], { programme: paid })
    expect(review(known, plan(2_000, { refund: 1_000 }), zloty).does[0]).toBe(
      'PLN\u00a0300.00 would count, and you stay Green.',
    )
    expect(review(known, plan(2_000, { refund: 1_001 }), zloty).does[0]).toBe(
      'PLN\u00a0299.99 would count, and you would be White instead of Green.',
    )
  })
})

describe('after a return', () => {
  const fell = (known: Facts, returns: { at: Date }[], speaking = say) => {
    const result = standingOf({ ...known, asOf: NOW })
    return fallWords({ ...known, standing: result.member ? result.standing : null, say: speaking }, returns)
  }
  const back = [{ at: at('2026-11-20T12:00') }]
  const ring = [bought('2026-11-16T12:00', 419_000), returned('2026-11-20T12:00', 38_000)]

  it('is read why the tier ended', () => {
    expect(fell(facts(ring), back)).toBe('You are no longer Bronze: $3,810.00 counts, $190.00 less than Bronze asks.')
  })

  it('also when more was bought since that does not bring it back, and not once it did', () => {
    expect(fell(facts([...ring, bought('2026-11-21T10:00', 18_999, 'b')]), back)).toMatch(
      /^You are no longer Bronze: \$3,810/,
    )
    expect(fell(facts([...ring, bought('2026-11-21T10:00', 19_000, 'b')]), back)).toBeNull()
  })

  it('not on the page of an order whose return it was not, nor where the tier stayed', () => {
    expect(fell(facts(ring), [{ at: at('2026-11-19T12:00') }])).toBeNull()
    expect(fell(facts([bought('2026-11-16T12:00', 438_000), returned('2026-11-20T12:00', 38_000)]), back)).toBeNull()
    expect(fell(facts(ring, { memberships: [] }), back)).not.toBeNull() // the order of $4,190.00 makes a member
  })

  it('and what one is now', () => {
    const known = facts([bought('2026-11-16T12:00', 810_000), returned('2026-11-20T12:00', 38_000)])
    expect(fell(known, back)).toBe(
      'You are now Bronze, no longer Silver: $7,720.00 counts, $280.00 less than Silver asks.',
    )
  })
})

it('says why nothing can be returned, on the day of the programme’s time zone', () => {
  const words = sayer('en-US')
  expect(words(whyNotWords('too-late', at('2026-12-01T00:00'), 'UTC'))).toBe(
    'This order could be returned until December 1, 2026.',
  )
  for (const why of ['not-paid', 'not-yet', 'all-back'] as const) {
    expect(words(whyNotWords(why, NOW, 'UTC'))).toMatch(/\.$/)
  }
})
