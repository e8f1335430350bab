// @ts-check
import { BUDGET } from './javascript.mjs'
import { number, ratio, table } from './table.mjs'

/** What folding a standing from fifty facts may cost, in microseconds. */
export const FOLD_US = 100

/**
 * @typedef {object} Report
 * @property {{ node: string, cpu: string, cores: number, platform: string }} machine
 * @property {import('./pages.mjs').Measured[]} pages
 * @property {import('./javascript.mjs').Weight[]} javascript
 * @property {Record<string, number>} folds µs
 * @property {Record<string, Record<string, number>>} decisions µs, by shopper
 * @property {string[]} notes what could not be measured
 */

/** What a limit forbids, in words; none when all hold. @param {Report} report @returns {string[]} */
export function faultsOf({ javascript, folds }) {
  const heavy = javascript.filter(({ bytes }) => bytes > BUDGET)
  const slow = ['standing50'].filter((fold) => (folds[fold] ?? 0) > FOLD_US)
  return [
    ...heavy.map(
      ({ page, bytes }) => `${page} loads ${kilobytes(bytes)} KB of JavaScript; ${BUDGET / 1000} KB are allowed`,
    ),
    ...slow.map((fold) => `the fold "${fold}" takes ${number(folds[fold])} µs; ${FOLD_US} µs are allowed`),
  ]
}

const kilobytes = (/** @type {number} */ bytes) => number(bytes / 1000)

/**
 * The report for people, beside an earlier one if there is one: a ratio above 1 is more than then.
 *
 * @param {Report} report
 * @param {Report} [earlier]
 * @returns {string}
 */
export function told(report, earlier) {
  const { machine, pages, javascript, folds, decisions, notes } = report
  const before = (/** @type {import('./pages.mjs').Measured} */ { page, shopper }) =>
    earlier?.pages.find((each) => each.page === page && each.shopper === shopper)
  const sum = (/** @type {import('./pages.mjs').Measured | undefined} */ each) =>
    each && each.appMs !== null && each.postgresMs !== null ? each.appMs + each.postgresMs : null
  const shoppers = Object.keys(decisions)
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}`,
    section('A request, at 16 connections', [
      [
        'page',
        'shopper',
        'app CPU ms',
        'PostgreSQL CPU ms',
        'both',
        'requests/s',
        'p50 ms',
        'p95 ms',
        ...when(earlier, 'CPU', 'requests/s'),
      ],
      ...pages.map((each) => [
        ...[each.page, each.shopper, number(each.appMs), number(each.postgresMs), number(sum(each))],
        ...[number(each.perSecond, 0), number(each.p50), number(each.p95)],
        ...when(earlier, ratio(sum(each), sum(before(each))), ratio(each.perSecond, before(each)?.perSecond)),
      ]),
    ]),
    section(`First-load JavaScript, gzipped (at most ${BUDGET / 1000} KB)`, [
      ['page', 'scripts', 'KB', ...when(earlier, 'KB')],
      ...javascript.map(({ page, scripts, bytes }) => [
        ...[page, String(scripts), kilobytes(bytes)],
        ...when(earlier, ratio(bytes, earlier?.javascript.find((each) => each.page === page)?.bytes)),
      ]),
    ]),
    section(`Folds, CPU µs (the standing over 50 facts: at most ${FOLD_US})`, [
      ['fold', 'µs', ...when(earlier, 'µs')],
      ...Object.entries(folds).map(([fold, us]) => [
        fold,
        number(us),
        ...when(earlier, ratio(us, earlier?.folds[fold])),
      ]),
    ]),
    section('Decisions, CPU µs', [
      ['decision', ...shoppers, ...when(earlier, ...shoppers)],
      ...Object.keys(decisions[shoppers[0] ?? ''] ?? {}).map((name) => [
        name,
        ...shoppers.map((shopper) => number(decisions[shopper]?.[name])),
        ...when(
          earlier,
          ...shoppers.map((shopper) => ratio(decisions[shopper]?.[name], earlier?.decisions[shopper]?.[name])),
        ),
      ]),
    ]),
    ...notes.map((note) => `  Note: ${note}.`),
    ...faultsOf(report).map((fault) => `  ✗ ${fault}.`),
  ].join('\n\n')
}

/** @param {Report | undefined} earlier @param {string[]} cells */
const when = (earlier, ...cells) => (earlier ? cells : [])

/** @param {string} title @param {string[][]} rows the first is the head */
const section = (title, [head = [], ...rows]) => `${title}\n${table(head, rows)}`
