import 'server-only'
import { decode, encode, getToken } from 'next-auth/jwt'
import { z } from 'zod'

/**
 * What a session's cookie says: who signed in, and as which visitor. The visitor is null in a session that was opened
 * without one (a persona of the demo).
 */
export type SessionToken = { customerId: string; visitorId: string | null }

const schema = z.object({ sub: z.uuid(), visitor: z.uuid().nullish().catch(null) })

/** The name of the cookie in which Auth.js keeps a session, which is also the salt of its key. */
const cookieName = (secure: boolean): string => `${secure ? '__Secure-' : ''}authjs.session-token`

type Keys = { secret: string; secure: boolean }

/** Reads the session off a request's cookies; null without one, and for one that is forged or has run out. */
export async function readSession(cookie: string | null, { secret, secure }: Keys): Promise<SessionToken | null> {
  const token = await getToken({ req: { headers: { cookie: cookie ?? '' } }, secret, secureCookie: secure })
  const parsed = schema.safeParse(token)
  return parsed.success ? { customerId: parsed.data.sub, visitorId: parsed.data.visitor ?? null } : null
}

/** The part of a cookie jar that a session is moved in. */
type Jar = {
  get(name: string): { value: string } | undefined
  set(name: string, value: string, options: object): unknown
}

/**
 * Lets a session that knows its visitor go on as another one, until the same end. Without such a session, nothing. One in
 * pieces is none of ours: what stands in a session is short.
 * @param now real time, as all of a session is
 */
export async function moveSession(
  jar: Jar,
  { visitorId, now }: { visitorId: string; now: Date },
  { secret, secure }: Keys,
): Promise<void> {
  const name = cookieName(secure)
  const sealed = jar.get(name)?.value
  const token = sealed ? await decode({ token: sealed, secret, salt: name }).catch(() => null) : null
  if (!token?.visitor || token.exp === undefined) return
  const maxAge = Math.max(1, token.exp - Math.floor(now.getTime() / 1000))
  const moved = await encode({ token: { ...token, visitor: visitorId }, secret, salt: name, maxAge })
  jar.set(name, moved, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge })
}
