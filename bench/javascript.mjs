// @ts-check
import { gzipSync } from 'node:zlib'
import { Browser } from './browser.mjs'

/** What a page may load at first, in bytes, gzipped. */
export const BUDGET = 150_000

const PAGES = [
  ...['/', '/c/dresses', '/houses/corvane', '/p/rapace-off-shoulder-gown', '/cart', '/search?q=gown', '/loyalty'],
  ...['/sign-in', '/register', '/account', '/account/orders', '/account/loyalty', '/checkout', '/demo', '/not/here'],
]

/** @typedef {{ page: string, scripts: number, bytes: number }} Weight `bytes` gzipped */

/**
 * The scripts that each page's HTML names, gzipped as a server would (level 6), each file once. What only browsers
 * without modules load is not counted, and neither is what a page loads later.
 *
 * @param {string} shop
 * @param {(browser: Browser) => Promise<unknown>} enter signs the browser in and fills its cart, so that every page shows itself
 * @returns {Promise<Weight[]>}
 */
export async function measureScripts(shop, enter) {
  const browser = new Browser(shop)
  await enter(browser)
  /** @type {Map<string, number>} */
  const sizes = new Map()
  const weights = []
  for (const page of PAGES) {
    const html = await pageOf(browser, page)
    const files = scriptsIn(html)
    for (const file of files) {
      if (sizes.has(file)) continue
      const answer = await fetch(new URL(file, shop))
      if (!answer.ok) throw new Error(`${file} answered ${answer.status}`)
      sizes.set(file, gzipSync(Buffer.from(await answer.arrayBuffer())).length)
    }
    weights.push({ page, scripts: files.length, bytes: files.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0) })
  }
  return weights
}

/** An unknown address has a page too. @param {Browser} browser @param {string} page */
async function pageOf(browser, page) {
  const answer = await fetch(new URL(page, browser.shop), { headers: browser.headers })
  return answer.text()
}

/** @param {string} html @returns {string[]} */
export function scriptsIn(html) {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
  const files = tags
    .filter((tag) =>
      tag.startsWith('<script') ? !/\bnomodule\b/i.test(tag) : /rel="(?:modulepreload|preload)"/.test(tag),
    )
    .flatMap((tag) => /(?:src|href)="([^"]+\.js(?:\?[^"]*)?)"/.exec(tag)?.[1] ?? [])
  return [...new Set(files.map((file) => file.replaceAll('&amp;', '&')))]
}
