import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf, readRow } from './row'
import { COLUMNS, type RawRow } from './schema'

const RULES = { name: 'Classic', currency: 'PLN', timeZone: 'UTC' }
const ROW = {
  ...{ id: 't-1', customer: 'c-17', time: '2026-11-21T18:05:00Z', kind: 'purchase' },
  ...{ amount: '129.90', currency: 'PLN', channel: 'till' },
}
const read = (change: RawRow = {}) => readRow({ ...ROW, ...change }, RULES)
const fault = (change: RawRow) => {
  const one = read(change)
  return one.ok ? null : one.fault
}

describe('a row', () => {
  it('becomes a report', () => {
    expect(read()).toEqual({
      ok: true,
      value: {
        ...{ id: 't-1', customer: 'c-17', kind: 'purchase', at: new Date('2026-11-21T18:05:00Z') },
        ...{ amount: 12_990, currency: 'PLN', channel: 'till' },
      },
    })
  })

  it('may have blanks around its values, and an e-mail in any case', () => {
    expect(read({ id: ' t-1 ', customer: ' Anna@Example.PL', amount: ' 1 ' })).toMatchObject({
      value: { id: 't-1', customer: 'anna@example.pl', amount: 100 },
    })
    expect(read({ customer: 'C-17' })).toMatchObject({ value: { customer: 'C-17' } })
  })

  it('may state its amount as a number, as JSON can', () => {
    expect(read({ amount: 129.9, customer: 17 })).toMatchObject({ value: { amount: 12_990, customer: '17' } })
    expect(fault({ amount: 0.1 + 0.2 })).toContain('more than two decimals')
    expect(fault({ amount: 1e21 })).toContain('not a decimal')
  })

  it.each(['join', 'resign'])('of kind %s needs neither amount nor currency nor channel', (kind) => {
    expect(read({ kind, amount: '', currency: '', channel: '' })).toMatchObject({
      value: { kind, amount: 0, currency: '', channel: '' },
    })
    expect(read({ kind, amount: '0.00' })).toMatchObject({ value: { amount: 0, currency: 'PLN', channel: 'till' } })
    expect(fault({ kind, amount: '5' })).toBe(`amount "5" means nothing for kind "${kind}"`)
    expect(fault({ kind, amount: '', currency: 'USD' })).toContain('is not PLN')
  })

  it.each<[RawRow, string]>([
    [{ id: '' }, 'id is missing'],
    [{ id: undefined }, 'id is missing'],
    [{ customer: ' ' }, 'customer is missing'],
    [{ id: 'a\u0000b' }, 'id "a\\u0000b" holds a line break or another control character'],
    [{ customer: 'a\nb' }, 'customer "a\\nb" holds a line break or another control character'],
    [{ customer: 'x'.repeat(255) }, 'is longer than 254 characters'],
    [{ id: '\ud800' }, 'is not valid Unicode'],
    [{ id: { a: 1 } }, 'id "of another type" is not a text'],
    [{ channel: true }, 'channel "true" is not a text'],
    [{ kind: '' }, 'kind is missing'],
    [{ kind: 'Purchase' }, 'kind "Purchase" is none of purchase, return, join, resign'],
    [{ time: '' }, 'time is missing'],
    [{ time: '2026-02-30' }, 'time "2026-02-30" names a day that does not exist'],
    [{ amount: '' }, 'amount is missing'],
    [{ amount: '-5' }, 'amount "-5" is negative'],
    [{ currency: '' }, 'currency is missing'],
    [{ currency: 'USD' }, 'currency "USD" is not PLN, which the programme Classic counts in'],
    [{ currency: 'pln' }, 'currency "pln" is not PLN'],
    [{ channel: '' }, 'channel is missing'],
  ])('%j is refused: %s', (change, reason) => {
    expect(fault(change)).toContain(reason)
  })

  it('of any content is read whole or refused with a reason on one line', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.anything())
    const fields = Object.fromEntries(COLUMNS.map((column) => [column, fc.oneof(fc.constant(ROW[column]), anything)]))
    fc.assert(
      fc.property(fc.record(fields, { requiredKeys: [] }), (raw) => {
        const one = readRow(raw, RULES)
        if (one.ok) expect(Object.values(one.value).every((value) => value !== undefined)).toBe(true)
        else expect(one.fault).toMatch(/^[^\n\r]+$/)
      }),
    )
  })
})

describe('what a row calls itself', () => {
  it.each([
    [{ id: ' t-1 ' }, 't-1'],
    [{ id: 7 }, '7'],
    [{ id: '' }, null],
    [{ id: {} }, null],
    [{}, null],
    [null, null],
    ['t-1', null],
  ])('%j is %j', (raw, id) => {
    expect(idOf(raw)).toBe(id)
  })
})
