import 'server-only'
import { cookies, headers } from 'next/headers'
import { realNow } from '@/lib/core/clock'
import { env } from '@/lib/core/env'
import { signIn, signOut } from '@/lib/shopper/auth'
import { COOKIES, cookieOptions, sealCookie, type CookieName, type CookieValue } from '@/lib/shopper/cookies'
import { moveSession } from '@/lib/shopper/session'
import type { Browser } from './types'

/**
 * Writes one of our cookies into the answer. Only inside a server action or a route handler. `briefly`: it ends with the
 * browser.
 */
export async function keep<N extends CookieName>(name: N, value: CookieValue<N>, briefly = false): Promise<void> {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const secure = (head.get('x-forwarded-proto') ?? '').startsWith('https')
  jar.set(COOKIES[name], sealCookie(name, value, env().COOKIE_SECRET), cookieOptions(secure, !briefly))
}

/** Takes one of our cookies back. Only inside a server action or a route handler. */
export async function forget(name: CookieName): Promise<void> {
  ;(await cookies()).delete(COOKIES[name])
}

/** The browser that sent this request. Only inside a server action or a route handler can its cookies be written. */
export const thisBrowser: Browser = {
  async openSession({ email, password, visitorId }) {
    const input = { email, password, ...(visitorId ? { visitorId } : {}) }
    await signIn('password', { ...input, redirect: false, redirectTo: '/' })
  },
  async closeSession() {
    await signOut({ redirect: false, redirectTo: '/' })
  },
  async becomeVisitor({ visitorId, visitId }) {
    await keep('visitor', { id: visitorId })
    const [jar, head] = await Promise.all([cookies(), headers()])
    const secure = (head.get('x-forwarded-proto') ?? '').startsWith('https')
    await moveSession(jar, { visitorId, now: realNow() }, { secret: env().AUTH_SECRET, secure })
    await keep('visit', { id: visitId, number: 1, lastSeen: realNow().getTime(), arrival: null })
  },
  async keepAnswer(answer) {
    await keep('consent', { answer })
  },
}
