import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { MESSAGE_KINDS } from '@/lib/shopper/letters'
import { TEST_NOW } from '@/test/database'
import { givenBrowser, givenContext, givenInCart, PASSWORD } from './flows.fixture'
import { givenBuyer, openTwoPieceShop, place, PUMP } from './ordering.fixture'
import { register } from './register'
import type { FlowContext } from './types'

beforeEach(openTwoPieceShop)

const EMAIL = 'alice@example.test'
const TICKED = { letters: 'yes' }

const registered = (values: Record<string, unknown>, ctx: FlowContext = givenContext()) =>
  register(ctx, { name: 'Alice Hartwell', email: EMAIL, password: PASSWORD, ...values }, givenBrowser().browser)

/** Orders the pump, as whoever is asking, from a form with these fields. */
async function ordered(values: Record<string, unknown>, ctx: FlowContext = givenContext()) {
  await givenInCart(ctx, PUMP)
  return place(ctx, { shownTotal: '62100', ...values })
}

/** What was said of messages: whose, how, where. */
const said = async () => {
  const rows = await db.messageChoice.findMany({ include: { customer: true }, orderBy: { seq: 'asc' } })
  return rows.map(({ kind, choice, source, at, movedClock, messageId, customer }) => {
    return { of: customer.email, kind, choice, source, at, movedClock, messageId }
  })
}
const yes = (source: 'registration' | 'checkout', movedClock = false) =>
  MESSAGE_KINDS.map((kind) => {
    return { of: EMAIL, kind, choice: 'on', source, at: TEST_NOW, movedClock, messageId: null }
  })

describe('the box of a form that opens an account', () => {
  it('ticked at registration is a yes to every kind, with its time and where it was said', async () => {
    expect(await registered(TICKED)).toMatchObject({ ok: true })
    expect(await said()).toEqual(yes('registration'))
  })

  it('ticked at checkout is the same, said there', async () => {
    expect(await ordered(TICKED)).toMatchObject({ status: 'placed' })
    expect(await said()).toEqual(yes('checkout'))
  })

  it('is a rehearsal under a moved clock, at both doors', async () => {
    const ctx = { ...givenContext(), movedClock: true }
    expect(await ordered(TICKED, ctx)).toMatchObject({ status: 'placed' })
    expect(await said()).toEqual(yes('checkout', true))
    await db.messageChoice.deleteMany()
    await db.customer.updateMany({ data: { email: 'somebody@example.test' } })
    expect(await registered(TICKED, { ...givenContext(), movedClock: true })).toMatchObject({ ok: true })
    expect(await said()).toEqual(yes('registration', true))
  })

  it.each([[{}], [{ letters: '' }], [{ letters: 'no' }], [{ letters: ['yes'] }]])(
    'says nothing otherwise: %o',
    async (fields) => {
      expect(await ordered(fields)).toMatchObject({ status: 'placed' })
      expect(await registered({ ...fields, email: 'bertram@example.test' })).toMatchObject({ ok: true })
      expect(await said()).toEqual([])
    },
  )

  it('is heard from who comes into their account at checkout, and stays where the order is refused', async () => {
    expect(await registered({})).toMatchObject({ ok: true })
    expect(await ordered({ ...TICKED, shownTotal: '1' })).toMatchObject({ status: 'refused', entered: true })
    expect(await said()).toEqual(yes('checkout'))
  })

  it('is nobody’s word where the door stays shut', async () => {
    expect(await registered({})).toMatchObject({ ok: true })
    const wrong = { ...TICKED, password: 'another good one' }
    expect(await ordered(wrong)).toMatchObject({ status: 'refused', entered: false })
    expect(await registered(wrong)).toMatchObject({ ok: false })
    expect(await said()).toEqual([])
  })

  it('does not count in a form of who is signed in: it is not there', async () => {
    const ctx = await givenBuyer(PUMP)
    expect(await place(ctx, { shownTotal: '62100', ...TICKED })).toMatchObject({ status: 'placed' })
    expect(await said()).toEqual([])
  })

  it('keeps nobody out, nor from ordering, where the yes could not be kept', async () => {
    await db.$executeRaw`alter table message_choice add constraint no_word check (false)`
    try {
      expect(await registered({ ...TICKED, email: 'bertram@example.test' })).toMatchObject({ ok: true })
      expect(await ordered(TICKED)).toMatchObject({ status: 'placed' })
    } finally {
      await db.$executeRaw`alter table message_choice drop constraint no_word`
    }
    expect(await said()).toEqual([])
  })
})
