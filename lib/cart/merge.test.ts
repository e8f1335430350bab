import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeCarts } from './merge'

type Line = { sku: string; quantity: number; priceSeen: number }
const line = (sku: string, quantity: number, priceSeen = 100): Line => ({ sku, quantity, priceSeen })
const stock = (counts: Record<string, number>) => new Map(Object.entries(counts))

describe('mergeCarts', () => {
  it('keeps both carts, adding up what both hold', () => {
    const { lines, capped } = mergeCarts(
      [line('gown', 1), line('ring', 2)],
      [line('pump', 1), line('ring', 1)],
      stock({ gown: 5, ring: 5, pump: 5 }),
    )
    expect(lines).toEqual([line('gown', 1), line('ring', 3), line('pump', 1)])
    expect(capped).toEqual([])
  })

  it('takes what the shopper saw last from the cart they were looking at', () => {
    expect(mergeCarts([line('ring', 1, 380)], [line('ring', 1, 350)], stock({ ring: 9 })).lines).toEqual([
      line('ring', 2, 350),
    ])
  })

  it('caps by stock and says so', () => {
    const { lines, capped } = mergeCarts([line('ring', 2)], [line('ring', 2)], stock({ ring: 3 }))
    expect(lines).toEqual([line('ring', 3)])
    expect(capped).toEqual([{ sku: 'ring', wanted: 4, quantity: 3 }])
  })

  it('does not cap at exactly the stock', () => {
    expect(mergeCarts([line('ring', 2)], [line('ring', 1)], stock({ ring: 3 })).capped).toEqual([])
  })

  it('caps at 99, whatever the stock', () => {
    const { lines, capped } = mergeCarts([line('pin', 60)], [line('pin', 60)], stock({ pin: 500 }))
    expect(lines).toEqual([line('pin', 99)])
    expect(capped).toEqual([{ sku: 'pin', wanted: 120, quantity: 99 }])
  })

  it('keeps what is sold out or unknown: the cart tells', () => {
    const { lines, capped } = mergeCarts([line('gown', 1)], [line('gown', 1), line('ghost', 1)], stock({ gown: 0 }))
    expect(lines).toEqual([line('gown', 2), line('ghost', 1)])
    expect(capped).toEqual([])
  })

  it.each([0, -1, 1.5, 100, NaN])('refuses a quantity of %d', (quantity) => {
    expect(() => mergeCarts([line('gown', quantity)], [], stock({}))).toThrow(RangeError)
  })

  it('loses no sku, invents none, and caps exactly what it reports', () => {
    const carts = fc.array(
      fc.record({
        sku: fc.constantFrom('a', 'b', 'c', 'd'),
        quantity: fc.integer({ min: 1, max: 99 }),
        priceSeen: fc.constant(1),
      }),
      { maxLength: 5 },
    )
    const stocks = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 120 }))
    fc.assert(
      fc.property(carts, carts, stocks, (kept, added, counts) => {
        const { lines, capped } = mergeCarts(kept, added, stock(counts))
        const wanted = new Map<string, number>()
        for (const { sku, quantity } of [...kept, ...added]) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity)
        expect(lines.map(({ sku }) => sku)).toEqual([...wanted.keys()])
        for (const { sku, quantity } of lines) {
          const report = capped.find((each) => each.sku === sku)
          expect(report?.wanted ?? quantity).toBe(wanted.get(sku))
          expect(report?.quantity ?? quantity).toBe(quantity)
          expect(quantity).toBeLessThanOrEqual(Math.min(99, counts[sku] || 99))
          expect(quantity).toBeGreaterThanOrEqual(1)
        }
      }),
    )
  })
})
