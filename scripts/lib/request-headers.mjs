// @ts-check
import { isIP } from 'node:net'

/** Ours: only the server writes them, so that the app can believe them. */
const OWN = /^x-sorento-/
/** What a proxy says about the outside. Without a proxy that we trust, whoever says it is pretending. */
const FORWARDING = /^(?:forwarded|x-forwarded-.*|x-real-ip|x-client-ip)$/

/**
 * Makes a request's headers believable before the app reads them: removes any `x-sorento-*` that a client sent, states
 * the address the request comes from as `x-sorento-peer`, and without a trusted proxy drops what claims to be one's.
 * With one, protocol and host are one value each.
 *
 * @param {import('node:http').IncomingMessage} request changed in place
 * @param {{ trustedHeader?: string, hops?: number }} [proxy] the header in which our own proxy states the client's
 *   address (TRUSTED_IP_HEADER), and how many such proxies add to it (TRUSTED_PROXY_HOPS, 1 unless told)
 */
export function sanitiseHeaders(request, { trustedHeader, hops = 1 } = {}) {
  const direct = addressOf(request.socket.remoteAddress ?? '')
  const stated = trustedHeader ? statedAddress(request.headers[trustedHeader.toLowerCase()], hops) : undefined
  remove(request, (name) => OWN.test(name) || (!trustedHeader && FORWARDING.test(name)))
  // Behind several proxies each adds its own: the first is how the browser asked, and the app expects one.
  for (const name of ['x-forwarded-proto', 'x-forwarded-host']) {
    const [first = ''] = [request.headers[name] ?? []].flat().join(',').split(',')
    if (first.trim()) request.headers[name] = first.trim()
  }
  const peer = stated ?? direct
  if (peer) request.headers['x-sorento-peer'] = peer
}

/**
 * Lets nobody keep a failure: next.config.js lets browsers keep pictures for a year, and says it of a missing one too.
 *
 * @param {import('node:http').ServerResponse} response
 */
export function forgetFailures(response) {
  const writeHead = response.writeHead
  response.writeHead = /** @type {any} */ (
    function (/** @type {number} */ status, /** @type {any[]} */ ...rest) {
      if (status >= 400 && /immutable/.test(String(response.getHeader('cache-control')))) {
        response.setHeader('Cache-Control', 'no-store')
      }
      return writeHead.apply(response, /** @type {any} */ ([status, ...rest]))
    }
  )
}

/**
 * The address that the outermost of our own proxies saw: counted from the right, because everything further left was
 * sent by the client. A list shorter than the number of proxies did not come through all of them.
 *
 * @param {string | string[] | undefined} value
 * @param {number} hops
 * @returns {string | undefined} undefined where it holds no address there
 */
function statedAddress(value, hops) {
  const list = [value ?? []].flat().join(',').split(',')
  return addressOf(list[list.length - hops] ?? '')
}

/**
 * An address without brackets, port and the "::ffff:" of an IPv4 address in IPv6's clothes.
 *
 * @param {string} text @returns {string | undefined} undefined if it is none
 */
function addressOf(text) {
  const bare = text.trim().replace(/^\[(.*)\](?::\d+)?$/, '$1')
  const withoutPort = /^\d+\.\d+\.\d+\.\d+:\d+$/.test(bare) ? bare.slice(0, bare.lastIndexOf(':')) : bare
  const address = withoutPort.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) ? address : undefined
}

/** @param {import('node:http').IncomingMessage} request @param {(name: string) => boolean} unwanted */
function remove(request, unwanted) {
  for (const name of Object.keys(request.headers)) if (unwanted(name)) delete request.headers[name]
  const raw = request.rawHeaders
  for (let i = raw.length - 2; i >= 0; i -= 2) if (unwanted((raw[i] ?? '').toLowerCase())) raw.splice(i, 2)
}
