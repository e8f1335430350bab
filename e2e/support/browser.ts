import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { COOKIES, openCookie, sealCookie, type CookieName, type CookieValue } from '@/lib/shopper/cookies'
import type { Faults } from './faults'
import type { Customer } from './customers'
import { shopNow, type Shop } from './shop'

const MS_PER_DAY = 86_400_000

/**
 * Every shopper's clock is a minute ahead: facts of moved clocks teach the shop nothing about everybody, so that tests
 * running at the same time cannot change what is trending for each other.
 */
const MINUTE = 60_000

const NO_WISHES: CookieValue<'demo'> = { offsetMs: 0, country: null, source: null, journey: null, forced: {} }

export const SESSION_COOKIE = 'authjs.session-token'

export type ShopperOptions = {
  /** Where the presenter's tools put this browser; the United States unless told. */
  country?: string
  /** Days that this browser's clock is ahead. */
  days?: number
  /** Signed in from the start, without the form. */
  as?: Customer
  /** What Playwright is told about the browser: size, colour scheme, scripts. */
  browser?: BrowserContextOptions
}

/** Somebody at a browser of their own. */
export type Shopper = {
  page: Page
  context: BrowserContext
  shop: Shop
  /** Whom the shop takes this browser for. Before its first page it is told who it is. */
  visitorId(): Promise<string>
  /** Puts this browser's clock further ahead (or back). */
  moveClock(days: number): Promise<void>
  /** Puts the clock where what this browser does counts for nobody else, after the presenter's tools have set it back. */
  standAside(): Promise<void>
  /** The value of one of the shop's own cookies. */
  cookie<N extends CookieName>(name: N): Promise<CookieValue<N> | null>
  setCookie<N extends CookieName>(name: N, value: CookieValue<N>): Promise<void>
  /** Signs in without the form. */
  signIn(customer: Customer): Promise<void>
}

/** Opens a browser for a new shopper. */
export async function openShopper(
  browser: Browser,
  shop: Shop,
  faults: Faults,
  { country, days = 0, as, browser: options }: ShopperOptions = {},
): Promise<Shopper> {
  const context = await browser.newContext(options)
  faults.watch(context)
  const shopper = shopperAt(context, await context.newPage(), shop)
  await shopper.setCookie('demo', { ...NO_WISHES, offsetMs: days * MS_PER_DAY + MINUTE, country: country ?? null })
  if (as) await shopper.signIn(as)
  return shopper
}

function shopperAt(context: BrowserContext, page: Page, shop: Shop): Shopper {
  const put = (name: string, value: string) =>
    context.addCookies([{ name, value, url: shop.url, httpOnly: true, sameSite: 'Lax' }])
  const cookie = async <N extends CookieName>(name: N) => {
    const found = (await context.cookies(shop.url)).find((candidate) => candidate.name === COOKIES[name])
    return openCookie(name, found?.value, shop.cookieSecret)
  }
  const setCookie = <N extends CookieName>(name: N, value: CookieValue<N>) =>
    put(COOKIES[name], sealCookie(name, value, shop.cookieSecret))
  const visitorId = async () => {
    const known = await cookie('visitor')
    if (known) return known.id
    const id = randomUUID()
    await setCookie('visitor', { id })
    return id
  }
  const moveBy = async (offsetMs: number) => {
    const wishes = (await cookie('demo')) ?? NO_WISHES
    await setCookie('demo', { ...wishes, offsetMs: wishes.offsetMs + offsetMs })
  }
  return {
    context,
    page,
    shop,
    cookie,
    setCookie,
    visitorId,
    moveClock: (days) => moveBy(days * MS_PER_DAY),
    standAside: () => moveBy(MINUTE),
    async signIn({ id }) {
      await shop.database.rows(
        'insert into visitor_link (id, visitor_id, customer_id, "from") values ($1, $2, $3, $4)',
        [randomUUID(), await visitorId(), id, await shopNow(shop)],
      )
      const token = { sub: id }
      await put(SESSION_COOKIE, await encode({ token, secret: shop.authSecret, salt: SESSION_COOKIE, maxAge: 3600 }))
    },
  }
}
