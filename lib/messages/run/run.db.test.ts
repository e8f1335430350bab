import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, givenCustomer, givenOrder } from '@/test/database'
import { explainMessages } from './explain'
import { runMessages } from './run'
import { decidedFor, givenCartLeft, givenShop, GOWN, hoursBefore, idOf, NOON } from './run.fixture'
import { stillDue } from './still-due'

beforeEach(async () => {
  await emptyDatabase()
  await givenShop()
})

const exposures = () =>
  db.experimentExposure.findMany({
    select: { experiment: true, arm: true, counterfactual: true, who: true, customerId: true },
  })

describe('a run', () => {
  it('writes each cause once, however often it runs', async () => {
    const { id } = await givenCartLeft()
    const nobodys = { suppressed: 0, postponed: 0, failed: 0 }
    expect(await runMessages({ asOf: NOON })).toMatchObject({ ...nobodys, written: 1 })
    expect(await decidedFor(id)).toEqual([['cart-left', 'queued', null]])
    expect(await runMessages({ asOf: NOON })).toMatchObject({ ...nobodys, customers: 0, written: 0 })
    expect(await runMessages({ asOf: hoursBefore(-1) })).toMatchObject({ ...nobodys, written: 0 })
    expect(await db.message.count()).toBe(1)
  })

  it('tells what an order needs beside one message a day, at once', async () => {
    const { id } = await givenCustomer({ id: idOf(false), createdAt: hoursBefore(1), country: 'US' })
    await givenOrder({ customerId: id, placedAt: hoursBefore(0.5), lines: [{ sku: GOWN, unitPrice: 312_000 }] })
    await runMessages({ asOf: NOON })
    expect(await decidedFor(id)).toEqual([
      ['order-placed', 'queued', null],
      ['welcome', 'queued', null],
    ])
  })

  it('leaves out staff, who was erased, and who was imported without an address', async () => {
    const created = { createdAt: hoursBefore(1), country: 'US' }
    await givenCustomer({ ...created, role: 'staff' })
    await givenCustomer({ ...created, erasedAt: hoursBefore(0.5), email: null })
    await givenCustomer({ ...created, imported: true, email: null, externalRef: 'c-17' })
    expect(await runMessages({ asOf: NOON })).toMatchObject({ customers: 0, written: 0 })
    const known = await givenCustomer({ ...created, email: null, externalRef: 'c-18' })
    await runMessages({ asOf: NOON })
    expect(await decidedFor(known.id)).toEqual([['welcome', 'suppressed', 'no-address']])
  })

  it('takes nobody in who came to be later, and nothing that happened later', async () => {
    const { id } = await givenCartLeft(-1)
    await givenCustomer({ createdAt: hoursBefore(-1) })
    expect(await runMessages({ asOf: NOON })).toMatchObject({ written: 0, held: 0 })
    expect(await decidedFor(id)).toEqual([])
  })
})

describe('arms', () => {
  it('hold the message of who is held out, and log both sides by the same trigger', async () => {
    const [held, treated] = [idOf(true), idOf(false)]
    await givenCartLeft(3, { id: held })
    await givenCartLeft(3, { id: treated })
    expect(await runMessages({ asOf: NOON })).toMatchObject({ written: 1, held: 1 })
    expect(await decidedFor(held)).toEqual([['cart-left', 'held', 'holdout']])
    expect((await exposures()).sort((a, b) => (a.arm < b.arm ? -1 : 1))).toEqual([
      { experiment: 'everything-50', arm: 'generic', counterfactual: true, who: held, customerId: held },
      { experiment: 'everything-50', arm: 'personal', counterfactual: false, who: treated, customerId: treated },
    ])
  })

  it('are not logged of who may not be learned from', async () => {
    const { id } = await givenCartLeft()
    await db.consentChoice.create({ data: { id: randomUUID(), customerId: id, choice: 'off', at: hoursBefore(9) } })
    expect(await runMessages({ asOf: NOON })).toMatchObject({ written: 1 })
    expect(await exposures()).toEqual([])
  })
})

describe('a rehearsal under a moved clock', () => {
  const moved = (asOf: Date, id: string) => runMessages({ asOf, movedClock: true, customerIds: [id] })

  it('is measured by nobody, and no real run knows of it', async () => {
    const { id } = await givenCartLeft()
    expect(await moved(NOON, id)).toMatchObject({ written: 1 })
    expect(await moved(NOON, id)).toMatchObject({ written: 0 })
    expect(await exposures()).toEqual([])
    expect(await runMessages({ asOf: NOON })).toMatchObject({ written: 1 })
    expect(await moved(hoursBefore(-1), id)).toMatchObject({ written: 0 })
    const rows = await db.message.findMany({ select: { movedClock: true } })
    expect(rows.map((row) => row.movedClock).sort()).toEqual([false, true])
  })

  it('takes the place of one that was held at a later clock', async () => {
    const { id } = await givenCartLeft()
    await moved(hoursBefore(-48), id)
    expect(await moved(NOON, id)).toMatchObject({ written: 1 })
    expect((await db.message.findMany()).map(({ at }) => at)).toEqual([NOON])
  })
})

describe('whether it is still due', () => {
  const message = async (customerId: string) => db.message.findFirstOrThrow({ where: { customerId } })

  it('is so until the cart is bought or emptied', async () => {
    const { id } = await givenCartLeft()
    await runMessages({ asOf: NOON })
    const soon = hoursBefore(-1)
    expect(await stillDue(await message(id), NOON)).toBe(true)
    expect(await stillDue(await message(id), soon)).toBe(true)
    await db.cartLine.deleteMany()
    expect(await stillDue(await message(id), soon)).toBe(false)
  })

  it('is so for good of what happened, but not for who was erased', async () => {
    const { id } = await givenCustomer()
    const order = { customerId: id, cause: 'order-placed', subject: 'order:1', movedClock: false }
    expect(await stillDue(order, NOON)).toBe(true)
    await db.customer.update({ where: { id }, data: { erasedAt: NOON, email: null } })
    expect(await stillDue(order, NOON)).toBe(false)
  })
})

describe('why, and why not', () => {
  it('is told of every trigger by the run’s own words, and writes nothing', async () => {
    await db.messageTrigger.update({ where: { key: 'welcome' }, data: { status: 'paused' } })
    const { id } = await givenCartLeft(1)
    const told = async (asOf: Date) => {
      const all = await explainMessages(id, asOf)
      return new Map(all?.map(({ cause, is, from }) => [cause, { is, from }]))
    }
    const early = await told(NOON)
    expect([early.get('welcome')?.is, early.get('near-tier')?.is]).toEqual(['paused', 'no-cause'])
    expect(early.get('cart-left')).toEqual({ is: 'early', from: hoursBefore(-1) })
    expect((await told(hoursBefore(-1))).get('cart-left')?.is).toBe('write')
    expect(await db.message.count()).toBe(0)
    await runMessages({ asOf: hoursBefore(-1) })
    expect((await told(hoursBefore(-1))).get('cart-left')?.is).toBe('told')
    // What was written stands in the inbox, and does not become too late.
    expect((await told(hoursBefore(-500))).get('cart-left')?.is).toBe('told')
    expect(await explainMessages(randomUUID(), NOON)).toBeNull()
  })
})
