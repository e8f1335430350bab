import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { parseProgramme } from '@/lib/loyalty/programme'
import { prospect } from '@/lib/loyalty/prospect'
import type { LoyaltyProgram, MembershipFact, Transaction } from '@/lib/loyalty/schema'
import { standingOf } from '@/lib/loyalty/standing'
import { entitlementsFor } from './rules'

/** The preset without its guard: the window decides every day. */
const unguarded: LoyaltyProgram = { ...sorento, cycle: null }

const at = (day: string) => new Date(`${day}T12:00:00.000Z`)
const member = (kind: 'join' | 'resign', day: string): MembershipFact => ({
  kind,
  at: at(day),
  reason: 'request',
  orderId: null,
})
const buy = (orderId: string, day: string, dollars: number): Transaction => ({
  kind: 'purchase',
  at: at(day),
  amount: dollars * 100,
  orderId,
})
const giveBack = (orderId: string, day: string, dollars: number): Transaction => ({
  ...buy(orderId, day, dollars),
  kind: 'return',
})

type Case = {
  asOf?: string
  memberships?: MembershipFact[]
  transactions?: Transaction[]
  usedOffers?: string[]
  programme?: LoyaltyProgram
  placing?: string
}

/** Entitlements of a member of January 1st, with orders as their transactions tell. */
function entitled({ asOf = '2026-06-01', transactions = [], usedOffers = [], placing, ...rest }: Case) {
  const { programme = sorento, memberships = [member('join', '2026-01-01')] } = rest
  const result = standingOf({ programme, memberships, transactions, asOf: at(asOf) })
  return entitlementsFor({
    programme,
    standing: result.member ? result.standing : null,
    orders: transactions.flatMap((fact) => (fact.kind === 'purchase' ? [{ id: fact.orderId, at: fact.at }] : [])),
    usedOffers,
    asOf: at(asOf),
    ...(placing ? { placing } : {}),
  })
}
const offers = (input: Case) => entitled(input).percents.map(({ offer }) => offer)

describe('the first-order offer', () => {
  const stranger = { programme: sorento, standing: null, usedOffers: [], asOf: at('2026-06-01') }

  it('is for an unknown visitor, with its reason', () => {
    expect(entitlementsFor({ ...stranger, orders: [] }).percents).toEqual([
      { offer: 'first-order', reason: 'discount.firstOrder', values: { percent: 10 }, percent: 10 },
    ])
  })

  it('is gone with any earlier paid order, returned or not', () => {
    expect(offers({ transactions: [buy('a', '2026-05-31', 20)] })).toEqual([])
    expect(offers({ transactions: [buy('a', '2026-05-31', 20), giveBack('a', '2026-05-31', 20)] })).toEqual([])
  })

  it('does not see an order that is later than the moment asked for, nor the one being placed', () => {
    const orders = [{ id: 'a', at: new Date(at('2026-06-01').getTime() + 1) }]
    expect(entitlementsFor({ ...stranger, orders }).percents).toHaveLength(1)
    const now = [{ id: 'a', at: at('2026-06-01') }]
    expect(entitlementsFor({ ...stranger, orders: now }).percents).toHaveLength(0)
    expect(entitlementsFor({ ...stranger, orders: now, placing: 'a' }).percents).toHaveLength(1)
  })

  it('is used once, whatever the time of its use', () => {
    expect(entitlementsFor({ ...stranger, orders: [], usedOffers: ['first-order'] }).percents).toEqual([])
  })
})

