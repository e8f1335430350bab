import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from '@/lib/core/money'
import { planReturn, returnWindow, type ReturnableOrder } from './return-rules'

const line = (id: string, values: Partial<ReturnableOrder['lines'][number]> = {}) => ({
  ...{ id, sku: `${id}:noir:38`, quantity: 1, unitPrice: 38_000, discount: 0, pointsDiscount: 0, returned: 0 },
  ...values,
})
const order = (values: Partial<ReturnableOrder> = {}): ReturnableOrder => ({
  ...{ status: 'confirmed', placedAt: new Date('2026-11-01T22:30:00Z'), pointsUsed: 0, lines: [line('ring')] },
  ...values,
})
const whyNot = (at: string, values: Partial<ReturnableOrder> = {}, timeZone = 'UTC') =>
  returnWindow(order(values), new Date(at), timeZone).whyNot

describe('an order of November 1', () => {
  it('can be returned from its own moment through December 1', () => {
    expect(whyNot('2026-11-01T22:29:59.999Z')).toBe('not-yet')
    expect(whyNot('2026-11-01T22:30:00.000Z')).toBeNull()
    expect(whyNot('2026-12-01T23:59:59.999Z')).toBeNull()
    expect(whyNot('2026-12-02T00:00:00.000Z')).toBe('too-late')
    expect(returnWindow(order(), new Date('2026-11-05'), 'UTC').lastDay).toEqual(new Date('2026-12-01'))
  })

  it('in days of the programme’s time zone, in which it may be another day', () => {
    expect(whyNot('2026-12-02T22:59:59.999Z', {}, 'Europe/Warsaw')).toBe('too-late')
    expect(whyNot('2026-12-01T22:59:59.999Z', {}, 'Europe/Warsaw')).toBeNull()
    // 23:30 in Warsaw is still November 1, and half an hour later it is not.
    expect(whyNot('2026-12-02T12:00:00Z', { placedAt: new Date('2026-11-01T23:00:00Z') }, 'Europe/Warsaw')).toBeNull()
  })

  it('cannot when it was never completed, or all of it is back', () => {
    expect(whyNot('2026-11-02', { status: 'reserved' })).toBe('not-paid')
    expect(whyNot('2026-11-02', { status: 'released' })).toBe('not-paid')
    expect(whyNot('2026-11-02', { lines: [line('ring', { returned: 1 })] })).toBe('all-back')
    expect(whyNot('2026-11-02', { lines: [line('ring', { quantity: 2, returned: 1 })] })).toBeNull()
  })
})

describe('what comes back', () => {
  const plan = (lines: ReturnableOrder['lines'], wanted: Record<string, number>, pointsUsed = 0) =>
    planReturn({ lines, pointsUsed }, new Map(Object.entries(wanted)))

  it('is what the chosen units had cost, after their share of the discount', () => {
    const lines = [line('gown', { unitPrice: 350_000, discount: 35_000 }), line('ring', { discount: 3_800 })]
    expect(plan(lines, { ring: 1 })).toEqual({
      ok: true,
      value: {
        ...{ merchandise: 38_000, refund: 34_200, pointsBack: 0 },
        lines: [
          {
            ...{ orderLineId: 'ring', sku: 'ring:noir:38', quantity: 1 },
            ...{ merchandise: 38_000, refund: 34_200, pointsBack: 0 },
          },
        ],
      },
    })
  })

  it('of three units at $10.00 with $1.00 off is $9.66, $9.67 and $9.67', () => {
    const refunds = [0, 1, 2].map((returned) => {
      const result = plan([line('ring', { quantity: 3, unitPrice: 1_000, discount: 100, returned })], { ring: 1 })
      return result.ok && result.value.refund
    })
    expect(refunds).toEqual([966, 967, 967])
  })

  it('is money for what money paid, and points for what points paid', () => {
    const lines = [
      line('gown', { unitPrice: 350_000, pointsDiscount: 8_380 - 839 }),
      line('ring', { pointsDiscount: 839 }),
    ]
    expect(plan(lines, { ring: 1 }, 4_190)).toMatchObject({ value: { refund: 37_161, pointsBack: 419 } })
    expect(plan(lines, { ring: 1, gown: 1 }, 4_190)).toMatchObject({ value: { refund: 379_620, pointsBack: 4_190 } })
  })

  it.each([
    [{}, 'nothing'],
    [{ ring: 0 }, 'nothing'],
    [{ ring: 2 }, 'too-many'],
    [{ ring: 0.5 }, 'too-many'],
    [{ ring: -1 }, 'too-many'],
    [{ pump: 1 }, 'unknown'],
  ])('is nothing for %o: %s', (wanted, code) => {
    expect(plan([line('ring')], wanted)).toEqual({ ok: false, fault: { code } })
  })

  it('adds up to what the order cost, in whichever portions it comes back', () => {
    const piece = fc.record({
      quantity: fc.integer({ min: 1, max: 5 }),
      unitPrice: fc.integer({ min: 0, max: 99_999 }),
    })
    const input = fc.record({
      pieces: fc.array(piece, { minLength: 1, maxLength: 4 }),
      percent: fc.integer({ min: 0, max: 100 }),
      points: fc.integer({ min: 0, max: 100 }),
      turns: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
    })
    fc.assert(
      fc.property(input, ({ pieces, percent, points, turns }) => {
        const weights = pieces.map(({ quantity, unitPrice }) => quantity * unitPrice)
        const merchandise = weights.reduce((sum, one) => sum + one, 0)
        const discounts = allocate(Math.floor((merchandise * percent) / 100), weights)
        const left = weights.map((weight, i) => weight - (discounts[i] ?? 0))
        const most = left.reduce((sum, one) => sum + one, 0)
        const pointsUsed = Math.floor((most * points) / 100 / 2)
        const paidByPoints = allocate(pointsUsed * 2, left)
        const lines = pieces.map((one, i) =>
          line(`p${i}`, { ...one, discount: discounts[i] ?? 0, pointsDiscount: paidByPoints[i] ?? 0 }),
        )
        const back = { merchandise: 0, refund: 0, pointsBack: 0 }
        for (const turn of turns) {
          const open = lines.filter((one) => one.returned < one.quantity)
          const chosen = open[turn % Math.max(1, open.length)]
          if (!chosen) break
          const result = planReturn({ pointsUsed, lines }, new Map([[chosen.id, 1]]))
          if (!result.ok) throw new Error(result.fault.code)
          expect(result.value.refund).toBeGreaterThanOrEqual(0)
          expect(result.value.pointsBack).toBeGreaterThanOrEqual(0)
          for (const sum of ['merchandise', 'refund', 'pointsBack'] as const) back[sum] += result.value[sum]
          chosen.returned += 1
        }
        expect(back).toEqual({ merchandise, refund: most - pointsUsed * 2, pointsBack: pointsUsed })
      }),
      { numRuns: 300 },
    )
  })
})
