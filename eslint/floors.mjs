// @ts-check

/**
 * The house: on which floor each domain of lib/ lives. A file imports only from lower floors or from its own folder,
 * never from above and never sideways, so that what a change can break is found by looking up.
 */
export const FLOORS = /** @type {Record<string, number>} */ ({
  generated: -1, // the database client
  core: 0,
  events: 1,
  catalog: 2,
  shopper: 2,
  experiments: 2,
  cart: 3,
  content: 3,
  orders: 4,
  reviews: 4,
  loyalty: 5,
  value: 6,
  ranking: 6,
  offers: 7,
  experience: 8,
  flows: 9,
  messages: 10,
  measure: 10,
  studio: 11,
  demo: 12,
})
