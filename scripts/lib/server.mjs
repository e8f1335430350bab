// @ts-check
import { createServer } from 'node:http'
import { root } from './project.mjs'
import { forgetFailures, sanitiseHeaders } from './request-headers.mjs'

/** How long requests under way may take once the server is asked to stop. */
const GRACE_MS = 5_000

/**
 * @typedef {object} Running
 * @property {number} port
 * @property {() => Promise<void>} stop lets requests under way finish, for at most five seconds
 */

/**
 * Serves the production build in this process, behind a small HTTP server of our own: it alone sees the address a
 * request comes from, so it states it, and removes what a client might have forged.
 *
 * @param {object} options
 * @param {number} options.port
 * @param {string} [options.host] all addresses unless told
 * @param {boolean} [options.nextFree] take the next free port where this one is in use
 * @param {(port: number) => void} [options.onTaken] told of each port in use
 * @returns {Promise<Running>}
 * @throws {Error} with code EADDRINUSE where the port is in use; where there is no build
 */
export async function serve({ port, host, nextFree = false, onTaken }) {
  /** @type {import('node:http').RequestListener} */
  let handle = (_, response) => void response.writeHead(503, { 'Retry-After': '1' }).end('Starting.')
  const proxy = trustedProxy()
  const server = createServer((request, response) => {
    sanitiseHeaders(request, proxy)
    forgetFailures(response)
    return handle(request, response)
  })
  // Longer than the usual proxy keeps its connections, so that it never writes into one that we are closing.
  server.keepAliveTimeout = 65_000
  const bound = await listen(server, port, { host, nextFree, onTaken })
  // Links in messages begin with it: behind a name of its own the shop has to be told. Before Next starts, which reads it.
  process.env.SITE_URL ||= `http://localhost:${bound}`

  // Only now: the port is what people see first, and Next wants to know it.
  const { default: next } = await import('next')
  const app = next({ dev: false, dir: root, hostname: 'localhost', port: bound, httpServer: server })
  await app.prepare()
  const nextHandle = app.getRequestHandler()
  handle = (request, response) => void nextHandle(request, response)

  let stopping = /** @type {Promise<void> | undefined} */ (undefined)
  const stop = () =>
    (stopping ??= (async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS)
      await closed
      clearTimeout(impatience)
      await app.close()
    })())
  return { port: bound, stop }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {{ host?: string, nextFree: boolean, onTaken?: (port: number) => void }} options
 * @returns {Promise<number>}
 */
async function listen(server, port, { host, nextFree, onTaken }) {
  for (let candidate = port; ; candidate++) {
    try {
      // Where somebody listens on 127.0.0.1 only, listening on all addresses still succeeds, and "localhost" is theirs.
      if (!host) await probe(candidate)
      await new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen({ port: candidate, host }, () => resolve(server.off('error', reject)))
      })
      return /** @type {import('node:net').AddressInfo} */ (server.address()).port
    } catch (error) {
      const inUse = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE'
      if (!inUse || !nextFree || candidate - port >= 50) throw error
      onTaken?.(candidate)
    }
  }
}

/** Throws where 127.0.0.1 has this port in use. @param {number} port @returns {Promise<void>} */
function probe(port) {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve()))
  })
}

/** What the environment says about a proxy in front of us. Throws where it says nonsense. */
export function trustedProxy(env = process.env) {
  const hops = env.TRUSTED_PROXY_HOPS ? Number(env.TRUSTED_PROXY_HOPS) : 1
  if (!Number.isInteger(hops) || hops < 1) throw new Error('TRUSTED_PROXY_HOPS must be a whole number from 1 upwards.')
  return { trustedHeader: env.TRUSTED_IP_HEADER || undefined, hops }
}
