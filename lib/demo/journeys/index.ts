import type { PresetName } from '@/lib/loyalty/presets'
import { aliceJourney } from './alice'
import { nadiaJourney } from './nadia'
import type { Journey } from './schema'
import { zofiaJourney } from './zofia'

/** The journeys a presenter can walk in the shop of each programme, in the order they are offered. */
export const JOURNEYS_IN: Readonly<Record<PresetName, readonly Journey[]>> = {
  sorento: [aliceJourney, nadiaJourney],
  classic: [zofiaJourney],
}

/** Those of the house's own programme. */
export const JOURNEYS = JOURNEYS_IN.sorento
export const ALL_JOURNEYS: readonly Journey[] = Object.values(JOURNEYS_IN).flat()

/** The journey of that key, in whatever shop; undefined for an unknown one. */
export const journeyOf = (key: string): Journey | undefined => ALL_JOURNEYS.find((journey) => journey.key === key)
