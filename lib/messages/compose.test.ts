import { describe, expect, it } from 'vitest'
import { decideHomeShelves } from '@/lib/experience/home'
import { givenGrant, offersOf } from '@/lib/experience/offers.fixture'
import { decideRelation } from '@/lib/experience/relational/decide'
import {
  catalogue,
  catalogueWith,
  givenOrder,
  givenShopper,
  GOWN,
  herOrder,
  off,
  PUMP,
  returning,
  RING,
  type Given,
} from '@/lib/experience/shopper.fixture'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyEntry } from '@/lib/loyalty/transactions'
import { daysBefore, fact, piece, projections } from '@/lib/ranking/shop.fixture'
import { composeMessage } from './compose'
import { CAMPAIGN, campaignDue, dueOf, PEOPLE, POLISH, written } from './content/people.fixture'
import { CAUSES, TRIGGERS, type MessageContent } from './schema'
import { causesOf } from './triggers/facts.fixture'

const slugs = ({ pieces }: MessageContent) => pieces.map(({ slug }) => slug)
const said = (content: MessageContent) => JSON.stringify(content)
const context = () => ({ projections: projections() })

describe('what a message says', () => {
  it('is the same for the same person and moment', () => {
    for (const cause of CAUSES) expect(written(cause)).toEqual(written(cause))
  })

  it('follows the threshold in every phrase', () => {
    const [bronze, silver, gold] = sorento.tiers
    if (!bronze || !silver || !gold) throw new Error('three tiers')
    const programme = { ...sorento, tiers: [bronze, { ...silver, name: 'Pearl', threshold: 790_000 }, gold] }
    const message = written('near-tier', { programme })
    expect(message.subject).toBe('$150.00 from Pearl')
    expect(message.paragraphs[0]).toContain('Pearl begins at $7,900.00')
    expect(said(message)).toContain('One more order, of $150.00 or more, reaches Pearl.')
    expect(said(message)).not.toMatch(/Silver|\$250|\$8,000/)
  })

  it('follows a price wherever it is said', () => {
    const cheaper = catalogueWith({ ...piece(GOWN), price: 299_900 })
    const message = written('browse-left', { catalogue: cheaper })
    expect(message.preview).toBe('Where you left off, at $2,999.00.')
    expect(message.paragraphs[1]).toContain('$2,999.00')
    expect(message.pieces[0]?.price).toBe('$2,999.00')
    expect(said(message)).not.toContain('$3,120')
  })

  it('tells in the cart’s reminder what the cart page does: what it comes to, and what is missing', () => {
    const text = written('cart-left').paragraphs.join(' ')
    expect(text).toContain('$2,620.00 in all. $1,190.00 more reaches Silver.')
  })

  it('gives an order line by line, and not the address', () => {
    const { rows, relation, offer, pieces } = written('order-placed')
    expect(rows.map(({ value }) => value)).toEqual([
      ...['$3,120.00', '$380.00', '$690.00', '$4,190.00', '−$419.00', 'Free', '$3,771.00'],
    ])
    expect([relation, offer, pieces]).toEqual([null, null, []])
  })

  it('names what came back', () => {
    expect(written('return-received').paragraphs[0]).toContain('Bejewelled snake ring')
    expect(written('return-received').rows).toEqual([{ label: 'Paid back', value: '$380.00' }])
  })
})

describe('a purchase that the till reported', () => {
  const till = (id: string, days: number): LoyaltyEntry => ({
    ...{ id, kind: 'purchase', at: daysBefore(days), amount: 100_000, currency: 'USD', channel: 'till' },
  })
  /** What somebody is written of a till's purchase, who has an older order of the shop as well. */
  const writtenOf = (cause: 'second-purchase' | 'won-back', given: Given) => {
    const [due] = causesOf(cause, given)
    if (!due) throw new Error(`nothing gives cause for ${cause}`)
    return composeMessage(givenShopper({ name: 'Anna Hartwell', catalogue, ...given }), due, context())
  }

  it.each([{}, off])('that is their only one is told by its own day, and by no piece of what came back: %j', (more) => {
    const orders = [givenOrder([GOWN], { placedAt: daysBefore(60), returned: [GOWN] })]
    const { preview, paragraphs } = writtenOf('second-purchase', { orders, entries: [till('t-1', 30)], ...more })
    expect(preview).toContain('October 22, 2026')
    expect(paragraphs).toEqual(['Your first order with us was on October 22, 2026.'])
  })

  it('after a silence is thanked for by its own day, and not for the order before', () => {
    const orders = [givenOrder([GOWN], { placedAt: daysBefore(400) })]
    const { preview, paragraphs } = writtenOf('won-back', { orders, entries: [till('t-1', 2)] })
    expect(preview).toContain('November 19, 2026')
    expect(paragraphs).toEqual(['Thank you for your order of November 19, 2026.'])
  })
})

