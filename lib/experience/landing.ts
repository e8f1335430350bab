import type { Product } from '@/lib/catalog/schema'
import { isMessageKey } from '@/lib/core/messages'
import { excludedFrom } from '@/lib/ranking/merchandise'
import type { Ranked } from '@/lib/ranking/schema'
import { fitsMixedShelf } from '@/lib/ranking/shelves'
import type { Landing } from '@/lib/shopper/landing'
import { arrivalOf, messageOf } from '@/lib/shopper/visit'
import type { UsedFact } from './decision'
import type { Shopper } from './schema'
import { today } from './shelf'

/**
 * What the page goes on with for who came by a message's link, as long as that visit lasts; null for everybody else. It
 * greets whom any other arrival greets: after a "no", and to who is held out, the shop is everybody's.
 */
export const landingOf = ({ landing, arrival }: Pick<Shopper, 'landing' | 'arrival'>): Landing | null =>
  messageOf(arrival) === null ? null : landing

/** Why the page goes on with a message: what it was about, said without saying to whom it was written. */
export function landingReason({ cause }: Landing, { t }: Shopper['say']): string {
  const key = `landing.about.${cause}`
  return t('landing.reason', { about: t(isMessageKey(key) ? key : 'landing.about.campaign') })
}

/** What it rests on: that the link was followed. */
export const landingFact = ({ visitId, now, say }: Pick<Shopper, 'visitId' | 'now' | 'say'>): UsedFact => ({
  id: `visit:${visitId}`,
  text: say.t('landing.fact'),
  at: now,
})

/**
 * The message's pieces that home can show, in its order: those that are for sale, and neither owned, nor said no to, nor
 * left out by the house's rules, nor such as keep to a shelf of their own kind.
 */
export function landingPieces(shopper: Shopper, landing: Landing): Product[] {
  const { catalogue, owned, affinity, editorial } = shopper
  const isOut = excludedFrom({ rules: editorial.rules, day: today(shopper), catalogue: catalogue.bySlug }, null)
  return landing.pieces.flatMap((slug) => {
    const product = catalogue.bySlug.get(slug)
    const shown = product?.inStock && fitsMixedShelf(product) && !isOut(product)
    return product && shown && !owned.has(slug) && !affinity.disliked.has(slug) ? [product] : []
  })
}

/** A piece that stands where it does because the message showed it; in its first colour where no other is told. */
export const fromMessage = (product: Product, colour: string | undefined): Ranked => ({
  ...{ product, score: 0, rise: 0, parts: [], chosenWith: null, shared: [] },
  colour: colour ?? product.colourways[0]?.slug ?? '',
})

/** Home greets by the message itself, and these are her own words already. */
const WITHOUT_BAR = /^\/(?:account\/(?:inbox|letters)(?:\/.*)?)?$/

/**
 * The line above the page that a message's link leads to: what the message said. Only on that page, where its address
 * still says so; null on all others, and on home, which says it itself.
 */
export function landedBar(shopper: Pick<Shopper, 'landing' | 'arrival' | 'say'>, url: string) {
  const at = new URL(url, 'http://shop.invalid')
  const landing = landingOf(shopper)
  const stated = messageOf(arrivalOf(at, null))
  if (!landing || stated === null || stated !== messageOf(shopper.arrival) || WITHOUT_BAR.test(at.pathname)) return null
  const { t } = shopper.say
  return { label: t('landing.bar.label'), text: t('landing.bar', { headline: landing.headline }) }
}
