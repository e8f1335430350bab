import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_QUANTITY, priceCart, refundFor } from './pricing'
import type { PercentEntitlement, PricedLineInput } from './schema'

const lines: fc.Arbitrary<PricedLineInput[]> = fc.array(
  fc.record({
    sku: fc.string(),
    quantity: fc.integer({ min: 1, max: MAX_QUANTITY }),
    unitPrice: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 900_000 })),
  }),
  { maxLength: 8 },
)
const percents: fc.Arbitrary<PercentEntitlement[]> = fc.array(
  fc.record({
    offer: fc.constantFrom(null, 'first-order', 'tier:bronze:a'),
    reason: fc.constant('discount.test'),
    values: fc.constant({}),
    percent: fc.oneof(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100),
    ),
  }),
  { maxLength: 4 },
)
const carts = fc.record({
  lines,
  currency: fc.constant('USD'),
  entitlements: fc.record({ percents, freeShippingTo: fc.constant(['US']) }),
  shippingTo: fc.constantFrom('US', 'PL', null),
  points: fc.option(
    fc.record({
      wanted: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 10_000_000 })),
      worth: fc.integer({ min: 1, max: 7 }),
    }),
  ),
})
const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0)

describe('a priced cart', () => {
  it('adds up: lines to merchandise, their discounts to the discount, all of it to the total', () => {
    fc.assert(
      fc.property(carts, (input) => {
        const cart = priceCart(input)
        const discount = cart.discount?.amount ?? 0
        expect(sum(cart.lines.map((line) => line.quantity * line.unitPrice))).toBe(cart.merchandise)
        expect(sum(cart.lines.map((line) => line.merchandise))).toBe(cart.merchandise)
        expect(sum(cart.lines.map((line) => line.discount))).toBe(discount)
        expect(sum(cart.lines.map((line) => line.pointsDiscount))).toBe(cart.pointsDiscount)
        expect(sum(cart.lines.map((line) => line.pointsUsed))).toBe(cart.pointsUsed)
        expect(cart.pointsDiscount).toBe(cart.pointsUsed * (input.points?.worth ?? 0))
        expect(cart.total).toBe(cart.merchandise - discount - cart.pointsDiscount + cart.shipping)
        expect(cart.total).toBeGreaterThanOrEqual(cart.shipping)
        for (const line of cart.lines) {
          expect(line.discount).toBeGreaterThanOrEqual(0)
          expect(line.pointsDiscount).toBeGreaterThanOrEqual(0)
          expect(line.pointsUsed).toBeGreaterThanOrEqual(0)
          expect(line.discount + line.pointsDiscount).toBeLessThanOrEqual(line.merchandise)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('uses all points that are wanted and useful, and not one that pays for less than its worth', () => {
    fc.assert(
      fc.property(carts, (input) => {
        const { pointsUsed, merchandise, discount } = priceCart(input)
        const { wanted, worth } = input.points ?? { wanted: 0, worth: 1 }
        const payable = merchandise - (discount?.amount ?? 0)
        expect(pointsUsed).toBeLessThanOrEqual(wanted)
        expect(pointsUsed * worth).toBeLessThanOrEqual(payable)
        if (pointsUsed < wanted) expect((pointsUsed + 1) * worth).toBeGreaterThan(payable)
      }),
      { numRuns: 500 },
    )
  })

  it('is never dearer than with any single one of its percentages, nor than with none', () => {
    fc.assert(
      fc.property(carts, (input) => {
        // Whole points may leave up to their worth, so this is about percentages alone.
        const { total } = priceCart({ ...input, points: null })
        const withOnly = (percents: PercentEntitlement[]) =>
          priceCart({ ...input, points: null, entitlements: { ...input.entitlements, percents } }).total
        expect(total).toBeLessThanOrEqual(withOnly([]))
        for (const one of input.entitlements.percents) expect(total).toBeLessThanOrEqual(withOnly([one]))
      }),
      { numRuns: 500 },
    )
  })

  it('costs the same in whichever order the percentages are given, and spends an offer only where it must', () => {
    fc.assert(
      fc.property(carts, (input) => {
        const { percents } = input.entitlements
        const there = priceCart(input)
        const back = priceCart({ ...input, entitlements: { ...input.entitlements, percents: percents.toReversed() } })
        expect(back.total).toBe(there.total)
        expect(back.discount?.entitlement.offer === null).toBe(there.discount?.entitlement.offer === null)
      }),
      { numRuns: 500 },
    )
  })

  it('is given back to the cent, in whichever portions each line is returned', () => {
    fc.assert(
      fc.property(
        carts,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 }),
        (input, portions) => {
          for (const line of priceCart(input).lines) {
            let returned = 0
            const given: ReturnType<typeof refundFor>[] = []
            for (let i = 0; returned < line.quantity; i++) {
              const units = Math.min(portions[i % portions.length] ?? 1, line.quantity - returned)
              given.push(refundFor(line, returned, units))
              returned += units
            }
            expect(sum(given.map((each) => each.refund))).toBe(line.merchandise - line.discount - line.pointsDiscount)
            expect(sum(given.map((each) => each.pointsBack))).toBe(line.pointsUsed)
            expect(sum(given.map((each) => each.merchandise))).toBe(line.merchandise)
            for (const each of given) {
              expect(each.refund).toBeGreaterThanOrEqual(0)
              expect(each.pointsBack).toBeGreaterThanOrEqual(0)
            }
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
