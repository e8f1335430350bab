import { describe, expect, it } from 'vitest'
import type { MerchandisingDefinition } from '@/lib/catalog/merchandising'
import { shopOf } from '../shop.fixture'
import { ruleRows, ruleSentence, ruleWords, stateOf } from './words'

const shop = shopOf()
const PIN: MerchandisingDefinition = {
  ...{ kind: 'pin', target: { by: 'product', product: 'rapace-off-shoulder-gown' }, category: 'dresses' },
  ...{ from: '2026-12-01', until: '2026-12-31', place: 1, factor: null, note: 'New season' },
}

describe('a rule in words', () => {
  it('says what, where, when and why', () => {
    expect(ruleSentence(PIN, shop)).toBe(
      'Pin the Rapace gown to place 1 in Dresses, December 1\u2009–\u200931, 2026: New season',
    )
  })

  it.each<[Partial<MerchandisingDefinition>, string]>([
    [
      { kind: 'boost', target: { by: 'attribute', token: 'fabric:silk velvet' }, category: null, factor: 1.5 },
      'Boost Fabric: Silk velvet everywhere, times 1.5',
    ],
    [{ kind: 'bury', target: { by: 'house', house: 'corvane' }, factor: 0.5 }, 'Bury Corvane in Dresses, times 0.5'],
    [{ kind: 'exclude', target: { by: 'attribute', token: 'hue:red' } }, 'Leave out Colour family: Red in Dresses'],
    [{ target: { by: 'product', product: 'long-gone' } }, 'Pin the long-gone to place 1 in Dresses'],
  ])('says each kind', (values, words) => expect(ruleWords({ ...PIN, ...values }, shop)).toBe(words))

  it.each([
    [{ from: '2026-12-01', until: null }, 'from December 1, 2026'],
    [{ from: '2026-12-01', until: '2026-12-01' }, 'December 1, 2026'],
  ])('says its days', (days, words) => expect(ruleSentence({ ...PIN, ...days }, shop)).toContain(`, ${words}: `))
})

describe('where a rule stands', () => {
  it('both its days are included', () => {
    const on = (day: string) => stateOf(PIN, null, day)
    expect(['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([
      'coming',
      'inForce',
      'inForce',
      'past',
    ])
    expect(stateOf({ ...PIN, until: null }, null, '2099-01-01')).toBe('inForce')
    expect(stateOf(PIN, new Date(0), '2026-12-10')).toBe('retired')
  })

  it('decides the order of the list, the newest first', () => {
    const rule = (
      id: string,
      values: Partial<MerchandisingDefinition>,
      createdAt: number,
      retiredAt: Date | null = null,
    ) => ({ ...PIN, ...values, id, createdAt: new Date(createdAt), retiredAt })
    const rows = ruleRows(
      [
        rule('over', { from: '2026-01-01', until: '2026-01-02' }, 9),
        rule('older', { from: '2026-11-01' }, 1),
        rule('back', {}, 8, new Date('2026-11-04T12:00:00Z')),
        rule('newer', { from: '2026-11-02' }, 2),
        rule('coming', {}, 7),
      ],
      shop,
    )
    expect(rows.map(({ id }) => id)).toEqual(['newer', 'older', 'coming', 'over', 'back'])
    expect(rows.map(({ takenBack }) => takenBack)).toEqual([null, null, null, null, 'November 4, 2026'])
  })
})
