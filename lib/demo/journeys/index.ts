import { aliceJourney } from './alice'
import type { Journey } from './schema'

/** All journeys a presenter can walk, in the order they are offered. */
export const JOURNEYS: readonly Journey[] = [aliceJourney]

/** The journey of that key; undefined for an unknown one. */
export const journeyOf = (key: string): Journey | undefined => JOURNEYS.find((journey) => journey.key === key)
