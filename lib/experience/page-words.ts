import 'server-only'
import type { Metadata } from 'next'
import { cache } from 'react'
import { translator, type MessageKey, type Translator } from '@/lib/core/messages'
import { inHouse, LOCALES } from '@/lib/shopper/language'
import { requestContext } from '@/lib/shopper/request'
import { readShopper } from './read-shopper'

/**
 * The locale of the page that is asked for: the shopper's, as on every page of the shop; English on the house's own. Where
 * nobody can be read (a database without a programme, or none), it is what the browser itself says. No query of its own.
 */
export const pageLocale = cache(async (): Promise<string> => {
  const request = await requestContext().catch(() => null)
  if (!request) return LOCALES.en
  if (inHouse(request.url)) return LOCALES.en
  return readShopper().then(
    ({ shopper }) => shopper.say.locale,
    () => request.market.locale,
  )
})

/** The words of the page that is asked for, where no shopper is at hand. */
export const pageWords = async (): Promise<Translator> => translator(await pageLocale())

/** A page's `generateMetadata` of nothing but a title. */
export const titled =
  (key: MessageKey, more: Metadata = {}) =>
  async (): Promise<Metadata> => ({ title: (await pageWords())(key), ...more })
