import { randomUUID } from 'node:crypto'
import { COOKIES, openCookie, sealCookie } from '@/lib/shopper/cookies'
import { ENVELOPE_HEADER, writeEnvelope } from '@/lib/shopper/envelope'
import { arrivalOf, visitOf, type Visit } from '@/lib/shopper/visit'

// A browser in memory, for tests of what the presenter's tools do to one: cookies, a session, and the envelope that
// proxy.ts would write. Tests mock 'next/headers' and '@/lib/shopper/auth' with `nextHeaders` and `nextAuth`.

export const SECRET = 'cookie secret of the demo tests'

const jar = new Map<string, string>()
let session: string | null = null
/** The visit of the page being asked for, where the browser does not keep it. */
let inner: Visit | null = null
/** Each browser has an address of its own, so that none uses up another's attempts. */
let address = 1

export const nextHeaders = {
  cookies: () =>
    Promise.resolve({
      get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
      set: (name: string, value: string) => void jar.set(name, value),
      delete: (name: string) => void jar.delete(name),
    }),
  headers: () => {
    const visitor = openCookie('visitor', jar.get(COOKIES.visitor), SECRET)
    const visit = inner ?? openCookie('visit', jar.get(COOKIES.visit), SECRET)
    const envelope = writeEnvelope({
      ...{
        visitorId: visitor?.id ?? randomUUID(),
        visitId: visit?.id ?? randomUUID(),
        visitNumber: visit?.number ?? 1,
      },
      ...{ newVisit: false, arrival: visit?.arrival ?? null, peer: `192.0.2.${address}`, silent: false, url: '/' },
    })
    return Promise.resolve(new Headers({ [ENVELOPE_HEADER]: envelope }))
  },
}

/** Whom a session is opened for: the test knows the customers. */
export type Doors = Record<'password' | 'persona', (input: Record<string, unknown>) => Promise<string | null>>
let doors: Doors = { password: () => Promise.resolve(null), persona: () => Promise.resolve(null) }

export const nextAuth = {
  signIn: async (door: keyof Doors, input: Record<string, unknown>) => {
    const id = await doors[door](input)
    if (id === null) throw new Error(`the door "${door}" stays shut`)
    session = id
  },
  signOut: () => Promise.resolve(void (session = null)),
  sessionCustomerId: () => Promise.resolve(session),
}

/** A new browser without a cookie, whose sessions these doors open. */
export function freshBrowser(opened: Doors): void {
  jar.clear()
  session = null
  inner = null
  address += 1
  doors = opened
}

/** Asks for an address as a browser does, so that visitor, visit and arrival are what proxy.ts would make them. */
export function goTo(path: string): void {
  const now = Math.floor(performance.timeOrigin + performance.now())
  const visitor = openCookie('visitor', jar.get(COOKIES.visitor), SECRET) ?? { id: randomUUID() }
  const running = openCookie('visit', jar.get(COOKIES.visit), SECRET)
  const arrival = arrivalOf(new URL(path, 'https://shop.example'), null)
  const { visit } = visitOf({ now, running, arrival, newId: randomUUID })
  jar.set(COOKIES.visitor, sealCookie('visitor', visitor, SECRET))
  jar.set(COOKIES.visit, sealCookie('visit', visit, SECRET))
  inner = null
}

/**
 * Goes where an action redirects to. Next asks for that page within the action's answer, so that what proxy.ts would keep
 * of it in the browser never reaches it.
 */
export function redirectedTo(path: string): void {
  const kept = jar.get(COOKIES.visit)
  goTo(path)
  inner = openCookie('visit', jar.get(COOKIES.visit), SECRET)
  if (kept) jar.set(COOKIES.visit, kept)
}

/** One of the shop's cookies as it stands. */
export const cookieNow = <N extends keyof typeof COOKIES>(name: N) => openCookie(name, jar.get(COOKIES[name]), SECRET)
/** Who is signed in. */
export const signedIn = (): string | null => session
