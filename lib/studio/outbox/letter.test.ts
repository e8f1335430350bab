import { describe, expect, it, vi } from 'vitest'
import { written } from '@/lib/messages/content/people.fixture'
import { pathFrom } from '@/lib/messages/links'
import { CAUSES } from '@/lib/messages/schema'
import { arrivalOf, messageOf } from '@/lib/shopper/visit'
import { previewLetter, withoutArrival } from './letter'

vi.mock('@/lib/core/env', () => ({ env: () => ({ SITE_URL: 'https://sorento.example' }) }))

const ID = '0d9c6a35-6d6e-4a51-9d6f-2d0f6f3b8c11'

describe('a letter as staff sees it', () => {
  it.each(CAUSES)('names no message in any address: %s', async (cause) => {
    const kind = /^(order|return)-/.test(cause) ? 'transactional' : 'loyalty'
    const letter = await previewLetter({ kind, content: written(cause, {}) }, 'nonce')
    expect(letter?.html).not.toMatch(/<a\b[^>]*href|utm_|[0-9a-f]{8}-[0-9a-f]{4}-/)
    const addresses = letter?.text.match(/https?:\/\/\S+/g) ?? []
    expect(addresses.length).toBeGreaterThan(2)
    for (const address of addresses) {
      expect(address).not.toContain('utm_')
      expect(messageOf(arrivalOf(new URL(address), null))).toBeNull()
    }
  })

  it('keeps what else an address says', () => {
    expect(withoutArrival(`See\nhttps://a.example${pathFrom(ID, '/p/gown?colour=red#reviews')}\nand`)).toBe(
      'See\nhttps://a.example/p/gown?colour=red#reviews\nand',
    )
    expect(withoutArrival(pathFrom(ID, '/'))).toBe('/')
  })
})
