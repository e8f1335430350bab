/** How many times its price in dollars a piece costs in each currency that the house sells in: whole, so nothing rounds. */
const LEVELS: Readonly<Record<string, number>> = { USD: 1, PLN: 4 }

/**
 * What the catalogue's dollar prices, and amounts that were chosen for them (the bands of a facet), are multiplied by in
 * a currency; null for one in which the house has no prices.
 */
export const priceLevel = (currency: string): number | null =>
  Object.hasOwn(LEVELS, currency) ? (LEVELS[currency] ?? null) : null
