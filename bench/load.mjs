// @ts-check
// A load generator, in a process of its own so that its work is not counted as the shop's. Told on its channel
// { url, connections, seconds, requests, pauseMs }, `connections` being the headers of each; answers the counts and ends.
// Each connection asks, reads the whole answer, waits if told and asks again, until it has asked enough or is told 'stop'.
import { Agent, get } from 'node:http'
import { sleep } from '../scripts/lib/processes.mjs'

/** @typedef {{ url: string, connections: Record<string, string>[], seconds?: number, requests?: number, pauseMs?: number }} Load */
/** @typedef {{ requests: number, failed: number, seconds: number, p50: number, p90: number, p95: number }} Counts times in ms */

let stopped = false

process.once('message', (message) => {
  process.once('message', () => (stopped = true))
  run(/** @type {Load} */ (message)).then((counts) => process.send?.(counts, () => process.disconnect()))
})

/** @param {Load} load until `seconds` are over, or each connection has asked its share of `requests` @returns {Promise<Counts>} */
async function run({ url, connections, seconds = Infinity, requests = Infinity, pauseMs = 0 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections.length })
  /** @type {number[]} */
  const times = []
  let failed = 0
  const start = performance.now()
  const over = () => stopped || performance.now() - start >= seconds * 1000
  const share = requests / connections.length

  await Promise.all(
    connections.map(async (headers) => {
      for (let asked = 0; asked < share && !over(); asked++) {
        const began = performance.now()
        const well = await ask(url, headers, agent)
        times.push(performance.now() - began)
        if (!well) failed += 1
        if (pauseMs > 0) await sleep(pauseMs)
      }
    }),
  )
  const took = (performance.now() - start) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (/** @type {number} */ share) => times[Math.floor((times.length - 1) * share)] ?? NaN
  return { requests: times.length, failed, seconds: took, p50: at(0.5), p90: at(0.9), p95: at(0.95) }
}

/** @param {string} url @param {Record<string, string>} headers @param {Agent} agent @returns {Promise<boolean>} */
function ask(url, headers, agent) {
  return new Promise((resolve) => {
    get(url, { headers, agent }, (answer) => {
      answer.on('data', () => {})
      answer.on('end', () => resolve(answer.statusCode === 200))
      answer.on('error', () => resolve(false))
    }).on('error', () => resolve(false))
  })
}
