import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classic } from './presets/classic'
import { sorento } from './presets/sorento'
import { parseProgramme } from './programme'
import { CART_ORDER, joinsByOrder, prospect } from './prospect'
import { standingOf } from './standing'
import { amount, history } from './standing.arbitrary'
import type { LoyaltyProgram, MembershipFact, Tier, Transaction } from './schema'

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
    expect(look(3_500, [], [bought(3_000, 0), bought(3_900, 5)]).nudge?.amount).toBe(50_000)
  })

  it('that makes a member counts with what else was bought on that day', () => {
    const { after, reachesTier } = look(4_000, [], [bought(3_900, 0.1), bought(3_900, 5)])
    expect(after.qualifyingSpend).toBe(790_000)
    expect(reachesTier).toEqual(bronze)
    expect(look(4_000, [], [bought(3_900, 0.1), bought(100, 0.2)]).reachesTier).toEqual(silver)
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

describe('where the first purchase makes a member', () => {
  const golden = (dollars: number, memberships: MembershipFact[] = [], facts: Transaction[] = []) =>
    look(dollars, memberships, facts, classic)

  it('a stranger’s cart counts alone, from the first coin on', () => {
    const { before, nudge, reachesTier, after } = golden(100)
    expect({ before, reachesTier }).toEqual({ before: null, reachesTier: null })
    expect(nudge).toMatchObject({ tier: { name: 'Green' }, amount: 20_000, have: 10_000 })
    expect(after).toMatchObject({ tier: { name: 'White' }, memberSince: asOf })
  })

  it.each([
    [299.99, null, 'Green'],
    [300, 'Green', null],
    [1_999.99, 'Silver', null],
    [2_000, 'Golden', null],
  ])('with %d it reaches %s, or is nudged to %s', (zlotys, reaches, nudged) => {
    const { reachesTier, nudge } = golden(zlotys)
    expect([reachesTier?.name ?? null, nudge?.tier.name ?? null]).toEqual([reaches, nudged])
  })

  it('who left is promised nothing', () => {
    expect(golden(500, [fact('resign', 1)], [bought(10, 5)])).toMatchObject({ nudge: null, reachesTier: null })
  })
})

describe('with a hold', () => {
  const held = parseProgramme({ ...sorento, hold: { days: 30 } })
  const member = [fact('join', 400)]
  const day = new Date('2026-12-16T00:00:00.000Z')

  it('the cart waits, and what it will reach is told with the day', () => {
    const result = look(4_000, member, [], held)
    expect(result).toMatchObject({ reachesTier: bronze, from: day, nudge: null })
    expect(result.after).toMatchObject({ tier: null, qualifyingSpend: 0, pendingSpend: 400_000 })
    expect(look(3_999.99, member, [], held)).toMatchObject({ reachesTier: null, from: day, nudge: { amount: 1 } })
    expect(look(4_000, member).from).toBeNull()
  })

  it('what waits already counts by then, and what has left does not', () => {
    expect(look(1_000, member, [bought(3_000, 10)], held)).toMatchObject({ reachesTier: bronze })
    expect(look(1_000, member, [bought(3_000, 340)], held)).toMatchObject({ nudge: { amount: 300_000, have: 100_000 } })
  })

  it('a tier that comes without this cart is not this cart’s', () => {
    expect(look(10, member, [bought(4_000, 10)], held)).toMatchObject({
      reachesTier: null,
      nudge: { tier: silver, amount: 399_000 },
    })
  })

  it('a tier that is held now and will be gone by then is not reached by it', () => {
    const monthly = parseProgramme({ ...held, cycle: null, window: { kind: 'rolling', days: 60 } })
    const facts = [bought(4_000, 59)]
    expect(look(3_999, member, facts, monthly)).toMatchObject({
      before: { tier: bronze },
      nudge: { tier: silver, amount: 400_100, have: 399_900 },
    })
    expect(look(4_000, member, facts, monthly)).toMatchObject({ reachesTier: null, nudge: { tier: silver } })
  })

  it('a cart whose window ends before its hold promises nothing', () => {
    const yearly = parseProgramme({ ...held, window: { kind: 'calendar-year' }, hold: { days: 60 } })
    expect(look(4_000, member, [], yearly)).toMatchObject({ reachesTier: null, nudge: null })
  })
})

describe('a guarded member’s cart', () => {
  it('leads from the tier that is held to the next, by what counts now', () => {
    const { before, nudge } = look(500, [fact('join', 700)], [bought(4_000, 380), bought(4_500, 360)])
    expect(before?.tier).toEqual(silver)
    expect(nudge).toEqual({ tier: gold, amount: 1_000_000, have: 500_000, threshold: 1_500_000 })
  })
})

describe('prospect, on random programmes, histories and carts', () => {
  it('nudges to exactly the amount at which the nudge is gone and the tier reached', () => {
    fc.assert(
      fc.property(history, amount, (input, cartMerchandise) => {
        const { before, after, nudge, reachesTier, from } = prospect({ ...input, cartMerchandise })
        expect(nudge && reachesTier).toBeNull()
        const now = standingOf(input)
        expect(before).toEqual(now.member ? now.standing : null)
        if (before && (nudge ?? reachesTier) && !from)
          expect(after.qualifyingSpend).toBe(before.qualifyingSpend + cartMerchandise)
        if (reachesTier && !from) expect(after.tier).toEqual(reachesTier)
        if (!nudge) return
        expect(nudge.have + nudge.amount).toBe(nudge.threshold)
        const place = (tier: Tier | null) => input.programme.tiers.findIndex(({ key }) => key === tier?.key)
        const enough = prospect({ ...input, cartMerchandise: cartMerchandise + nudge.amount })
        expect(enough.nudge).toBeNull()
        // A stranger's cart that makes a member counts with what else was bought on that day.
        expect(place(enough.reachesTier)).toBeGreaterThanOrEqual(place(nudge.tier))
        if (before) expect(enough.reachesTier).toEqual(nudge.tier)
        const oneCentLess = prospect({ ...input, cartMerchandise: cartMerchandise + nudge.amount - 1 })
        // On the day on which a tier was lost, less than its threshold still keeps it.
        if (input.programme.tiers.some(({ keep }) => keep !== undefined)) return
        expect(oneCentLess.reachesTier).toBeNull()
        expect(oneCentLess.nudge?.amount ?? 1).toBe(1)
      }),
      { numRuns: 500 },
    )
  })
})
