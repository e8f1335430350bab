// @ts-check
import { number, ratio } from './table.mjs'

/** What the batch over all customers is held to, over so many orders or more: see docs/performance.md. */
export const VALUE = { orders: 1_000_000, seconds: 15 }

/** @typedef {import('./value.mjs').Value} Value */

/** What a limit forbids, in words; none where too little was measured to say. @param {Value | undefined} value */
export const valueFaults = (value) =>
  value && value.orders >= VALUE.orders && value.seconds > VALUE.seconds
    ? [`the run over all customers takes ${number(value.seconds)} s; ${VALUE.seconds} s are allowed`]
    : []

/**
 * What was measured, as a table with a title; the first row is its head.
 *
 * @param {Value | undefined} value @param {Value | undefined} earlier
 * @returns {{ title: string, rows: string[][] }[]}
 */
export function valueTables(value, earlier) {
  if (!value) return []
  const row = (
    /** @type {string} */ name,
    /** @type {number | null} */ now,
    /** @type {number | null} */ then = null,
  ) => [...[name, number(now), ...(earlier ? [ratio(now, then)] : [])]]
  return [
    {
      title: `The run over all customers, ${value.customers} customers, ${value.orders} orders (at most ${VALUE.seconds} s)`,
      rows: [
        ['', 'now', ...(earlier ? ['before'] : [])],
        row('command, s', value.seconds, earlier?.seconds),
        ...Object.entries(value.parts).map(([part, seconds]) =>
          row(`${part}, s`, seconds, Object.entries(earlier?.parts ?? {}).find(([name]) => name === part)?.[1]),
        ),
        row('the same once more, s', value.againSeconds, earlier?.againSeconds),
        row('MB', value.megabytes, earlier?.megabytes),
      ],
    },
  ]
}
