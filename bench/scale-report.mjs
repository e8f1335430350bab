// @ts-check
import { number, ratio } from './table.mjs'

/** What a large shop is held to, where so many sessions or more were measured: see docs/performance.md. */
export const SCALE = { sessions: 500_000, rankingMs: 5, perSecond: 1_000, rebuildSeconds: 30, rebuildMb: 1_500 }

/** @typedef {{ p50: number, p90: number }} Spread */

/**
 * @typedef {object} Scale what bench/scale.ts prints
 * @property {number} pieces in the catalogue
 * @property {number} listed of them in the category that is asked for
 * @property {number} sessions
 * @property {number} facts
 * @property {Spread} page CPU of the page's own work over all its pieces (filter, facets) and of twelve cards, ms
 * @property {Record<string, Spread>} rankingMs CPU of the order with its reasons beyond that, by shopper
 * @property {{ perSecond: number, p90Ms: number }} predictions of the next piece, on one core
 * @property {{ catalogueIndex: number, firstPage: number }} onceMs once for each catalogue
 * @property {number} heapMb
 */

/** @typedef {{ scale?: Scale, rebuild?: import('./rebuild.mjs').Rebuild }} Measured */

/** What a limit forbids, in words; none where too little was measured to say. @param {Measured} measured */
export function scaleFaults({ scale, rebuild }) {
  const faults = []
  if (scale && scale.sessions >= SCALE.sessions) {
    for (const [shopper, { p90 }] of Object.entries(scale.rankingMs)) {
      if (p90 > SCALE.rankingMs)
        faults.push(
          `ordering ${scale.listed} pieces for "${shopper}" takes ${number(p90)} ms of CPU (p90); ${SCALE.rankingMs} are allowed`,
        )
    }
    const { perSecond } = scale.predictions
    if (perSecond < SCALE.perSecond)
      faults.push(`a core predicts ${number(perSecond, 0)} times a second; it should be ${SCALE.perSecond}`)
  }
  if (rebuild && rebuild.sessions >= SCALE.sessions) {
    if (rebuild.seconds > SCALE.rebuildSeconds)
      faults.push(`reading the log takes ${number(rebuild.seconds)} s; ${SCALE.rebuildSeconds} s are allowed`)
    if ((rebuild.megabytes ?? 0) > SCALE.rebuildMb)
      faults.push(`reading the log took ${number(rebuild.megabytes, 0)} MB; ${SCALE.rebuildMb} MB are allowed`)
  }
  return faults
}

/**
 * What was measured, as tables with a title; the first row of each is its head.
 *
 * @param {Measured} measured
 * @param {Measured} [earlier]
 * @returns {{ title: string, rows: string[][] }[]}
 */
export function scaleTables({ scale, rebuild }, earlier) {
  const tables = []
  if (scale) {
    const before = earlier?.scale
    const page = (/** @type {Spread} */ now, /** @type {Spread | undefined} */ then) => [
      ...[number(now.p50), number(now.p90), ...(before ? [ratio(now.p90, then?.p90)] : [])],
    ]
    tables.push({
      title: `A category page, ${scale.listed} of ${scale.pieces} pieces, ${scale.sessions} sessions, CPU ms (the order: at most ${SCALE.rankingMs} at p90)`,
      rows: [
        ['', 'p50', 'p90', ...(before ? ['p90'] : [])],
        ['filter, facets and cards', ...page(scale.page, before?.page)],
        ...Object.entries(scale.rankingMs).map(([shopper, now]) => [
          ...[`order, ${shopper}`, ...page(now, before?.rankingMs[shopper])],
        ]),
      ],
    })
    tables.push({
      title: 'The same shop, once and for each prediction',
      rows: [
        ['', 'now', ...(before ? ['before'] : [])],
        ...rowsOf(
          [
            [`predictions/s (at least ${SCALE.perSecond})`, scale.predictions.perSecond, before?.predictions.perSecond],
            ['prediction, p90 ms', scale.predictions.p90Ms, before?.predictions.p90Ms],
            ['index of a new catalogue, ms', scale.onceMs.catalogueIndex, before?.onceMs.catalogueIndex],
            ['its first page, ms', scale.onceMs.firstPage, before?.onceMs.firstPage],
            ['heap, MB', scale.heapMb, before?.heapMb],
          ],
          before !== undefined,
        ),
      ],
    })
  }
  if (rebuild) {
    const before = earlier?.rebuild
    tables.push({
      title: `A start over a log of ${rebuild.sessions} sessions, ${rebuild.facts} facts, while pages are asked for`,
      rows: [
        ['', 'now', ...(before ? ['before'] : [])],
        ...rowsOf(
          [
            [`log read, s (at most ${SCALE.rebuildSeconds})`, rebuild.seconds, before?.seconds],
            ["CPU of the shop's process from its start, s", rebuild.cpuSeconds, before?.cpuSeconds],
            ['most memory, MB', rebuild.megabytes, before?.megabytes],
            ['of a shop with the seeded log, MB', rebuild.smallMegabytes, before?.smallMegabytes],
            ['a page meanwhile, p50 ms', rebuild.meanwhile.p50, before?.meanwhile.p50],
            ['a page meanwhile, p90 ms', rebuild.meanwhile.p90, before?.meanwhile.p90],
            ['a page afterwards, p90 ms', rebuild.afterwards.p90, before?.afterwards.p90],
          ],
          before !== undefined,
        ),
      ],
    })
  }
  return tables
}

/**
 * @param {[name: string, now: number | null, before: number | null | undefined][]} values
 * @param {boolean} compared
 */
const rowsOf = (values, compared) =>
  values.map(([name, now, before]) => [name, number(now), ...(compared ? [ratio(now, before)] : [])])
