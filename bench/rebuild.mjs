// @ts-check
import { withClient } from '../scripts/lib/database.mjs'
import { cpuMs } from './cpu.mjs'
import { fillLog } from './log.mjs'
import { peakOf } from './memory.mjs'
import { enter, startLoad } from './pages.mjs'
import { startApp } from './shop.mjs'

/** What the shop says when it has read a log that it did not wait for: lib/ranking/queries.ts. */
const LOG_READ = 'ranking: the log has been read'
/** How long that may take before the bench gives up. */
const PATIENCE_MS = 900_000
const CONNECTIONS = 4
/** Between an answer and the next request of a connection: a shop at work, not one at its limit. */
const PAUSE_MS = 250
const AFTERWARDS_S = 8

/**
 * @typedef {object} Rebuild what a start over a large log costs, while the shop serves
 * @property {number} sessions
 * @property {number} facts that projections read
 * @property {number} seconds from the first look at the log to its end
 * @property {number | null} cpuSeconds of the shop's process from its start to that end, pages included; null where it
 *   cannot be read
 * @property {number | null} megabytes the most memory that the shop's process ever held; null where the system does not tell
 * @property {number | null} smallMegabytes the same over the seeded log alone, after the requests of the bench
 * @property {{ requests: number, p50: number, p90: number }} meanwhile a category page while the log is read, in ms
 * @property {{ requests: number, p50: number, p90: number }} afterwards the same page once it has been read
 */

/**
 * Starts the shop once more, over a log of so many sessions, and asks it for pages while it reads.
 *
 * @param {import('./shop.mjs').Shop} shop whose copy of the database is filled
 * @param {{ sessions: number, say: (line: string) => void }} size
 * @returns {Promise<Rebuild>}
 */
export async function measureRebuild(shop, { sessions, say }) {
  const smallMegabytes = peakOf(shop.app)
  await fillLog(shop.copyUrl, { sessions, pieces: 100_000, until: await seedNow(shop.copyUrl), say })
  say('starting')
  let tell = (/** @type {{ facts: number, ms: number }} */ _) => {}
  const read = new Promise(
    (/** @type {(reading: { facts: number, ms: number }) => void} */ resolve) => (tell = resolve),
  )
  const app = await startApp({ ...shop.settings, DATABASE_URL: shop.copyUrl }, (line) => {
    if (line.includes(LOG_READ)) tell(JSON.parse(line))
  })
  try {
    say('reading the log')
    const browsers = await Promise.all(Array.from({ length: CONNECTIONS }, () => enter(app.url, 'anonymous')))
    const connections = browsers.map(({ headers }) => headers)
    const load = { url: new URL('/c/dresses', app.url).href, connections, pauseMs: PAUSE_MS }
    const during = startLoad({ ...load, seconds: PATIENCE_MS / 1000 })
    const reading = await Promise.race([read, during.counts.then(() => null)])
    const cpu = cpuMs(app.app)
    during.stop()
    const meanwhile = await during.counts
    if (!reading) throw new Error(`The log was not read within ${PATIENCE_MS / 1000} s.`)
    const megabytes = peakOf(app.app)
    const afterwards = await startLoad({ ...load, seconds: AFTERWARDS_S }).counts
    for (const { failed } of [meanwhile, afterwards]) if (failed > 0) throw new Error(`${failed} requests failed.`)
    const times = (/** @type {import('./load.mjs').Counts} */ { requests, p50, p90 }) => ({ requests, p50, p90 })
    return {
      ...{
        sessions,
        facts: reading.facts,
        seconds: reading.ms / 1000,
        cpuSeconds: Number.isNaN(cpu) ? null : cpu / 1000,
      },
      ...{ megabytes, smallMegabytes },
      ...{ meanwhile: times(meanwhile), afterwards: times(afterwards) },
    }
  } finally {
    await app.stop()
  }
}

/** The moment in which the seeded shop lives, in milliseconds. @param {string} url */
const seedNow = (url) =>
  withClient(url, async (client) => {
    const { rows } = await client.query(`select value from setting where key = 'seedNow'`)
    return Date.parse(rows[0].value)
  })
