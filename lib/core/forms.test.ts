import { expect, it } from 'vitest'
import { formIn } from './forms'

it('is the form itself, and an empty one for anything else', () => {
  const form = new FormData()
  form.set('sku', 'x')
  expect(formIn(form)).toBe(form)
  for (const sent of [undefined, null, {}, [], 'x', 5, { get: () => 'x' }]) expect([...formIn(sent)]).toEqual([])
})
