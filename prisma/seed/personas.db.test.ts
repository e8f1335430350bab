import { verify } from '@node-rs/argon2'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { dayOf as dayNumber, isoDay, MS_PER_DAY } from '@/lib/core/days'
import { PERSONAS } from '@/lib/demo/personas'
import { monthsBefore } from './past/calendar'
import { daysBefore, known, MOMENTS, PASSWORD, seedPersonas } from './personas.fixture'

describe.each(MOMENTS)('the personas as of %s', (moment) => {
  const now = new Date(moment)
  beforeAll(async () => {
    await seedPersonas(now, 'sorento')
  }, 60_000)
  const dayOf = (days: number) => daysBefore(now, days)

  it('all have an account with the demo password; one is staff; the newcomer is nobody', async () => {
    const customers = await db.customer.findMany()
    const accounts = PERSONAS.filter((persona) => persona.id !== null)
    expect(customers.map(({ id, email, name, role }) => ({ id, email, name, role })).sort(byId)).toEqual(
      accounts.map(({ id, email, name, role }) => ({ id, email, name, role })).sort(byId),
    )
    expect(customers.filter(({ role }) => role === 'staff')).toHaveLength(1)
    expect(await verify(customers[0]?.passwordHash ?? '', PASSWORD)).toBe(true)
    expect(customers.every(({ seeded }) => seeded)).toBe(true)
  })

  it('Vera bought a dress with a jewel nine days ago, is Bronze by it and has her next 10% before her', async () => {
    const { standing, offers, orders, used } = await known('vera', now)
    expect(orders).toHaveLength(1)
    const [order] = orders
    expect(order?.placedAt).toEqual(dayOf(9))
    expect(order?.lines.map(({ product }) => product)).toEqual(['notte-sequin-gown', 'anello-pave-hoops'])
    expect(standing?.tier?.key).toBe('bronze')
    expect(standing?.qualifyingSpend).toBe(442_000)
    expect(standing?.reached).toEqual({ at: dayOf(9), orderId: order?.id })
    expect(order?.discount).toBe(44_200)
    expect(used).toEqual(['first-order'])
    expect(offers).toEqual([`tier:bronze:${order?.id}`])
  })

  it('Helena has 47 orders over three years, is Gold, and no offer waits for her', async () => {
    const { standing, offers, orders } = await known('helena', now)
    expect(orders).toHaveLength(47)
    const first = orders[0]?.placedAt.getTime() ?? 0
    expect(first).toBeLessThan(monthsBefore(now, 36).getTime())
    expect(first).toBeGreaterThan(monthsBefore(now, 38).getTime())
    expect(standing?.tier?.key).toBe('gold')
    expect(offers).toEqual([])
  })

  it('Helena is a member for another three years, because she confirmed in time', async () => {
    const { standing } = await known('helena', now)
    const until = standing?.validity?.until.getTime() ?? 0
    expect(until).toBeGreaterThan(daysBefore(now, -2 * 365).getTime())
    expect(await db.membershipFact.count({ where: { kind: 'confirm' } })).toBe(1)
  })

  it('Sigrid is Silver for twenty days more, 1,390.00 short of keeping it', async () => {
    const { standing } = await known('sigrid', now)
    expect(standing?.tier?.key).toBe('silver')
    expect(standing?.reached?.at).toEqual(dayOf(345))
    expect(standing?.qualifyingSpend).toBe(661_000 + 510_000)
    expect(standing?.keep?.amount).toBe(139_000)
    expect(isoDay(dayNumber(standing?.keep?.by ?? now, 'UTC'))).toBe(isoDay(dayNumber(dayOf(-20), 'UTC')))
    const { standing: later } = await known('sigrid', dayOf(-21))
    expect(later?.tier?.key).toBe('bronze')
  })

  it('Sigrid spent 2,500 points, has points left, and 700 of her first order expire in three weeks', async () => {
    const { standing, orders } = await known('sigrid', now)
    const last = orders.at(-1)
    expect(last).toMatchObject({ pointsUsed: 2_500, pointsDiscount: 5_000 })
    expect(last?.total).toBe(169_000 - (last?.discount ?? 0) - 5_000)
    const { redeemed, active, earned, reversed } = standing?.points ?? {}
    expect(redeemed).toBe(2_500)
    // 3,200 without a tier, 3,080 as Bronze, then two for a dollar: 5,100, 1,780, 3,860 less 720, 1,690.
    expect(earned).toBe(3_200 + 3_080 + 2 * (5_100 + 1_780 + 3_860 + 1_690))
    expect(reversed).toBe(2 * 720)
    expect(active).toBe((earned ?? 0) - 2 * 720 - 2_500)
    const [expiring] = standing?.changes.filter(({ kind }) => kind === 'points-expire') ?? []
    expect(expiring?.points).toBe(-700)
    expect(expiring?.at.getTime()).toBeLessThan(dayOf(-22).getTime())
  })

  it('Maren is 180.00 below Silver', async () => {
    const { standing, offers } = await known('maren', now)
    expect(standing?.qualifyingSpend).toBe(782_000)
    expect(standing?.next?.key).toBe('silver')
    expect(standing?.amountToNext).toBe(18_000)
    expect(offers).toEqual([])
    const { standing: later } = await known('maren', dayOf(-60))
    expect(later?.amountToNext).toBe(18_000)
  })

  it('Ines ordered once, on March 15, and is no member', async () => {
    const { standing, orders } = await known('ines', now)
    expect(orders).toHaveLength(1)
    const at = orders[0]?.placedAt ?? new Date(0)
    for (const timeZone of ['UTC', 'America/New_York', 'America/Los_Angeles', 'Europe/Warsaw']) {
      const day = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone }).format(at)
      expect(day, timeZone).toBe('March 15')
    }
    expect(at < now).toBe(true)
    expect(now.getTime() - at.getTime()).toBeLessThan(367 * MS_PER_DAY)
    expect(standing).toBeNull()
  })

  it('Claire ordered fourteen times in eighteen months, and has been silent for five', async () => {
    const { orders, facts } = await known('claire', now)
    expect(orders).toHaveLength(14)
    expect(orders[0]?.placedAt).toEqual(monthsBefore(now, 23))
    expect(orders.at(-1)?.placedAt).toEqual(monthsBefore(now, 5))
    expect(Math.max(...facts.map(({ at }) => at.getTime()))).toBe(monthsBefore(now, 5).getTime())
  })

  it.each(['vera', 'helena', 'maren', 'ines', 'claire', 'sigrid'] as const)('%s has looked around too', async (key) => {
    const { facts } = await known(key, now)
    expect(facts.filter(({ kind }) => kind === 'view').length).toBeGreaterThanOrEqual(4)
    expect(facts.every(({ at }) => at <= now)).toBe(true)
  })
})

const byId = (a: { id: string | null }, b: { id: string | null }) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1)
