import { describe, expect, it } from 'vitest'
import { merchandisingRuleSchema, rulesOn, type MerchandisingRule } from './merchandising'

const PIN: MerchandisingRule = {
  ...{ id: 'rule-1', kind: 'pin', target: { by: 'product', product: 'rapace-off-shoulder-gown' }, category: 'dresses' },
  ...{ from: '2026-12-01', until: '2026-12-31', place: 1, factor: null, note: 'New season' },
}
const faultsOf = (values: object) => {
  const parsed = merchandisingRuleSchema.safeParse({ ...PIN, ...values })
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
}

describe('a rule', () => {
  it.each([
    [{}],
    [{ category: null, until: null }],
    [{ place: 12 }],
    [{ kind: 'boost', target: { by: 'house', house: 'corvane' }, factor: 5 }],
    [{ kind: 'bury', target: { by: 'attribute', token: 'hue:red' }, factor: 0 }],
    [{ kind: 'exclude' }],
    [{ until: '2026-12-01' }],
  ])('is sound: %j', (values) => expect(faultsOf(values)).toEqual([]))

  it.each([
    [{ place: null }, 'place'],
    [{ place: 13 }, 'place'],
    [{ target: { by: 'house', house: 'corvane' } }, 'place'],
    [{ kind: 'boost', factor: 1 }, 'factor'],
    [{ kind: 'bury', factor: null }, 'factor'],
    [{ target: { by: 'attribute', token: 'velvet' } }, 'target.token'],
    [{ until: '2026-11-30' }, 'until'],
    [{ from: '2026-02-30' }, 'from'],
    [{ note: '  ' }, 'note'],
  ])('is refused: %j', (values, path) => expect(faultsOf(values)).toContain(path))
})

it('rules are in force from their first day to their last, both included', () => {
  const open: MerchandisingRule = { ...PIN, id: 'rule-2', until: null }
  const on = (day: string) => rulesOn([PIN, open], day).map(({ id }) => id)
  expect(on('2026-11-30')).toEqual([])
  expect(on('2026-12-01')).toEqual(['rule-1', 'rule-2'])
  expect(on('2026-12-31')).toEqual(['rule-1', 'rule-2'])
  expect(on('2027-01-01')).toEqual(['rule-2'])
})
