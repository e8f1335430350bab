import { expect, it } from 'vitest'
import { transactionsOf } from './transactions'

const day = (iso: string) => new Date(`${iso}T12:00:00Z`)

it('tells an order as a purchase and each of its returns as what it takes back, at their own moments', () => {
  const order = { id: 'a', placedAt: day('2026-03-01'), merchandise: 400_000, returns: [] }
  const returned = { ...order, id: 'b', returns: [{ at: day('2026-03-09'), merchandise: 69_000 }] }
  expect(transactionsOf([order, returned])).toEqual([
    { kind: 'purchase', at: day('2026-03-01'), amount: 400_000, orderId: 'a' },
    { kind: 'purchase', at: day('2026-03-01'), amount: 400_000, orderId: 'b' },
    { kind: 'return', at: day('2026-03-09'), amount: 69_000, orderId: 'b' },
  ])
  expect(transactionsOf([])).toEqual([])
})
