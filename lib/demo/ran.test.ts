import { expect, it } from 'vitest'
import { sayIn } from '@/lib/experience/say'
import { ranWords } from './ran'

const say = sayIn('en-US', 'USD', 'America/New_York')
const ran = (params: Record<string, string | string[]>) => ranWords(params, 'Vera', say)

it('says how many were written and which, and what was decided against', () => {
  expect(ran({ ran: 'cart-left', against: '' })).toEqual({
    ...{ kind: 'success', title: 'One message was written for Vera: Cart left' },
  })
  expect(ran({ ran: 'cart-left.near-tier', against: 'at-risk' })).toEqual({
    ...{ kind: 'success', title: '2 messages were written for Vera: Cart left and Near a tier' },
    text: 'Decided against: At risk',
  })
  expect(ran({ ran: '', against: 'at-risk' })).toMatchObject({ title: 'Nothing was written for Vera' })
})

it('says that nothing was due, with what to do, and that a run failed', () => {
  expect(ran({ ran: '', against: '' })).toMatchObject({
    title: 'Nothing was due for Vera',
    text: expect.stringContaining('Leave a piece') as string,
  })
  expect(ran({ ran: 'failed' })).toMatchObject({ kind: 'error' })
})

it('repeats nothing from an address that is no cause', () => {
  expect(ran({ ran: 'win a car.cart-left' })).toMatchObject({ title: 'One message was written for Vera: Cart left' })
  expect(ran({ ran: ['cart-left'] })).toBeNull()
  expect(ran({})).toBeNull()
})
