import type { Purchase, ValueFacts } from './schema'

// Value facts in few words, for tests.

/** "2026-01-05" is that day at noon, UTC; with a time it is that moment. */
export const at = (moment: string): Date => new Date(moment.length === 10 ? `${moment}T12:00:00Z` : moment)

type Back = readonly [moment: string, units: number]

/** An order of the web in currency units, with what was brought back of it. */
export function bought(
  moment: string,
  units: number,
  {
    back = [],
    houses = [],
    ...more
  }: Partial<Omit<Purchase, 'houses'>> & { back?: Back[]; houses?: [string, number][] } = {},
): Purchase {
  return {
    ...{ id: `${moment}:${units}`, at: at(moment), channel: 'web', paid: Math.round(units * 100) },
    returns: back.map(([when, amount]) => ({ at: at(when), amount: Math.round(amount * 100) })),
    houses: houses.map(([name, paid]) => ({ name, paid: Math.round(paid * 100) })),
    ...more,
  }
}

/** What the till paid back without saying for what. */
export const back = (moment: string, units: number, channel = 'till'): ValueFacts['otherReturns'][number] => ({
  ...{ at: at(moment), amount: Math.round(units * 100), channel },
})

export const facts = (purchases: readonly Purchase[], otherReturns: ValueFacts['otherReturns'] = []): ValueFacts => ({
  purchases,
  otherReturns,
})
