import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { classic } from '@/lib/loyalty/presets/classic'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysAgo, emptyDatabase, givenCustomer, givenOrder, TEST_NOW } from '@/test/database'
import { joinByOrder } from './join'
import { confirmDetails, joinProgramme, leaveProgramme } from './membership'

const given = async (programme: LoyaltyProgram = sorento) => {
  await db.programmeVersion.create({
    data: {
      id: randomUUID(),
      name: programme.name,
      effectiveFrom: daysAgo(2000),
      definition: structuredClone(programme),
    },
  })
  // Open connections: what is asked at once must not wait for one.
  await thrice(() => db.customer.count())
  return (await givenCustomer()).id
}

const asOf = (customerId: string, days = 0) => ({ customerId, now: daysAgo(days) })
const kinds = async () => (await db.membershipFact.findMany({ orderBy: { at: 'asc' } })).map(({ kind }) => kind)
const thrice = <T>(work: () => Promise<T>) => Promise.all([work(), work(), work()])

beforeEach(emptyDatabase)

describe('joining by request', () => {
  it('makes a member once, also when asked several times at once', async () => {
    const customerId = await given()
    expect((await thrice(() => joinProgramme(asOf(customerId)))).sort()).toEqual(['already', 'already', 'joined'])
    expect(await db.membershipFact.findMany()).toMatchObject([
      { customerId, kind: 'join', reason: 'request', orderId: null, at: TEST_NOW },
    ])
  })

  it('is told where only orders make members, and writes nothing', async () => {
    const customerId = await given({ ...sorento, joining: { ...sorento.joining, byRequest: false } })
    expect(await joinProgramme(asOf(customerId))).toBe('by-order')
    expect(await kinds()).toEqual([])
  })

  it('asks nothing of one customer about another', async () => {
    const [one, other] = [await given(), (await givenCustomer()).id]
    await joinProgramme(asOf(one))
    expect(await joinProgramme(asOf(other))).toBe('joined')
  })
})

describe('leaving', () => {
  it('is written once, also when asked several times at once', async () => {
    const customerId = await given()
    await joinProgramme(asOf(customerId, 9))
    expect((await thrice(() => leaveProgramme(asOf(customerId, 5)))).sort()).toEqual([
      ...['left', 'not-member', 'not-member'],
    ])
    expect(await kinds()).toEqual(['join', 'resign'])
  })

  it('is nothing to somebody who is no member', async () => {
    expect(await leaveProgramme(asOf(await given()))).toBe('not-member')
    expect(await kinds()).toEqual([])
  })

  it('is undone by asking, whoever else may join that way', async () => {
    const customerId = await given({ ...sorento, joining: { ...sorento.joining, byRequest: false } })
    await db.membershipFact.create({
      data: { id: randomUUID(), customerId, kind: 'join', reason: 'order', at: daysAgo(9) },
    })
    expect(await leaveProgramme(asOf(customerId, 5))).toBe('left')
    expect((await thrice(() => joinProgramme(asOf(customerId)))).sort()).toEqual(['already', 'already', 'rejoined'])
    expect(await kinds()).toEqual(['join', 'resign', 'join'])
  })
})

describe('an order that reaches a tier', () => {
  const order = async (customerId: string, unitPrice: number, days = 1) => {
    const placed = await givenOrder({ customerId, placedAt: daysAgo(days), lines: [{ sku: 'a:b:c', unitPrice }] })
    await db.$transaction((tx) => joinByOrder(tx, placed))
    return placed.id
  }

  it('makes its buyer a member at exactly the threshold, and not a cent below', async () => {
    const [one, other] = [await given(), (await givenCustomer()).id]
    await order(one, 399_999)
    expect(await kinds()).toEqual([])
    const orderId = await order(other, 400_000)
    expect(await db.membershipFact.findMany()).toMatchObject([{ customerId: other, kind: 'join', orderId }])
  })

  it('brings nobody back who left', async () => {
    const customerId = await given()
    await joinProgramme(asOf(customerId, 9))
    await leaveProgramme(asOf(customerId, 5))
    await order(customerId, 500_000)
    expect(await kinds()).toEqual(['join', 'resign'])
  })

  it('is judged by what the programme counts of it', async () => {
    const customerId = await given({ ...sorento, qualifying: 'paid' })
    const lines = [{ sku: 'a:b:c', unitPrice: 400_000, discount: 1 }]
    const placed = await givenOrder({ customerId, lines })
    await db.$transaction((tx) => joinByOrder(tx, placed))
    expect(await kinds()).toEqual([])
  })
})

describe('a member by first purchase', () => {
  const bought = async () => {
    const customerId = await given(classic)
    const lines = [{ sku: 'a:b:c', unitPrice: 0 }]
    const placed = await givenOrder({ customerId, currency: 'PLN', placedAt: daysAgo(9), lines })
    await db.$transaction((tx) => joinByOrder(tx, placed))
    return customerId
  }

  it('is one without a fact of their own, and joins no second time', async () => {
    const customerId = await bought()
    expect(await joinProgramme(asOf(customerId))).toBe('already')
    expect(await kinds()).toEqual([])
  })

  it('can leave, stays away whatever they buy, and comes back by asking', async () => {
    const customerId = await bought()
    expect(await leaveProgramme(asOf(customerId, 8))).toBe('left')
    const lines = [{ sku: 'a:b:c', unitPrice: 500_000 }]
    const placed = await givenOrder({ customerId, currency: 'PLN', placedAt: daysAgo(5), lines })
    await db.$transaction((tx) => joinByOrder(tx, placed))
    expect(await kinds()).toEqual(['resign'])
    expect(await leaveProgramme(asOf(customerId, 4))).toBe('not-member')
    expect(await joinProgramme(asOf(customerId, 3))).toBe('rejoined')
    expect(await kinds()).toEqual(['resign', 'join'])
  })
})

describe('confirming one’s details', () => {
  it('is written once in a period, also when asked several times at once', async () => {
    const customerId = await given()
    await joinProgramme(asOf(customerId, 30))
    expect((await thrice(() => confirmDetails(asOf(customerId)))).sort()).toEqual([
      ...['confirmed', 'confirmed-already', 'confirmed-already'],
    ])
    expect(await kinds()).toEqual(['join', 'confirm'])
  })

  it('is nothing where memberships have no end, nor to somebody who is no member', async () => {
    const customerId = await given({ ...sorento, validity: null })
    expect(await confirmDetails(asOf(customerId))).toBe('not-member')
    await joinProgramme(asOf(customerId, 1))
    expect(await confirmDetails(asOf(customerId))).toBe('nothing-to-confirm')
    expect(await kinds()).toEqual(['join'])
  })

  it('and buying extend a membership; without them it lapses, and one comes back by asking', async () => {
    const customerId = await given()
    const { id: other } = await givenCustomer()
    for (const id of [customerId, other]) await joinProgramme(asOf(id, 3 * 366))
    await confirmDetails(asOf(other, 30))
    await givenOrder({ customerId: other, placedAt: daysAgo(900), lines: [{ sku: 'a:b:c', unitPrice: 1 }] })
    expect(await joinProgramme(asOf(other))).toBe('already')
    expect(await confirmDetails(asOf(customerId))).toBe('not-member')
    expect(await joinProgramme(asOf(customerId))).toBe('rejoined')
  })
})
