import { expect, it } from 'vitest'
import { arrayOf } from './array'

it('quotes what an array would take for its own, and nothing else', () => {
  const values = ['till-1', 'a@b.c', '', 'NULL', 'null', 'nullable', 'a b', '{', '}', ',', '"', '\\', 'ż', 12, 0]
  expect(arrayOf(values)).toBe(
    String.raw`{till-1,a@b.c,"","NULL","null",nullable,"a b","{","}",",","\"","\\","ż",12,0}`,
  )
  expect(arrayOf([])).toBe('{}')
})
