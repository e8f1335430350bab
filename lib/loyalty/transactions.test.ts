import { expect, it } from 'vitest'
import { loyaltyFactsOf, type CountedOrder } from './transactions'

const day = (iso: string) => new Date(`${iso}T12:00:00Z`)
const none = { entries: [], memberships: [], redemptions: [] }
const order: CountedOrder = {
  ...{
    id: 'a',
    placedAt: day('2026-03-01'),
    merchandise: 400_000,
    discount: 40_000,
    pointsDiscount: 1_000,
    returns: [],
  },
}
const back = { at: day('2026-03-09'), merchandise: 69_000, refund: 60_000 }

it('tells an order as a purchase and each of its returns as what it takes back, at their own moments', () => {
  const programme = { qualifying: 'merchandise', currency: 'USD' } as const
  const { transactions } = loyaltyFactsOf(programme, {
    ...none,
    orders: [order, { ...order, id: 'b', returns: [back] }],
  })
  expect(transactions).toEqual([
    { kind: 'purchase', at: day('2026-03-01'), amount: 400_000, orderId: 'a' },
    { kind: 'purchase', at: day('2026-03-01'), amount: 400_000, orderId: 'b' },
    { kind: 'return', at: day('2026-03-09'), amount: 69_000, orderId: 'b' },
  ])
})

it('counts what was paid, and what was paid back, where the programme says so', () => {
  const programme = { qualifying: 'paid', currency: 'USD' } as const
  const { transactions } = loyaltyFactsOf(programme, { ...none, orders: [{ ...order, returns: [back] }] })
  expect(transactions.map(({ amount }) => amount)).toEqual([359_000, 60_000])
})

it('reads what the till reported, in the currency of the programme only', () => {
  const entry = { at: day('2026-03-02'), amount: 5_000, currency: 'PLN', channel: 'till' }
  const entries = [
    { ...entry, id: '1', kind: 'purchase' as const },
    { ...entry, id: '2', kind: 'return' as const },
    { ...entry, id: '3', kind: 'purchase' as const, currency: 'USD' },
    { ...entry, id: '4', kind: 'join' as const, amount: 0, currency: '' },
  ]
  const facts = loyaltyFactsOf({ qualifying: 'paid', currency: 'PLN' }, { ...none, orders: [], entries })
  expect(facts.transactions).toEqual([
    { kind: 'purchase', at: entry.at, amount: 5_000, orderId: '1' },
    { kind: 'return', at: entry.at, amount: 5_000, orderId: null },
  ])
  expect(facts.memberships).toEqual([{ kind: 'join', at: entry.at, reason: 'request', orderId: null }])
})
