import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const COMPLETE = { DATABASE_URL: 'postgresql://somewhere', AUTH_SECRET: 'x'.repeat(16), COOKIE_SECRET: 'y'.repeat(16) }

/** What the environment is read as, by a process that has not read it before. */
async function read(environment: Record<string, string | undefined>) {
  for (const name of [...Object.keys(COMPLETE), 'DEMO', 'PURCHASES_API_KEY']) vi.stubEnv(name, environment[name])
  vi.resetModules()
  return (await import('./env')).env
}

beforeEach(() => vi.unstubAllEnvs())
afterEach(() => vi.unstubAllEnvs())

describe('the environment', () => {
  it('has no presenter’s tools unless it says so', async () => {
    expect((await read(COMPLETE))().DEMO).toBe(false)
    expect((await read({ ...COMPLETE, DEMO: '0' }))().DEMO).toBe(false)
    expect((await read({ ...COMPLETE, DEMO: '1' }))().DEMO).toBe(true)
  })

  it.each(Object.keys(COMPLETE))('is refused by name without %s', async (name) => {
    const env = await read({ ...COMPLETE, [name]: undefined })
    expect(env).toThrow(new RegExp(`not complete\\. ${name}: .*README`))
  })

  it.each([
    ['AUTH_SECRET', 'short'],
    ['COOKIE_SECRET', 'short'],
    ['DATABASE_URL', ''],
    ['DEMO', 'yes'],
    ['PURCHASES_API_KEY', 'short'],
    ['PURCHASES_API_KEY', `${'k'.repeat(32)},short`],
  ])('is refused with %s "%s"', async (name, value) => {
    expect(await read({ ...COMPLETE, [name]: value })).toThrow(name)
  })

  it('lets nobody report purchases unless it names keys', async () => {
    const [one, two] = ['1'.repeat(32), '2'.repeat(32)]
    expect((await read(COMPLETE))().PURCHASES_API_KEY).toEqual([])
    expect((await read({ ...COMPLETE, PURCHASES_API_KEY: ' , ' }))().PURCHASES_API_KEY).toEqual([])
    expect((await read({ ...COMPLETE, PURCHASES_API_KEY: one }))().PURCHASES_API_KEY).toEqual([one])
    expect((await read({ ...COMPLETE, PURCHASES_API_KEY: `${one}, ${two}` }))().PURCHASES_API_KEY).toEqual([one, two])
  })

  it('tells all faults at once, and none of the values', async () => {
    const env = await read({ COOKIE_SECRET: 'short' })
    expect(env).toThrow(/DATABASE_URL.*AUTH_SECRET.*COOKIE_SECRET/)
    expect(env).not.toThrow(/short"|'short'/)
  })

  it('is read when first asked for, not when loaded: a build needs none', async () => {
    const env = await read({})
    vi.stubEnv('DATABASE_URL', COMPLETE.DATABASE_URL)
    vi.stubEnv('AUTH_SECRET', COMPLETE.AUTH_SECRET)
    vi.stubEnv('COOKIE_SECRET', COMPLETE.COOKIE_SECRET)
    expect(env().DATABASE_URL).toBe(COMPLETE.DATABASE_URL)
    vi.stubEnv('DATABASE_URL', 'postgresql://elsewhere')
    expect(env().DATABASE_URL).toBe(COMPLETE.DATABASE_URL)
  })
})
