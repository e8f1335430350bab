import { describe, expect, it } from 'vitest'
import { sorento } from './presets/sorento'
import { parseProgramme } from './programme'
import { CART_ORDER, joinsByOrder, prospect } from './prospect'
import { standingOf } from './standing'
import type { LoyaltyProgram, MembershipFact, Transaction } from './schema'

const asOf = new Date('2026-11-16T21:42:00.000Z')
const before = (days: number) => new Date(asOf.getTime() - days * 86_400_000)
const fact = (kind: 'join' | 'resign', days: number): MembershipFact => ({
  kind,
  at: before(days),
  reason: 'request',
  orderId: null,
})
const bought = (dollars: number, days: number): Transaction => ({
  kind: 'purchase',
  at: before(days),
  amount: dollars * 100,
  orderId: `order-${days}`,
})
const [bronze, silver, gold] = sorento.tiers

function look(
  cartDollars: number,
  memberships: MembershipFact[] = [],
  transactions: Transaction[] = [],
  programme: LoyaltyProgram = sorento,
) {
  return prospect({ programme, memberships, transactions, asOf, cartMerchandise: Math.round(cartDollars * 100) })
}

describe('a cart of somebody who is no member', () => {
  it('with $3,500.00 is $500.00 away from Bronze', () => {
    const result = look(3_500)
    expect(result.before).toBeNull()
    expect(result.nudge).toEqual({ tier: bronze, amount: 50_000, have: 350_000, threshold: 400_000 })
    expect(result.reachesTier).toBeNull()
    expect(result.after.qualifyingSpend).toBe(350_000)
  })

  it.each([
    [3_999.99, 1, null],
    [4_000, null, 'Bronze'],
    [4_190, null, 'Bronze'],
    [8_000, null, 'Silver'],
  ])('with $%d: %s cents missing, reaches %s', (dollars, missing, reaches) => {
    const { nudge, reachesTier } = look(dollars)
    expect(nudge?.amount ?? null).toBe(missing)
    expect(reachesTier?.name ?? null).toBe(reaches)
  })

  it('counts alone, whatever was bought before', () => {
    expect(look(3_500, [], [bought(3_000, 0), bought(9_000, 5)]).nudge?.amount).toBe(50_000)
  })

  it('says nothing while it is empty', () => {
    expect(look(0)).toMatchObject({ before: null, nudge: null, reachesTier: null })
  })

  it('says nothing where an order makes nobody a member', () => {
    const byRequest = parseProgramme({ ...sorento, joining: { byRequest: true, byTierOrder: false } })
    expect(look(3_500, [], [], byRequest)).toMatchObject({ nudge: null, reachesTier: null })
    expect(look(4_000, [], [], byRequest)).toMatchObject({ nudge: null, reachesTier: null })
  })

  it('says nothing to somebody who resigned: they come back by request', () => {
    const left = [fact('join', 50), fact('resign', 40)]
    expect(look(3_500, left)).toMatchObject({ before: null, nudge: null, reachesTier: null })
    expect(look(4_000, left)).toMatchObject({ before: null, nudge: null, reachesTier: null })
  })

  it('is not told that it reaches the tier that joining alone gives', () => {
    const white = { key: 'white', name: 'White', threshold: 0, accent: 'ink' as const, benefits: [] }
    const based = parseProgramme({ ...sorento, tiers: [white, ...sorento.tiers] })
    expect(look(100, [], [], based)).toMatchObject({ nudge: { tier: bronze, amount: 390_000 }, reachesTier: null })
    expect(look(4_000, [], [], based)).toMatchObject({ nudge: null, reachesTier: bronze })
  })
})

describe('a member’s cart', () => {
  const member = [fact('join', 100)]

  it('adds to what counts already', () => {
    const result = look(1_000, member, [bought(4_190, 5)])
    expect(result.before?.tier).toEqual(bronze)
    expect(result.nudge).toEqual({ tier: silver, amount: 281_000, have: 519_000, threshold: 800_000 })
  })

  it('of nothing leaves the standing as it is', () => {
    const result = look(0, member, [bought(4_190, 5)])
    expect(result.after).toEqual(result.before)
    expect(result.nudge).toBeNull()
  })

  it('reaches the next tier at exactly the threshold, and not one cent below', () => {
    expect(look(3_810, member, [bought(4_190, 5)])).toMatchObject({ reachesTier: silver, nudge: null })
    expect(look(3_809.99, member, [bought(4_190, 5)])).toMatchObject({ reachesTier: null, nudge: { amount: 1 } })
  })

  it('has nothing to reach at the top', () => {
    expect(look(500, member, [bought(15_000, 5)])).toMatchObject({ reachesTier: null, nudge: null })
    expect(look(15_000, member)).toMatchObject({ reachesTier: gold, nudge: null })
  })

  it('names itself as the order that reached the tier', () => {
    expect(look(4_000, member).after.reached).toEqual({ at: asOf, orderId: CART_ORDER })
  })
})

it('refuses a cart whose amount is no amount', () => {
  expect(() => look(-1)).toThrow(RangeError)
  expect(() => look(-1, [fact('join', 1)])).toThrow(RangeError)
})

describe('joinsByOrder', () => {
  const joins = (dollars: number, memberships: MembershipFact[] = [], programme: LoyaltyProgram = sorento) =>
    joinsByOrder({ programme, memberships, order: { id: 'a', at: asOf, merchandise: Math.round(dollars * 100) } })

  it('from exactly the lowest threshold on', () => {
    expect(joins(3_999.99)).toBe(false)
    expect(joins(4_000)).toBe(true)
    expect(joins(20_000)).toBe(true)
  })

  it('and the member it makes is Bronze from that moment, by that order', () => {
    const memberships: MembershipFact[] = [{ kind: 'join', at: asOf, reason: 'order', orderId: 'a' }]
    const transactions: Transaction[] = [{ kind: 'purchase', at: asOf, amount: 419_000, orderId: 'a' }]
    const result = standingOf({ programme: sorento, memberships, transactions, asOf })
    expect(result).toMatchObject({ member: true, standing: { tier: bronze, reached: { at: asOf, orderId: 'a' } } })
  })

  it('never a member, and never somebody who resigned', () => {
    expect(joins(4_000, [fact('join', 1)])).toBe(false)
    expect(joins(4_000, [fact('join', 2), fact('resign', 1)])).toBe(false)
  })

  it('sees no joining that is later than the order', () => {
    expect(joins(4_000, [{ ...fact('join', 0), at: new Date(asOf.getTime() + 1) }])).toBe(true)
  })

  it('only where the programme lets orders do so', () => {
    const byRequest = parseProgramme({ ...sorento, joining: { byRequest: true, byTierOrder: false } })
    expect(joins(4_000, [], byRequest)).toBe(false)
  })
})
