// @ts-check
import { number, ratio } from './table.mjs'

/** What reading a result is held to, over so many exposures or more: see docs/performance.md. */
export const RESULTS = { exposures: 50_000, seconds: 10 }

/** @typedef {{ messages?: import('./messages.mjs').Messages, results?: import('./results.mjs').Results }} Measured */

/** What a limit forbids, in words; none where too little was measured to say. @param {Measured} measured */
export const messagesFaults = ({ results }) =>
  results && results.exposures >= RESULTS.exposures && results.seconds > RESULTS.seconds
    ? [
        `a result of ${results.exposures} customers takes ${number(results.seconds)} s; ${RESULTS.seconds} s are allowed`,
      ]
    : []

/**
 * What was measured, as tables with a title; the first row is the head.
 *
 * @param {Measured} now @param {Measured | undefined} before
 * @returns {{ title: string, rows: string[][] }[]}
 */
export function messagesTables({ messages, results }, before) {
  const head = ['', 'now', ...(before ? ['before'] : [])]
  const row = (
    /** @type {string} */ name,
    /** @type {number | null} */ value,
    /** @type {number | null | undefined} */ then,
    digits = 1,
  ) => [name, number(value, digits), ...(before ? [ratio(value, then)] : [])]
  const tables = []
  if (messages) {
    const then = before?.messages
    tables.push({
      title: `Messages, one run over ${messages.customers} customers, ${messages.written} written`,
      rows: [
        head,
        row('decided and kept, s', messages.seconds, then?.seconds),
        row('customers/s', messages.perSecond, then?.perSecond, 0),
        row('the same once more, s', messages.againSeconds, then?.againSeconds),
        row('CPU of the process, s', messages.cpuSeconds, then?.cpuSeconds),
        row('MB', messages.megabytes, then?.megabytes, 0),
      ],
    })
  }
  if (results) {
    const then = before?.results
    tables.push({
      title: `The result of an experiment, ${results.exposures} customers (at most ${RESULTS.seconds} s)`,
      rows: [
        head,
        row('read and worked out, s', results.seconds, then?.seconds),
        row('asked again, ms', results.againMs, then?.againMs),
        row('CPU of the process, s', results.cpuSeconds, then?.cpuSeconds),
        row('MB', results.megabytes, then?.megabytes, 0),
      ],
    })
  }
  return tables
}
