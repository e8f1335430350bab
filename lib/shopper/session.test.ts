import { decode, encode } from 'next-auth/jwt'
import { describe, expect, it } from 'vitest'
import { moveSession, readSession } from './session'

const KEYS = { secret: 'secret of the session tests', secure: true }
const NAME = '__Secure-authjs.session-token'
const [ANNA, HERE, ELSEWHERE] = [
  '7f1d6c1e-3a52-4c5e-9d35-0b5a4a8f2f11',
  '2b0e6b5a-8c9c-4a43-9a64-0e5a4f3f7c11',
  '5c1a4f0e-64f1-4d0a-8a63-7d7c1f3a9b22',
]
const seal = (token: object) =>
  encode({ token: { sub: ANNA, ...token }, secret: KEYS.secret, salt: NAME, maxAge: 3600 })
const open = (sealed: string) => decode({ token: sealed, secret: KEYS.secret, salt: NAME })

async function moved(sealed: string | undefined): Promise<{ value: string; options: object } | undefined> {
  let written: { value: string; options: object } | undefined
  const jar = {
    get: (name: string) => (sealed !== undefined && name === NAME ? { value: sealed } : undefined),
    set: (_: string, value: string, options: object) => void (written = { value, options }),
  }
  const now = new Date(Math.floor(performance.timeOrigin + performance.now()))
  await moveSession(jar, { visitorId: ELSEWHERE, now }, KEYS)
  return written
}

describe('a session', () => {
  it('tells who signed in and as which visitor', async () => {
    const read = async (sealed: string) => readSession(`other=1; ${NAME}=${sealed}`, KEYS)
    expect(await read(await seal({ visitor: HERE }))).toEqual({ customerId: ANNA, visitorId: HERE })
    expect(await read(await seal({}))).toEqual({ customerId: ANNA, visitorId: null })
    expect(await read('anything')).toBeNull()
    expect(await readSession(null, KEYS)).toBeNull()
  })

  it('goes on as another visitor until the same end', async () => {
    const sealed = await seal({ visitor: HERE })
    const written = await moved(sealed)
    const [before, after] = [await open(sealed), await open(written?.value ?? '')]
    expect(after).toMatchObject({ sub: ANNA, visitor: ELSEWHERE })
    expect(Math.abs((after?.exp ?? 0) - (before?.exp ?? 0))).toBeLessThanOrEqual(2)
    expect(written?.options).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: true, path: '/' })
  })

  it('that knows no visitor, or is none, is left as it is', async () => {
    for (const sealed of [undefined, '', 'anything', await seal({})]) expect(await moved(sealed)).toBeUndefined()
  })
})
