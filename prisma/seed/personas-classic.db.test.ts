import { beforeAll, describe, expect, it } from 'vitest'
import { dayOf, isoDay } from '@/lib/core/days'
import { db } from '@/lib/core/db'
import { ACCOUNTS, lineOf } from '@/lib/demo/personas'
import { daysBefore, known, MOMENTS, seedPersonas } from './personas.fixture'

// The same people in the shop with the programme `classic`: in zlotys, members by their first purchase.

describe.each(MOMENTS)('the personas of classic as of %s', (moment) => {
  const now = new Date(moment)
  beforeAll(() => seedPersonas(now, 'classic').then(() => undefined), 60_000)

  it('are told with lines of their own', async () => {
    const { value } = await db.setting.findUniqueOrThrow({ where: { key: 'demoAccounts' } })
    expect(JSON.parse(value)).toEqual(
      ACCOUNTS.map((account) => ({ name: account.name, email: account.email, line: lineOf(account, 'classic') })),
    )
    expect(await db.setting.findUnique({ where: { key: 'demoProgramme' } })).toMatchObject({ value: 'classic' })
  })

  it('pay in zlotys, and nobody asked to join but Maren', async () => {
    const orders = await db.order.findMany({ select: { currency: true } })
    expect(new Set(orders.map(({ currency }) => currency))).toEqual(new Set(['PLN']))
    const products = await db.product.findMany({ select: { currency: true } })
    expect(new Set(products.map(({ currency }) => currency))).toEqual(new Set(['PLN']))
    expect(await db.membershipFact.findMany({ select: { kind: true, reason: true } })).toEqual([
      { kind: 'join', reason: 'request' },
    ])
  })

  it('Vera is Golden, by the dress of nine days ago that made her a member', async () => {
    const { standing, orders, offers } = await known('vera', now)
    expect(standing?.tier?.key).toBe('golden')
    expect(standing?.qualifyingSpend).toBe(442_000 * 4)
    expect(standing?.memberSince).toEqual(daysBefore(now, 9))
    expect(orders.map(({ discount, discountPercent, shipping }) => [discount, discountPercent, shipping])).toEqual([
      [44_200 * 4, 10, 4_000],
    ])
    expect(offers).toEqual([null, null, null]) // 5, 8 and 10% of every order, which nothing uses up
  })

  it('Helena has 47 orders, each but the first with the percentage of its tier', async () => {
    const { standing, orders, used } = await known('helena', now)
    expect(orders).toHaveLength(47)
    expect(standing?.tier?.key).toBe('golden')
    expect(orders.every(({ discountPercent }) => [5, 8, 10].includes(discountPercent ?? 0))).toBe(true)
    expect(used).toEqual(['first-order'])
  })

  it('Maren is 280.00 below Golden', async () => {
    const { standing, orders } = await known('maren', now)
    expect(orders.map(({ merchandise }) => merchandise)).toEqual([116_000, 56_000])
    expect(standing?.tier?.key).toBe('silver')
    expect(standing?.next?.key).toBe('golden')
    expect(standing?.amountToNext).toBe(28_000)
  })

  it('Ines ordered once, on March 15, which made her a member', async () => {
    const { standing, orders } = await known('ines', now)
    expect(orders).toHaveLength(1)
    expect(standing?.memberSince).toEqual(orders[0]?.placedAt)
  })

  it('Claire ordered fourteen times, and is Golden still', async () => {
    const { standing, orders } = await known('claire', now)
    expect(orders).toHaveLength(14)
    expect(standing?.tier?.key).toBe('golden')
  })

  it('Sigrid is Golden for twenty days more, 480.00 short of keeping it, and points of hers expire then', async () => {
    const { standing, orders } = await known('sigrid', now)
    expect(standing?.tier?.key).toBe('golden')
    // 345 days ago, the gown: until then the one of 420 days ago kept her Golden.
    expect(standing?.keep?.amount).toBe(48_000)
    const last = dayOf(standing?.keep?.by ?? now, 'UTC')
    expect([isoDay(dayOf(now, 'UTC') + 19), isoDay(dayOf(now, 'UTC') + 20)]).toContain(isoDay(last))
    expect(orders.at(-1)).toMatchObject({ merchandise: 152_000, pointsUsed: 5_000, pointsDiscount: 10_000 })
    expect(standing?.points.redeemed).toBe(5_000)
    const [expiring] = standing?.changes.filter(({ kind }) => kind === 'points-expire') ?? []
    expect(expiring?.points).toBe(-7_800)
    const { standing: later } = await known('sigrid', daysBefore(now, -21))
    expect(later?.tier?.key).toBe('silver')
  })
})
