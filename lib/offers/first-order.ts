/** What greets somebody who has never bought here. */
export const FIRST_ORDER = { offer: 'first-order', percent: 10 } as const
