// @ts-check
import { fork } from 'node:child_process'
import { inProject } from '../scripts/lib/project.mjs'
import { Browser } from './browser.mjs'
import { cpuMs } from './cpu.mjs'

const CONNECTIONS = 16
/** The Bronze persona of lib/demo/personas.ts. */
const BRONZE = { id: '5e0a0001-0000-4000-8000-000000000001', greeting: 'Welcome back, Vera' }
const GOWN = 'rapace-off-shoulder-gown'

/** What is measured: an address, and words that its page must say, so that no error page is timed. */
const PAGES = [
  { page: 'home', path: '/', says: { anonymous: 'Trending now', bronze: BRONZE.greeting } },
  { page: 'category', path: '/c/dresses', says: { anonymous: 'Dresses', bronze: 'For you' } },
  { page: 'product', path: `/p/${GOWN}`, says: { anonymous: 'Complete the look', bronze: 'Complete the look' } },
  { page: 'cart', path: '/cart', says: { anonymous: 'more to reach Bronze', bronze: 'more to reach Silver' } },
]
const SHOPPERS = /** @type {const} */ (['anonymous', 'bronze'])

/** Pieces for the cart, below the next tier for both shoppers. */
const SKUS = ['via-95-patent-pump:noir:38', 'bejewelled-snake-ring:gold:6']

/**
 * @typedef {object} Measured
 * @property {string} page
 * @property {string} shopper
 * @property {number | null} appMs CPU of the app's processes per request, in ms; null where it cannot be read
 * @property {number | null} postgresMs the same of PostgreSQL, all its processes
 * @property {number} perSecond requests per second over all connections
 * @property {number} p50 ms
 * @property {number} p95 ms
 */

/**
 * Each page by each shopper. A connection is a browser of its own with its own cookies; all of the Bronze persona's are
 * signed in as her. Every page is measured by fresh browsers, so that none has seen what another page would teach.
 *
 * @param {import('./shop.mjs').Shop} shop
 * @param {{ seconds: number, rounds: number, warmUp: number, say: (line: string) => void }} options `warmUp`: requests
 *   before anything is counted, so that the engine has compiled what it will compile
 * @returns {Promise<Measured[]>}
 */
export async function measurePages(shop, { seconds, rounds, warmUp, say }) {
  const measured = []
  for (const shopper of SHOPPERS) {
    for (const { page, path, says } of PAGES) {
      say(`${page}, ${shopper}`)
      const browsers = await Promise.all(Array.from({ length: CONNECTIONS }, () => enter(shop.url, shopper)))
      if (page === 'cart') await fillCarts(browsers, shopper)
      for (const browser of browsers) {
        const html = await browser.open(path)
        if (!html.includes(says[shopper])) throw new Error(`${path} does not say "${says[shopper]}" to ${shopper}`)
      }
      const load = { url: new URL(path, shop.url).href, connections: browsers.map(({ headers }) => headers) }
      await send({ ...load, requests: warmUp })
      const found = []
      for (let round = 0; round < rounds; round++) found.push(await measure(shop, load, seconds))
      measured.push({ page, shopper, ...median(found) })
    }
  }
  return measured
}

/** @param {string} url @param {(typeof SHOPPERS)[number]} shopper */
export async function enter(url, shopper) {
  const browser = new Browser(url)
  await browser.open('/')
  if (shopper === 'bronze') await browser.submit('/demo', BRONZE.id)
  return browser
}

/** Signs a browser in as the persona and puts something into her cart. @param {Browser} browser */
export async function enterWithCart(browser) {
  await browser.submit('/demo', BRONZE.id)
  await fillCarts([browser], 'bronze')
}

/** The persona's browsers share one cart, everybody else has their own. @param {Browser[]} browsers @param {string} shopper */
async function fillCarts(browsers, shopper) {
  for (const browser of shopper === 'bronze' ? browsers.slice(0, 1) : browsers) {
    const html = await browser.open('/cart')
    for (const sku of SKUS) {
      const piece = sku.split(':')[0] ?? ''
      if (!html.includes(`/p/${piece}`)) await browser.submit(`/p/${piece}`, `value="${sku}"`, { sku })
    }
  }
}

/** @param {import('./shop.mjs').Shop} shop @param {{ url: string, connections: Record<string, string>[] }} load @param {number} seconds */
async function measure(shop, load, seconds) {
  const before = [cpuMs(shop.app), cpuMs(shop.postgres)]
  const { requests, failed, seconds: took, p50, p95 } = await send({ ...load, seconds })
  const [app = NaN, postgres = NaN] = [cpuMs(shop.app), cpuMs(shop.postgres)].map(
    (after, i) => after - (before[i] ?? 0),
  )
  if (failed > 0) throw new Error(`${failed} of ${requests} requests for ${load.url} failed`)
  const known = (/** @type {number} */ ms) => (Number.isNaN(ms) ? null : ms / requests)
  return { appMs: known(app), postgresMs: known(postgres), perSecond: requests / took, p50, p95 }
}

/** Lets the generator send a load. @param {import('./load.mjs').Load} load @returns {Promise<import('./load.mjs').Counts>} */
const send = (load) => startLoad(load).counts

/**
 * A load under way, which can be ended early.
 *
 * @param {import('./load.mjs').Load} load
 * @returns {{ counts: Promise<import('./load.mjs').Counts>, stop: () => void }}
 */
export function startLoad(load) {
  const child = fork(inProject('bench/load.mjs'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.send(load)
  const counts = new Promise((resolve, reject) => {
    child.once('message', (told) => resolve(/** @type {import('./load.mjs').Counts} */ (told)))
    child.once('error', reject)
    child.once('exit', (code) => code && reject(new Error(`The load generator ended with code ${code}.`)))
  })
  return { counts, stop: () => void (child.connected && child.send('stop')) }
}

/** The round in the middle by the app's CPU, or by speed where CPU cannot be read. @template {{ appMs: number | null, perSecond: number }} T @param {T[]} rounds @returns {T} */
function median(rounds) {
  const sorted = rounds.toSorted((a, b) => (a.appMs ?? 1 / a.perSecond) - (b.appMs ?? 1 / b.perSecond))
  return /** @type {T} */ (sorted[Math.floor(sorted.length / 2)])
}
