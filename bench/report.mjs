// @ts-check
import { BUDGET } from './javascript.mjs'
import { messagesFaults, messagesTables } from './messages-report.mjs'
import { scaleFaults, scaleTables } from './scale-report.mjs'
import { number, ratio, table } from './table.mjs'
import { valueFaults, valueTables } from './value-report.mjs'

/** What folding a standing from fifty facts may cost, in microseconds. */
export const FOLD_US = 100
/** What the loyalty commands are held to, over a base of so many purchases or more: see docs/performance.md. */
export const LOYALTY = { purchases: 1_000_000, reportSeconds: 10, importPerSecond: 20_000, importMb: 200 }

/**
 * @typedef {object} Report
 * @property {{ node: string, cpu: string, cores: number, platform: string }} machine
 * @property {import('./pages.mjs').Measured[]} pages
 * @property {import('./javascript.mjs').Weight[]} javascript
 * @property {Record<string, number>} folds µs
 * @property {Record<string, Record<string, number>>} decisions µs, by shopper
 * @property {import('./loyalty.mjs').Loyalty} [loyalty] not there in reports of before it was measured
 * @property {import('./scale-report.mjs').Scale} [scale] likewise
 * @property {import('./rebuild.mjs').Rebuild} [rebuild] likewise
 * @property {import('./value.mjs').Value} [value] likewise
 * @property {import('./messages.mjs').Messages} [messages] likewise
 * @property {import('./results.mjs').Results} [results] likewise
 * @property {string[]} notes what could not be measured
 */

/** What a limit forbids, in words; none when all hold. @param {Report} report @returns {string[]} */
export function faultsOf({ javascript, folds, loyalty, scale, rebuild, value, results }) {
  const heavy = javascript.filter(({ bytes }) => bytes > BUDGET)
  const slow = Object.keys(folds).filter((fold) => /^(?:standing|tier)50/.test(fold) && (folds[fold] ?? 0) > FOLD_US)
  return [
    ...heavy.map(
      ({ page, bytes }) => `${page} loads ${kilobytes(bytes)} KB of JavaScript; ${BUDGET / 1000} KB are allowed`,
    ),
    ...slow.map((fold) => `the fold "${fold}" takes ${number(folds[fold])} µs; ${FOLD_US} µs are allowed`),
    ...(loyalty && loyalty.purchases >= LOYALTY.purchases ? loyaltyFaults(loyalty) : []),
    ...scaleFaults({ scale, rebuild }),
    ...valueFaults(value),
    ...messagesFaults({ results }),
  ]
}

/** @param {import('./loyalty.mjs').Loyalty} loyalty */
function loyaltyFaults({ reportSeconds, importPerSecond, importMb }) {
  const faults = []
  if (reportSeconds > LOYALTY.reportSeconds) {
    faults.push(`the report takes ${number(reportSeconds)} s; ${LOYALTY.reportSeconds} s are allowed`)
  }
  if (importPerSecond < LOYALTY.importPerSecond) {
    faults.push(`the import takes ${importPerSecond} rows/s; it should be ${LOYALTY.importPerSecond}`)
  }
  if ((importMb ?? 0) > LOYALTY.importMb) {
    faults.push(`the import held ${number(importMb, 0)} MB; ${LOYALTY.importMb} MB are allowed`)
  }
  return faults
}

/** @param {import('./loyalty.mjs').Loyalty} loyalty @param {import('./loyalty.mjs').Loyalty} [earlier] */
const loyaltyRows = (loyalty, earlier) =>
  /** @type {[string, keyof import('./loyalty.mjs').Loyalty, number][]} */ ([
    ['import, rows/s', 'importPerSecond', 0],
    ['import, MB', 'importMb', 0],
    ['report, s', 'reportSeconds', 1],
    ['report, MB', 'reportMb', 0],
    ['report with hold and cycle, s', 'cycleSeconds', 1],
    ['what if, s', 'whatIfSeconds', 1],
  ]).map(([name, key, digits]) => [
    ...[name, number(loyalty[key], digits)],
    ...when(earlier, ratio(loyalty[key], earlier?.[key])),
  ])

const kilobytes = (/** @type {number} */ bytes) => number(bytes / 1000)

/**
 * The report for people, beside an earlier one if there is one: a ratio above 1 is more than then.
 *
 * @param {Report} report
 * @param {Report} [earlier]
 * @returns {string}
 */
export function told(report, earlier) {
  const { machine, pages, javascript, folds, decisions, loyalty, notes } = report
  const before = (/** @type {import('./pages.mjs').Measured} */ { page, shopper }) =>
    earlier?.pages.find((each) => each.page === page && each.shopper === shopper)
  const sum = (/** @type {import('./pages.mjs').Measured | undefined} */ each) =>
    each && each.appMs !== null && each.postgresMs !== null ? each.appMs + each.postgresMs : null
  const shoppers = Object.keys(decisions)
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}`,
    ...part(pages.length > 0, 'A request, at 16 connections', () => [
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
    ...part(javascript.length > 0, `First-load JavaScript, gzipped (at most ${BUDGET / 1000} KB)`, () => [
      ['page', 'scripts', 'KB', ...when(earlier, 'KB')],
      ...javascript.map(({ page, scripts, bytes }) => [
        ...[page, String(scripts), kilobytes(bytes)],
        ...when(earlier, ratio(bytes, earlier?.javascript.find((each) => each.page === page)?.bytes)),
      ]),
    ]),
    ...part(Object.keys(folds).length > 0, `Folds, CPU µs (the standing over 50 facts: at most ${FOLD_US})`, () => [
      ['fold', 'µs', ...when(earlier, 'µs')],
      ...Object.entries(folds).map(([fold, us]) => [
        fold,
        number(us),
        ...when(earlier, ratio(us, earlier?.folds[fold])),
      ]),
    ]),
    ...part(shoppers.length > 0, 'Decisions, CPU µs', () => [
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
    ...(loyalty
      ? [
          section(`The loyalty commands, ${loyalty.customers} customers, ${loyalty.purchases} purchases`, [
            ['', 'now', ...when(earlier?.loyalty, 'before')],
            ...loyaltyRows(loyalty, earlier?.loyalty),
          ]),
        ]
      : []),
    ...[
      ...scaleTables(report, earlier),
      ...valueTables(report.value, earlier?.value),
      ...messagesTables(report, earlier),
    ].map(({ title, rows }) => section(title, rows)),
    ...notes.map((note) => `  Note: ${note}.`),
    ...faultsOf(report).map((fault) => `  ✗ ${fault}.`),
  ].join('\n\n')
}

/** A section of what was measured; none of what was not. @param {boolean} there @param {string} title @param {() => string[][]} rows */
const part = (there, title, rows) => (there ? [section(title, rows())] : [])

/** @param {object | undefined} earlier @param {string[]} cells */
const when = (earlier, ...cells) => (earlier ? cells : [])

/** @param {string} title @param {string[][]} rows the first is the head */
const section = (title, [head = [], ...rows]) => `${title}\n${table(head, rows)}`