describe('a tier’s next-order offer', () => {
  const bronze = [buy('a', '2026-02-01', 4_190)]

  it('comes with the tier, keyed by the order that reached it', () => {
    expect(entitled({ transactions: bronze }).percents).toEqual([
      {
        offer: 'tier:bronze:a',
        reason: 'discount.tierNextOrder',
        values: { percent: 10, tier: 'Bronze' },
        percent: 10,
      },
    ])
  })

  it('is not there one cent below', () => {
    expect(offers({ transactions: [buy('a', '2026-02-01', 3_999.99)] })).toEqual([])
  })

  it('is used once', () => {
    expect(offers({ transactions: bronze, usedOffers: ['tier:bronze:a'] })).toEqual([])
    const next = [...bronze, buy('b', '2026-02-02', 100)]
    expect(offers({ transactions: next, usedOffers: ['tier:bronze:a'] })).toEqual([])
  })

  it('is never for the very order that reached the tier', () => {
    expect(offers({ transactions: bronze, placing: 'a' })).toEqual(['first-order'])
    const { after } = prospect({
      programme: sorento,
      memberships: [],
      transactions: [],
      asOf: at('2026-06-01'),
      cartMerchandise: 419_000,
    })
    const { percents } = entitlementsFor({
      programme: sorento,
      standing: after,
      orders: [],
      usedOffers: [],
      asOf: at('2026-06-01'),
    })
    expect(percents.map(({ offer }) => offer)).toEqual(['first-order'])
  })

  it('stays while a higher tier is held, beside that tier’s own', () => {
    const both = [...bronze, buy('b', '2026-03-01', 4_000)]
    expect(offers({ transactions: both })).toEqual(['tier:bronze:a', 'tier:silver:b'])
    expect(offers({ transactions: both, usedOffers: ['tier:bronze:a'] })).toEqual(['tier:silver:b'])
  })

  it('ends with the tier, and a leap gives one', () => {
    const leap = [buy('a', '2026-02-01', 9_000)]
    expect(offers({ transactions: leap })).toEqual(['tier:silver:a'])
    expect(offers({ transactions: [...leap, giveBack('a', '2026-03-01', 2_000)] })).toEqual([])
    expect(offers({ transactions: [...bronze, giveBack('a', '2026-03-01', 500)] })).toEqual([])
  })

  it('is kept, and not given again, when a higher tier ends', () => {
    const both = [...bronze, buy('b', '2026-03-01', 4_000)]
    expect(offers({ transactions: [...both, giveBack('b', '2026-03-05', 1_000)] })).toEqual(['tier:bronze:a'])
    const transactions = [buy('a', '2025-06-01', 4_000), buy('b', '2025-06-20', 4_500)]
    const later = { memberships: [member('join', '2025-01-01')], transactions, asOf: '2026-06-02' }
    expect(offers({ ...later, programme: unguarded })).toEqual(['tier:bronze:a'])
    const used = ['tier:bronze:a', 'tier:silver:b']
    expect(offers({ ...later, programme: unguarded, usedOffers: used })).toEqual([])
  })

  it('comes anew when the tier is reached anew, by another order', () => {
    const again = [...bronze, giveBack('a', '2026-03-01', 500), buy('c', '2026-04-01', 500)]
    expect(offers({ transactions: again, usedOffers: ['tier:bronze:a'] })).toEqual(['tier:bronze:c'])
  })

  it('is keyed by the day when a return’s leaving reached the tier', () => {
    const transactions = [buy('a', '2025-01-10', 900), giveBack('a', '2025-02-01', 900), buy('b', '2025-12-01', 4_500)]
    const memberships = [member('join', '2025-01-01')]
    const programme = { ...unguarded, joining: { ...sorento.joining, byTierOrder: false } }
    expect(offers({ programme, memberships, transactions, asOf: '2026-01-31' })).toEqual([])
    expect(offers({ programme, memberships, transactions, asOf: '2026-02-01' })).toEqual(['tier:bronze:2026-02-01'])
  })

  it('lasts while the tier is guarded, and none comes with the tier that one comes down to', () => {
    const transactions = [buy('a', '2025-06-01', 4_000), buy('b', '2025-06-20', 4_500)]
    const guarded = { memberships: [member('join', '2025-01-01')], transactions }
    expect(offers({ ...guarded, asOf: '2026-06-19' })).toEqual(['tier:bronze:a', 'tier:silver:b'])
    expect(offers({ ...guarded, asOf: '2026-06-20' })).toEqual([])
    const usedOffers = ['tier:bronze:a']
    const kept = [...transactions, buy('c', '2026-02-01', 4_500)]
    expect(offers({ ...guarded, transactions: kept, usedOffers, asOf: '2026-06-19' })).toEqual(['tier:silver:b'])
    expect(offers({ ...guarded, transactions: kept, usedOffers, asOf: '2026-06-20' })).toEqual([])
  })

  it('comes with the end of the hold, keyed by the order that was held', () => {
    const programme = { ...sorento, hold: { days: 30 } }
    expect(offers({ programme, transactions: bronze, asOf: '2026-03-02' })).toEqual([])
    expect(offers({ programme, transactions: bronze, asOf: '2026-03-03' })).toEqual(['tier:bronze:a'])
  })

  it('does not come again by leaving and rejoining', () => {
    const memberships = [member('join', '2026-01-01'), member('resign', '2026-03-01'), member('join', '2026-03-02')]
    expect(offers({ memberships, transactions: bronze })).toEqual(['tier:bronze:a'])
    expect(offers({ memberships, transactions: bronze, usedOffers: ['tier:bronze:a'] })).toEqual([])
    expect(offers({ memberships: memberships.slice(0, 2), transactions: bronze })).toEqual([])
  })

  it('does not come with rejoining in a tier that was come down to meanwhile', () => {
    const memberships = [member('join', '2025-01-01'), member('resign', '2025-12-01'), member('join', '2026-03-01')]
    const transactions = [buy('a', '2025-01-10', 4_500), buy('b', '2025-06-01', 4_000)]
    expect(offers({ memberships, transactions, asOf: '2025-07-01' })).toEqual(['tier:bronze:a', 'tier:silver:b'])
    expect(offers({ memberships, transactions, asOf: '2026-03-02' })).toEqual([])
  })
})

