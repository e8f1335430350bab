import { afterEach, expect, it, vi } from 'vitest'
import { logFault } from './log'

afterEach(() => vi.restoreAllMocks())

it('a fault is one line of JSON on standard error, with its stack and context', () => {
  const written = vi.spyOn(console, 'error').mockImplementation(() => {})
  logFault('cart: not read', new Error('gone'), { sku: 'a:b:c' })
  logFault('cart: not read', 'just text')
  const lines = written.mock.calls.map(([line]) => String(line))
  expect(lines.every((line) => !line.includes('\n'))).toBe(true)
  const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(first).toMatchObject({ level: 'error', what: 'cart: not read', sku: 'a:b:c', error: { message: 'gone' } })
  expect((first?.error as { stack: string }).stack).toContain('log.test')
  expect(Number.isNaN(Date.parse(String(first?.at)))).toBe(false)
  expect(second).toMatchObject({ error: { message: 'just text' } })
})
