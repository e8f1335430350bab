import { describe, expect, it } from 'vitest'
import { marketOfAddress } from './country'

const countryOfAddress = (address: string | null) => marketOfAddress(address).country

describe('the country of an address', () => {
  // Addresses that have belonged to their country's academic networks for decades.
  it.each([
    ['192.48.96.1', 'US'], // UUNET
    ['148.81.16.1', 'PL'], // NASK
    ['129.187.1.1', 'DE'], // Leibniz-Rechenzentrum
    ['130.54.1.1', 'JP'], // Kyoto University
  ])('%s is in %s', (address, country) => {
    expect(countryOfAddress(address)).toBe(country)
    expect(countryOfAddress(`::ffff:${address}`)).toBe(country)
    expect(countryOfAddress(`::FFFF:${address}`)).toBe(country)
  })

  it.each([
    ...['127.0.0.1', '::1', '10.1.2.3', '192.168.0.1', '172.16.0.1', '172.31.255.255', '169.254.0.1', '0.0.0.0'],
    ...['fd00::1', 'fc00::1', 'fe80::1', '::ffff:10.0.0.1', '', 'nonsense', '999.1.1.1', "1' or '1'='1"],
  ])('%s counts as the shop’s home', (address) => expect(countryOfAddress(address)).toBe('US'))

  it('is the shop’s home when there is no address', () => expect(countryOfAddress(null)).toBe('US'))

  it('does not take a public neighbour of a private network for private', () => {
    // 172.32.0.0 and 172.15.0.0 are public, whoever's they are.
    for (const address of ['172.15.255.255', '172.32.0.1', '11.0.0.1', '100.0.0.1']) {
      expect(countryOfAddress(address)).toMatch(/^[A-Z]{2}$/)
    }
  })

  it('asks before it learns wherever somebody may be in a market that has to ask', () => {
    const consent = (address: string | null) => marketOfAddress(address).consent
    for (const address of ['127.0.0.1', '::1', '10.1.2.3', '192.48.96.1', null])
      expect(consent(address)).toBe('opt-out')
    for (const address of ['148.81.16.1', '2a02:a300::1', '2001:4860:4860::8888', '203.0.113.7', 'nonsense'])
      expect(consent(address)).toBe('opt-in')
  })
})