describe('a tier that comes with joining, and percentages on every order', () => {
  const white = {
    key: 'white',
    name: 'White',
    threshold: 0,
    accent: 'ink',
    benefits: [
      { kind: 'percent-off', percent: 5, on: 'next-order' },
      { kind: 'percent-off', percent: 3, on: 'every-order' },
    ],
  }
  const programme = parseProgramme({ ...sorento, tiers: [white, ...sorento.tiers] })

  it('gives its offer once for life', () => {
    const memberships = [member('join', '2026-01-01'), member('resign', '2026-03-01'), member('join', '2026-03-02')]
    const transactions = [buy('a', '2026-01-05', 50)]
    expect(offers({ programme, transactions })).toEqual(['tier:white:joined', null])
    expect(offers({ programme, transactions, memberships, usedOffers: ['tier:white:joined'] })).toEqual([null])
  })

  it('gives the percentage on every order without a key', () => {
    const { percents } = entitled({ programme, usedOffers: ['tier:white:joined', 'first-order'] })
    expect(percents).toEqual([
      { offer: null, reason: 'discount.tier', values: { percent: 3, tier: 'White' }, percent: 3 },
    ])
  })
})

describe('free shipping', () => {
  it('goes to the United States for everybody, and to what a tier adds', () => {
    expect(entitled({}).freeShippingTo).toEqual(['US'])
    const tiers = sorento.tiers.map((tier) => ({
      ...tier,
      benefits: [{ kind: 'free-shipping', countries: ['US', 'PL'] }],
    }))
    const programme = parseProgramme({ ...sorento, tiers })
    expect(entitled({ programme }).freeShippingTo).toEqual(['US'])
    expect(entitled({ programme, transactions: [buy('a', '2026-02-01', 4_000)] }).freeShippingTo).toEqual(['US', 'PL'])
  })
})
