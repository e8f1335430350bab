import { classic } from '../presets/classic'
import { at } from '../standing.fixture'
import { loyaltyFactsOf, type CountedEntry } from '../transactions'
import type { BaseCustomer, Collector } from './schema'

// Customers of a base in few words, for tests.

/** What the till says of one purchase in zlotys; "2026-01-05" is that day at noon, UTC. */
export const till = (moment: string, zlotys: number, more: Partial<CountedEntry> = {}): CountedEntry => ({
  id: `${moment}:${zlotys}`,
  kind: 'purchase',
  at: at(moment),
  amount: Math.round(zlotys * 100),
  currency: 'PLN',
  ...more,
})

/** Somebody known from the till only. */
export const known = (name: string, ...entries: CountedEntry[]): BaseCustomer => ({
  id: name,
  name,
  email: null,
  externalRef: `ref-${name}`,
  orders: [],
  entries,
  memberships: [],
})

/** Shows a base to a collector, with the facts of `programme`. */
export function shown<T>(collector: Collector<T>, base: readonly BaseCustomer[], programme = classic): T {
  for (const customer of base) {
    collector.add(customer, loyaltyFactsOf(programme, { ...customer, redemptions: [] }))
  }
  return collector.result()
}
