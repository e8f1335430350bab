import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const COMPLETE = { DATABASE_URL: 'postgresql://somewhere', AUTH_SECRET: 'x'.repeat(16), COOKIE_SECRET: 'y'.repeat(16) }

const KEYS = ['PURCHASES_API_KEY', 'MESSAGES_API_KEY'] as const
const MAIL = ['SMTP_URL', 'MAIL_FROM', 'SITE_URL']

/** What the environment is read as, by a process that has not read it before. */
async function read(environment: Record<string, string | undefined>) {
  for (const name of [...Object.keys(COMPLETE), 'DEMO', ...KEYS, ...MAIL]) vi.stubEnv(name, environment[name])
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

  it.each<[string, string]>([
    ['AUTH_SECRET', 'short'],
    ['COOKIE_SECRET', 'short'],
    ['DATABASE_URL', ''],
    ['DEMO', 'yes'],
    ...KEYS.flatMap((name) => ['short', `${'k'.repeat(32)},short`].map((value): [string, string] => [name, value])),
  ])('is refused with %s "%s"', async (name, value) => {
    expect(await read({ ...COMPLETE, [name]: value })).toThrow(name)
  })

  it.each(KEYS)('lets nobody in by %s unless it names keys', async (name) => {
    const [one, two] = ['1'.repeat(32), '2'.repeat(32)]
    expect((await read(COMPLETE))()[name]).toEqual([])
    expect((await read({ ...COMPLETE, [name]: ' , ' }))()[name]).toEqual([])
    expect((await read({ ...COMPLETE, [name]: one }))()[name]).toEqual([one])
    expect((await read({ ...COMPLETE, [name]: `${one}, ${two}` }))()[name]).toEqual([one, two])
  })

  it.each(['letters', 'Sorento', 'Sorento <letters>', 'a@b.example, c@d.example', 'Sorento <a@b.example> x', ''])(
    'is refused where messages would be from "%s"',
    async (from) => expect(await read({ ...COMPLETE, MAIL_FROM: from })).toThrow(/MAIL_FROM: has to be an address/),
  )

  it.each(['letters@sorento.example', 'Sorento <letters@sorento.example>', '"Sorento, Evening" <a@sorento.example>'])(
    'lets messages be from %s',
    async (from) => expect((await read({ ...COMPLETE, MAIL_FROM: from }))().MAIL_FROM).toBe(from),
  )

  it('is refused where letters would leave this machine with links that lead nowhere', async () => {
    const SMTP_URL = 'smtps://shop:secret@mail.example:465'
    for (const SITE_URL of [undefined, 'http://shop.example', 'http://localhost:3000']) {
      const refused = await read({ ...COMPLETE, SMTP_URL, SITE_URL })
      expect(refused).toThrow(/SITE_URL: .*set it to.*https/)
      expect(refused).not.toThrow(/secret/)
    }
    expect((await read({ ...COMPLETE, SMTP_URL, SITE_URL: 'https://shop.example/' }))().SITE_URL).toBe(
      'https://shop.example',
    )
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await read({ ...COMPLETE, SMTP_URL: `smtp://${host}:1025` }))().SITE_URL).toBe('http://localhost:3000')
    }
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
