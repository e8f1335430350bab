import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, givenCustomer } from '@/test/database'
import { runMessages } from './run'
import { decidedFor, givenCartLeft, givenShop, hoursBefore, NOON } from './run.fixture'

beforeEach(async () => {
  await emptyDatabase()
  await givenShop()
})

describe('a run', () => {
  it('writes each cause once, however often it runs', async () => {
    const { id } = await givenCartLeft()
    const nobodys = { held: 0, suppressed: 0, postponed: 0, failed: 0 }
    expect(await runMessages({ asOf: NOON })).toMatchObject({ ...nobodys, written: 1 })
    expect(await decidedFor(id)).toEqual([['cart-left', 'queued', null]])
    expect(await runMessages({ asOf: NOON })).toMatchObject({ ...nobodys, written: 0 })
    expect(await runMessages({ asOf: hoursBefore(-1) })).toMatchObject({ ...nobodys, written: 0 })
    expect(await db.message.count()).toBe(1)
  })

  it('welcomes who has just opened an account, and not who did long ago', async () => {
    const { id } = await givenCustomer({ createdAt: hoursBefore(1), country: 'US' })
    await givenCustomer({ createdAt: hoursBefore(73), country: 'US' })
    expect(await runMessages({ asOf: NOON })).toMatchObject({ written: 1 })
    expect(await decidedFor(id)).toEqual([['welcome', 'queued', null]])
  })
})
