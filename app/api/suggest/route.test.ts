import { describe, expect, it, vi } from 'vitest'
import { GET } from './route'

vi.mock('@/lib/core/clock', () => ({ realNow: () => new Date('2026-11-21T18:00:00Z') }))
vi.mock('@/lib/core/log', () => ({ logFault: () => undefined }))
vi.mock('@/lib/experience/read-shopper', () => ({
  readShopper: async () => {
    throw new Error('the database is away')
  },
}))
vi.mock('@/lib/ranking/queries', () => ({ getProjections: async () => ({}) }))
vi.mock('@/lib/catalog/search/queries', () => ({ findPieces: async () => null }))

const ask = async (peer: string | null, query = 'q=gown', headers: Record<string, string> = {}) => {
  const answer = await GET(
    new Request(`https://shop.example/api/suggest?${query}`, {
      headers: { ...(peer === null ? {} : { 'x-sorento-peer': peer }), ...headers },
    }),
  )
  return answer.status
}

describe('suggestions', () => {
  it('are for the pages of this shop, and for queries of a plausible length', async () => {
    expect(await ask('192.0.2.1', 'q=gown', { 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await ask('192.0.2.1', `q=${'x'.repeat(2_000)}`)).toBe(400)
  })

  it('say that they are away rather than failing', async () => {
    expect(await ask('192.0.2.2')).toBe(503)
  })

  it('are paced by network: the addresses of one subscriber share what there is', async () => {
    for (let i = 0; i < 60; i++) expect(await ask(`2001:db8:1:2::${i.toString(16)}`)).toBe(503)
    expect(await ask('2001:db8:1:2:ffff::1')).toBe(429)
    expect(await ask('2001:db8:1:3::1')).toBe(503)
  })
})
