import { describe, expect, it } from 'vitest'
import { sayIn } from '@/lib/experience/say'
import { CAUSES, type MessageWhy } from '../schema'
import { WHY_VALUES } from '../triggers/why-keys'
import { campaignDue, dueOf, PEOPLE } from './people.fixture'
import { whyWords } from './why'

const english = sayIn('en-US', 'USD', 'UTC')
const polish = sayIn('pl-PL', 'USD', 'UTC')

describe('why somebody gets a message', () => {
  it.each(CAUSES)('is said for %s in both languages: every reason, amounts and days as they are read', (cause) => {
    const { why } = cause === 'campaign' ? campaignDue() : dueOf(cause, PEOPLE[cause]({}))
    for (const say of [english, polish]) {
      const words = whyWords(why, say)
      expect(words).toHaveLength(why.reasons.length)
      for (const sentence of words) expect(sentence).not.toMatch(/\d{4}-\d{2}-\d{2}T|undefined|[{}]/)
    }
  })

  it('has words for every reason that a cause can give', () => {
    for (const [cause, reasons] of Object.entries(WHY_VALUES))
      reasons.forEach((names, i) => {
        const values = Object.fromEntries(names.map((name) => [name, name === 'date' ? '2026-11-20T00:00:00.000Z' : 2]))
        const why = { reasons: [{ key: `message.why.${cause}.${i + 1}`, values, facts: [] }] }
        expect(whyWords(why, english), `${cause} ${i + 1}`).toHaveLength(1)
      })
  })

  it('keeps the name of a campaign, which is the staff’s, from who reads why', () => {
    const reasons: MessageWhy['reasons'] = [{ key: 'message.why.campaign', values: { name: 'Winback Q4' }, facts: [] }]
    expect(whyWords({ reasons }, english)).toEqual(['Sent to clients of the house like you'])
    expect(whyWords({ reasons }, polish).join()).not.toContain('Winback')
  })

  it('says amounts in money, and leaves out what nobody wrote words for', () => {
    const reasons: MessageWhy['reasons'] = [
      { key: 'message.why.near-tier.1', values: { amount: 25_000, tier: 'Silver' }, facts: [] },
      { key: 'message.why.nothing', values: {}, facts: [] },
    ]
    expect(whyWords({ reasons }, english)).toEqual(['$250.00 from Silver'])
  })
})