describe('its pieces', () => {
  it('are those that home shows', () => {
    for (const cause of ['second-purchase', 'tier-in-danger'] as const) {
      const { shopper } = PEOPLE[cause]({})
      const home = decideHomeShelves(shopper, projections()).first?.value.cards
      const message = composeMessage(shopper, dueOf(cause, { shopper }), context())
      expect(slugs(message)).toEqual(home?.map(({ slug }) => slug))
      expect(message.pieces.map(({ reason }) => reason)).toEqual(home?.map(({ reason }) => reason ?? null))
    }
  })

  it('build on the order that it is about, though a newer one was placed', () => {
    const shopper = returning({ orders: [herOrder({ id: 'new', lines: [] }), herOrder()] })
    const about = composeMessage(returning(), dueOf('after-purchase', { shopper: returning() }), context())
    expect(slugs(composeMessage(shopper, dueOf('after-purchase', { shopper: returning() }), context()))).toEqual(
      slugs(about),
    )
  })

  it('are never owned nor disliked ones', () => {
    const disliked = written('new-from-house').pieces[0]?.slug ?? ''
    const dislikes = {
      contributed: [
        fact({ kind: 'follow', house: 'corvane', at: new Date('2026-10-20T00:00:00Z') }),
        fact({ kind: 'dislike', product: disliked }),
      ],
    }
    expect(slugs(written('new-from-house', dislikes))).not.toContain(disliked)
    for (const cause of TRIGGERS) {
      if (cause === 'cart-left') continue
      const { shopper } = PEOPLE[cause]({})
      for (const slug of slugs(written(cause))) expect(shopper.owned.has(slug), `${cause} ${slug}`).toBe(false)
    }
    expect(slugs(written('campaign'))).not.toContain(GOWN)
    const shopper = returning()
    const campaign = { ...CAMPAIGN, pieces: [GOWN, 'artiglio-point-bag'] }
    expect(slugs(composeMessage(shopper, campaignDue(), { ...context(), campaign }))).toEqual(['artiglio-point-bag'])
  })

  it('cannot be sold out, in what was looked at', () => {
    const catalogue = catalogueWith({ ...piece('nerium-off-shoulder-dress'), inStock: false })
    expect(slugs(written('browse-left', { catalogue }))).toEqual([GOWN])
  })
})

describe('with personalisation off', () => {
  it.each(TRIGGERS.filter((cause) => cause !== 'browse-left'))(
    '%s uses no behaviour, and tells what is theirs',
    (cause) => {
      const message = written(cause, off)
      expect(message.relation).toBeNull()
      for (const { reason } of message.pieces) expect(reason).toBeNull()
      if (cause === 'new-from-house') return
      if (cause === 'welcome' || cause === 'tier-reached') {
        expect(message.pieces).toEqual([])
        return
      }
      const everybodys = decideHomeShelves(PEOPLE[cause](off).shopper, projections()).first?.value.cards
      expect(slugs(message)).toEqual(everybodys?.map(({ slug }) => slug))
    },
  )

  it('keeps tier, amounts and dates', () => {
    expect(written('near-tier', off).subject).toBe('$250.00 from Silver')
    expect(written('tier-in-danger', off).paragraphs[0]).toContain('$4,000.00 more by December 16, 2026')
    expect(written('points-ending', off).subject).toContain('3,000 points')
  })
})

describe('relationship and offer', () => {
  it('are those of home', () => {
    const { shopper } = PEOPLE['at-risk']({})
    const { value } = decideRelation(shopper, 'home')
    if (value.kind !== 'relation') throw new Error('a relationship is told')
    const { relation } = written('at-risk')
    for (const line of [value.title, ...value.lines]) expect(relation?.statement).toContain(line)
    expect(relation?.figures.map((figure) => figure.value)).toEqual(value.figures.map(({ figure }) => figure))
  })

  it('say an offer once, and only one that was promised', () => {
    const orders = [herOrder({ placedAt: new Date('2026-10-27T12:00:00Z') })]
    const promised = written('second-purchase')
    expect(said(promised).match(/500 points/g)).toHaveLength(1)
    expect(promised.offer).toBeNull()
    const open = written('second-purchase', { grants: [], orders, offers: offersOf() })
    expect(said(open)).not.toMatch(/15%|500 points/)
    const grants = [givenGrant({ subject: 'first', earnedBy: 'first' })]
    const without = written('second-purchase', { ...off, grants })
    expect(without.offer).toMatchObject({ title: 'For your second order', until: 'Until December 16, 2026' })
  })

  it('name no beginning of the first tier to who holds one', () => {
    const { shopper } = PEOPLE.welcome({})
    const due = dueOf('welcome', { shopper })
    const { standing } = returning()
    expect(standing?.tier).toBeTruthy()
    const more = (reader: typeof shopper) => composeMessage(reader, due, context()).paragraphs.join(' ')
    expect(more(shopper)).toContain('begins at')
    expect(more({ ...shopper, standing })).not.toContain('begins at')
  })

  it('tell the first order’s offer, which everybody has', () => {
    expect(written('welcome').offer?.text).toBe('With your next order: 10% off.')
  })
})

describe('a campaign', () => {
  const shopper = () => returning({ name: 'Alicja Nowak', ...POLISH })
  it('is read in the reader’s language where it was written in it, else in English from end to end', () => {
    const polish = composeMessage(shopper(), campaignDue(), { ...context(), campaign: CAMPAIGN })
    expect([polish.language, polish.headline]).toEqual(['pl', 'Pierwsze spojrzenie'])
    const campaign = { ...CAMPAIGN, words: { ...CAMPAIGN.words, pl: null } }
    const english = composeMessage(shopper(), campaignDue(), { ...context(), campaign })
    expect([english.language, english.headline]).toEqual(['en', 'A first look'])
    expect(english.relation?.statement).toContain('It began with')
    expect(english.paragraphs).toHaveLength(2)
  })

  it('shows its own pieces to everybody, and says nothing without its words', () => {
    const campaign = { ...CAMPAIGN, pieces: ['artiglio-point-bag', RING, PUMP] }
    const { pieces } = composeMessage(returning(off), campaignDue(), { ...context(), campaign })
    expect(pieces.map(({ slug }) => slug)).toEqual(['artiglio-point-bag', RING, PUMP])
    expect(() => composeMessage(returning(), campaignDue(), context())).toThrow('without its words')
  })
})
