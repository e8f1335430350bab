import { describe, expect, it } from 'vitest'
import { cartProblem, cartWithProblem, cutNotice, cutQuery, membershipSaid, sayer } from './words'

const say = sayer('en-US')

describe('what flows say', () => {
  it('is one phrase, with amounts and lists written out', () => {
    const values = { from: { amount: 62_100, currency: 'USD' }, to: { amount: 71_100, currency: 'USD' } }
    expect(say({ code: 'checkout.totalChanged', values })).toBe(
      'The total changed from $621.00 to $711.00. Look at it again; nothing was charged.',
    )
    expect(say({ code: 'checkout.justSold', values: { pieces: ['Rapace gown', 'Via pump'], count: 2 } })).toBe(
      'Rapace gown and Via pump were just sold. Take them out of your cart to go on; nothing was charged.',
    )
    expect(say({ code: 'checkout.justSold', values: { pieces: ['Rapace gown'], count: 1 } })).toBe(
      'Rapace gown was just sold. Take it out of your cart to go on; nothing was charged.',
    )
    expect(say({ code: 'auth.tooMany', values: { minutes: 1 } })).toMatch(/Try again in a minute\.$/)
    expect(say({ code: 'auth.tooMany', values: { minutes: 12 } })).toMatch(/Try again in 12 minutes\.$/)
  })

  it('of a change of the cart that did not happen, and nothing of an invented one', () => {
    const carried = new URL(cartWithProblem('no-more'), 'http://shop.invalid').searchParams.get('problem')
    expect(cartProblem(carried ?? undefined)).toBe('cart.problem.noMore')
    expect([undefined, '', 'toString', '<b>'].map(cartProblem)).toEqual([null, null, null, null])
  })

  it('of a line that signing in cut, only while the cart really holds all that is left', () => {
    const query = new URLSearchParams(cutQuery([{ sku: 'gown:scarlet:4' }]))
    const named = query.getAll('cut')
    expect(cutNotice({ sku: 'gown:scarlet:4', quantity: 2, stock: 2 }, named)).toMatchObject({ values: { left: 2 } })
    expect(cutNotice({ sku: 'gown:scarlet:4', quantity: 2, stock: 9 }, named)).toBeNull()
    expect(cutNotice({ sku: 'pump:noir:38', quantity: 2, stock: 2 }, named)).toBeNull()
  })
})

describe('what an address says became of a membership', () => {
  it('is told to whom it can be true of, and to nobody else', () => {
    expect(membershipSaid('left', 'other')?.title).toBe('membership.left')
    for (const who of ['member', 'stranger'] as const) expect(membershipSaid('left', who)).toBeNull()
    expect(membershipSaid('joined', 'member')?.title).toBe('membership.joined')
    expect(membershipSaid('joined', 'other')).toBeNull()
    expect(membershipSaid('failed', 'stranger')?.kind).toBe('error')
    for (const invented of [undefined, '', 'toString', 'nonsense']) {
      expect(membershipSaid(invented, 'member')).toBeNull()
    }
  })
})
