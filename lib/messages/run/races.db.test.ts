import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, givenCustomer } from '@/test/database'
import type { RunStep } from './decide'
import { runMessages } from './run'
import { decidedFor, givenCartLeft, givenShop, hoursBefore, NOON } from './run.fixture'

beforeEach(async () => {
  await emptyDatabase()
  await givenShop(['cart-left', 'welcome'])
})
afterEach(() => vi.restoreAllMocks())

/** Does something once, at the first time that a step is reached. */
const at = (step: RunStep, work: () => Promise<unknown>) => {
  let done = false
  return {
    steps: async (reached: RunStep) => {
      if (reached !== step || done) return
      done = true
      await work()
    },
  }
}

describe('somebody else, at the same time', () => {
  it.each(['read', 'locked', 'composed', 'written'] as const)('who runs at "%s" writes nothing twice', async (step) => {
    const { id } = await givenCartLeft()
    let other: Promise<unknown> = Promise.resolve()
    const run = await runMessages(
      { asOf: NOON },
      at(step, async () => {
        other = runMessages({ asOf: NOON })
        // Before the lock they come first; later they have to wait for it.
        await (step === 'read' ? other : Promise.race([other, new Promise((resolve) => setTimeout(resolve, 250))]))
      }),
    )
    const [first, second] = [run, await other]
    expect([first, second].map((one) => (one as { written: number }).written).sort()).toEqual([0, 1])
    expect(await decidedFor(id)).toEqual([['cart-left', 'queued', null]])
  })

  it('who finds a cause that comes first makes this one wait: one message a day', async () => {
    const { id } = await givenCartLeft(3, { createdAt: hoursBefore(-0.5) })
    let later: Promise<unknown> = Promise.resolve()
    const steps = at('locked', async () => {
      // Half an hour after the account was opened, which the first runner cannot know of yet.
      later = runMessages({ asOf: hoursBefore(-1), customerIds: [id] })
      await Promise.race([later, new Promise((resolve) => setTimeout(resolve, 500))])
    })
    await runMessages({ asOf: NOON, customerIds: [id] }, steps)
    await later
    expect(await db.message.count({ where: { customerId: id } })).toBe(1)
  })

  it('who says no before it is written is not written to', async () => {
    const { id } = await givenCartLeft()
    const steps = at('read', () =>
      db.messageChoice.create({
        data: { id: randomUUID(), customerId: id, kind: 'reminders', choice: 'off', source: 'account', at: NOON },
      }),
    )
    await runMessages({ asOf: NOON }, steps)
    expect(await decidedFor(id)).toEqual([['cart-left', 'suppressed', 'not-wanted']])
  })

  it('who is erased before it is written is nobody', async () => {
    const { id } = await givenCartLeft()
    const steps = at('read', () => db.customer.update({ where: { id }, data: { erasedAt: NOON, email: null } }))
    expect(await runMessages({ asOf: NOON }, steps)).toMatchObject({ written: 0, failed: 0 })
    expect(await db.message.count()).toBe(0)
  })
})

describe('a crash', () => {
  const people = async () => {
    const anna = await givenCartLeft()
    const bob = await givenCustomer({ createdAt: hoursBefore(2), country: 'US' })
    const ewa = await givenCartLeft(4, { country: 'PL' })
    return [anna, bob, ewa].map(({ id }) => id)
  }
  const WHOLE = [
    [['cart-left', 'queued', null]],
    [['welcome', 'queued', null]],
    [['cart-left', 'suppressed', 'not-wanted']],
  ]

  it.each(['read', 'locked', 'composed', 'written'] as const)('at "%s" neither loses nor doubles', async (step) => {
    const ids = await people()
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const crash = at(step, () => Promise.reject(new Error('the lights went out')))
    expect(await runMessages({ asOf: NOON }, crash)).toMatchObject({ failed: 1 })
    // Nothing of the customer in whose middle it was is there.
    expect(await db.message.count()).toBe(2)
    expect(await runMessages({ asOf: NOON })).toMatchObject({ failed: 0 })
    expect(await Promise.all(ids.map(decidedFor))).toEqual(WHOLE)
  })

  it('undisturbed it is the same', async () => {
    const ids = await people()
    await runMessages({ asOf: NOON })
    expect(await Promise.all(ids.map(decidedFor))).toEqual(WHOLE)
  })
})
