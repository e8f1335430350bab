import { describe, expect, it } from 'vitest'
import { merchandisingRuleSchema } from '@/lib/catalog/merchandising'
import { shopOf } from '../shop.fixture'
import { EVERYWHERE, parseRule, typedRule, type RuleField, type RuleTyped } from './form'

const shop = shopOf()
const PIN: RuleTyped = {
  ...{ kind: 'pin', what: 'product:rapace-off-shoulder-gown', where: 'dresses', place: '1', factor: '' },
  ...{ from: '2026-12-01', until: '2026-12-31', note: 'New season' },
}
const parse = (values: Partial<RuleTyped> = {}) => parseRule({ ...PIN, ...values }, shop)
const faults = (values: Partial<RuleTyped>) => {
  const parsed = parse(values)
  return parsed.ok ? {} : parsed.fault
}

describe('the rule that a form states', () => {
  it('is one that the shop can read', () => {
    const parsed = parse()
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault))
    expect(merchandisingRuleSchema.parse(parsed.value)).toEqual(parsed.value)
    expect(parsed.value).toEqual({
      ...{ kind: 'pin', target: { by: 'product', product: 'rapace-off-shoulder-gown' }, category: 'dresses' },
      ...{ from: '2026-12-01', until: '2026-12-31', place: 1, factor: null, note: 'New season' },
    })
  })

  it.each([
    ['boost', { kind: 'boost', what: 'attribute:fabric:silk velvet', where: EVERYWHERE, place: '', factor: '1.5' }],
    ['bury', { kind: 'bury', what: 'house:corvane', place: 'x', factor: '0,5' }],
    ['bury to nothing', { kind: 'bury', factor: '0' }],
    ['exclude', { kind: 'exclude', what: 'attribute:hue:red', place: '99', factor: '99' }],
    ['open-ended', { until: '' }],
    ['ends today', { from: '2026-11-01', until: '2026-11-21' }],
  ])('can be of every kind: %s', (_, values) => expect(faults(values)).toEqual({}))

  it.each<[string, Partial<RuleTyped>, RuleField]>([
    ['an unknown kind', { kind: 'promote' }, 'kind'],
    ['nothing chosen', { what: '' }, 'what'],
    ['a piece that is none', { what: 'product:__proto__' }, 'what'],
    ['a value that no piece has', { what: 'attribute:fabric:paper' }, 'what'],
    ['a pinned house', { what: 'house:corvane' }, 'what'],
    ['a category that is none', { where: 'toys' }, 'where'],
    ['no category', { where: '' }, 'where'],
    ['a piece of another category', { where: 'shoes' }, 'where'],
    ['a house without a piece there', { kind: 'exclude', what: 'house:calvento', where: 'scarves' }, 'where'],
    ['no place', { place: '' }, 'place'],
    ['place 0', { place: '0' }, 'place'],
    ['place 13', { place: '13' }, 'place'],
    ['half a place', { place: '1.5' }, 'place'],
    ['a boost of 1', { kind: 'boost', factor: '1' }, 'factor'],
    ['a boost above 5', { kind: 'boost', factor: '5.01' }, 'factor'],
    ['burying by 1', { kind: 'bury', factor: '1' }, 'factor'],
    ['burying below nothing', { kind: 'bury', factor: '-1' }, 'factor'],
    ['no number', { kind: 'boost', factor: 'a lot' }, 'factor'],
    ['no first day', { from: '' }, 'from'],
    ['a day that is none', { from: '2026-02-30' }, 'from'],
    ['a last day before the first', { until: '2026-11-30' }, 'until'],
    ['a last day that is over', { from: '2026-10-01', until: '2026-11-20' }, 'until'],
    ['no reason', { note: '' }, 'note'],
    ['a long reason', { note: 'x'.repeat(121) }, 'note'],
  ])('is refused at its field: %s', (_, values, field) => {
    expect(Object.keys(faults(values))).toEqual([field])
    expect(faults(values)[field]).toMatch(/\.$/)
  })

  it('reads texts only, whatever comes', () => {
    const typed = typedRule((field) =>
      field === 'kind' ? { toString: 1 } : field === 'note' ? 'n'.repeat(9_999) : null,
    )
    expect(typed).toMatchObject({ kind: '', what: '' })
    expect(typed.note).toHaveLength(200)
    expect(parseRule(typed, shop).ok).toBe(false)
  })
})
