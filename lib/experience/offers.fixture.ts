import type { PresetName } from '@/lib/loyalty/presets'
import { offerSchema, type LifecycleOffer, type OfferGrant } from '@/lib/offers/lifecycle/schema'
import { seededOffers } from '@/lib/offers/lifecycle/seeds'
import { daysBefore, NOW } from '@/lib/ranking/shop.fixture'

/** The offers that come with the shop, as they are read. */
export const offersOf = (preset: PresetName = 'sorento'): LifecycleOffer[] =>
  seededOffers(preset).map(({ key, definition }) => ({ ...offerSchema.parse(definition), key }))

/** A promise of 15% for a second order, made five days ago and good for twenty-five more. */
export const givenGrant = (values: Partial<OfferGrant> = {}): OfferGrant => ({
  ...{ id: 'grant', offer: 'second-order', stage: 'second-order', subject: 'order', earnedBy: 'order' },
  ...{
    benefits: [
      { kind: 'percent', percent: 15 },
      { kind: 'points', points: 500 },
    ],
    at: daysBefore(5),
  },
  ...{ until: new Date(NOW.getTime() + 25 * 86_400_000) },
  ...values,
})
