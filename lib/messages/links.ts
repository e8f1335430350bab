import { MESSAGE_SOURCE } from '@/lib/shopper/landing'

/** A path of the shop as a message's link: following it is an arrival by that message. The part after "#" stays last. */
export function pathFrom(messageId: string, path: string): string {
  const url = new URL(path, 'http://shop.invalid')
  url.searchParams.set('utm_source', MESSAGE_SOURCE)
  url.searchParams.set('utm_campaign', messageId)
  return url.pathname + url.search + url.hash
}

/** Where one says no to messages of this kind, by the token of one of them; the one-click address is the same. */
export const unsubscribePath = (token: string): string => `/unsubscribe/${token}`
