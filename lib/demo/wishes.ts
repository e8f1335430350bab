import 'server-only'
import { cookies } from 'next/headers'
import { env } from '@/lib/core/env'
import { keep } from '@/lib/flows/browser'
import { COOKIES, openCookie, type CookieValue } from '@/lib/shopper/cookies'

/** What the presenter set for this browser. */
export type Wishes = CookieValue<'demo'>

export const NO_WISHES: Wishes = { offsetMs: 0, country: null, source: null, journey: null, forced: {} }

/** The presenter's wishes for this browser; none outside the demo. */
export async function readWishes(): Promise<Wishes> {
  if (!env().DEMO) return NO_WISHES
  return openCookie('demo', (await cookies()).get(COOKIES.demo)?.value, env().COOKIE_SECRET) ?? NO_WISHES
}

/** Keeps the presenter's wishes for this browser. */
export const keepWishes = (wishes: Wishes): Promise<void> => keep('demo', wishes)
