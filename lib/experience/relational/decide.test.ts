import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { isMessageKey } from '@/lib/core/messages'
import { daysBefore, NOW } from '@/lib/ranking/shop.fixture'
import en from '@/messages/en/relational.json'
import pl from '@/messages/pl/relational.json'
import {
  classicMember,
  givenOrder,
  givenShopper,
  GOWN,
  joined,
  off,
  PUMP,
  returning,
  RING,
  told,
} from '../shopper.fixture'
import type { Shopper } from '../schema'
import { whyOf } from '../why'
import { decideRelation } from './decide'
import { RELATION_PLACES } from './schema'
import { valued } from './told.fixture'

const orders = [
  givenOrder([PUMP], { id: 'c', placedAt: daysBefore(5) }),
  givenOrder([RING], { id: 'b', placedAt: daysBefore(90) }),
  givenOrder([GOWN], { id: 'a', placedAt: daysBefore(300) }),
]
const client = givenShopper({ name: 'Alice Hartwell', orders, usedOffers: ['first-order'] })
const member = givenShopper({ name: 'Alice Hartwell', orders, memberships: [joined(daysBefore(310))] })
const silent = { atRisk: { by: 'rhythm' as const, silentDays: 153, rhythmDays: 42.5 } }
const less = { atRisk: { by: 'expected' as const, expected90: 0.4127, usual90: 1.5 } }

const everybody: [string, Shopper][] = [
  ['a stranger', givenShopper()],
  ['of one order', returning()],
  ['of more orders', client],
  ['a member', member],
  ['in zlotys', classicMember(36_000)],
  ['a VIP', valued(member, { segment: 'vip' }, {})],
  ['a VIP by tier', valued(member, { segment: 'vip' }, { vip: { by: 'tier', tier: 'gold' } })],
  ['away', valued(member, silent)],
  ['expected less', valued(client, less)],
  ['with personalisation off', returning(off)],
]
const languages = ['en', 'pl'] as const
const speaking = (shopper: Shopper, language: 'en' | 'pl'): Shopper => ({
  ...shopper,
  say: givenShopper({ answers: { language }, programme: shopper.programme }).say,
})

describe.each(everybody)('%s', (_, shopper) => {
  it.each(languages)('is told in %s of no zero, no key, and nothing that is not there', (language) => {
    for (const place of RELATION_PLACES) {
      const { value, reasons, facts, considered } = decideRelation(speaking(shopper, language), place, orders[0])
      const words = JSON.stringify([
        value.kind === 'relation' ? { ...value, next: null, link: null } : [],
        reasons,
        facts,
      ])
      expect(words).not.toMatch(/undefined|NaN|Invalid Date|Infinity|\{[a-z]|[a-z]\.[a-z]+[A-Z]/)
      expect(words).not.toMatch(/(^|[^\d.,])0 (orders?|months?|years?|pieces?|points?|zamówie|miesi|lat|rzecz|punkt)/)
      if (value.kind === 'relation') {
        expect(value.figures.length).toBeLessThanOrEqual(4)
        for (const { figure } of value.figures) expect(figure).not.toMatch(/^[-−0$]0?$/)
        expect(new Set(value.lines).size).toBe(value.lines.length)
      }
      for (const { because } of considered) expect(because.length).toBeGreaterThan(5)
    }
  })

  it('can ask why wherever it is theirs alone, and nowhere else', () => {
    for (const place of RELATION_PLACES) {
      const decision = decideRelation(shopper, place)
      const why = whyOf(decision, 'Subject', shopper.say)
      expect(why !== undefined).toBe(decision.value.kind === 'relation')
      expect(isMessageKey(`slot.${decision.slot}`)).toBe(true)
      if (!why) continue
      expect(why.reasons.items[0]?.text).toBe(decision.considered.at(-1)?.because)
      expect(why.facts.items.length).toBeGreaterThan(0)
      expect(decision.reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
      expect(why.otherwise).toBe(en['generic.relation'])
    }
  })

  it('is told the same when asked again', () => {
    expect(told(decideRelation(shopper, 'home'))).toEqual(told(decideRelation(shopper, 'home')))
  })
})

describe('the branches', () => {
  it('are asked in their order, and each says why it was not taken', () => {
    const { considered, arm } = decideRelation(client, 'home')
    expect(arm).toBe('repeat')
    expect(considered.map(({ branch, holds, because }) => [branch, holds, because])).toEqual([
      ['off', false, 'Personalisation is on'],
      ['generic', false, 'Shown what is theirs'],
      ['at-risk', false, 'Away no longer than usual'],
      ['vip', false, 'Not among the clients who have chosen most of late'],
      ['near-tier', false, 'No tier is being climbed to'],
      ['one-timer', false, '3 orders that were kept'],
      ['repeat', true, '3 orders that were kept'],
    ])
  })

  it('rest on what they used: without it, another one is taken', () => {
    expect(decideRelation(valued(member, silent), 'home').arm).toBe('at-risk')
    expect(decideRelation(valued(member, silent), 'home').used).toMatchObject({ atRisk: silent.atRisk })
    expect(decideRelation(valued(member, { atRisk: null }), 'home').arm).not.toBe('at-risk')
    expect(decideRelation({ ...member, standing: null }, 'home').arm).toBe('repeat')
    const none = givenShopper({ name: 'Alice Hartwell' })
    expect(decideRelation(none, 'home').arm).toBe('prospect')
  })

  it('say nothing of being away where an order has just been placed', () => {
    const { arm, considered } = decideRelation(valued(client, silent), 'order', orders[0])
    expect(arm).toBe('repeat')
    expect(considered[2]?.because).toBe('An order has just been placed')
  })

  it('tell who is away by how much, in the numbers that were compared', () => {
    const reason = (shopper: Shopper) => decideRelation(shopper, 'home').reasons[0]?.text
    expect(reason(valued(client, silent))).toBe('153 days since the last order, where 42.5 are usual')
    expect(reason(valued(client, less))).toBe('0.41 orders expected in the next 90 days, where 1.5 are usual')
  })

  it('use no step that nobody asked for', () => {
    expect(Object.keys(decideRelation(returning(off), 'home').used).sort()).toEqual(['allowed', 'promises'])
    expect(decideRelation(client, 'home').used).not.toHaveProperty('earnedThisYear')
  })
})

describe('with personalisation off', () => {
  it('what is earned stands there all the same, and nothing of the relationship', () => {
    const { value, personal, facts } = decideRelation(returning(off), 'home')
    expect(personal).toBe(false)
    expect(facts).toEqual([])
    expect(value.kind === 'promise' && value.promises.map(({ title }) => title)).toEqual([
      '10% off your next order',
      'Free shipping in the United States',
      '$3,810.00 more to reach Silver',
    ])
  })
})

describe('what is promised', () => {
  const until = new Date('2027-01-01T00:00:00Z')
  const offer = {
    offer: 'x',
    stage: 'second-order' as const,
    subject: 's',
    earnedBy: null,
    until,
    grant: null,
    reasons: [],
  }
  const shown = (shopper: Shopper, benefits: NonNullable<Shopper['offer']['shown']>['benefits']): Shopper => ({
    ...shopper,
    offer: { ...shopper.offer, shown: { ...offer, benefits } },
  })

  it('is said by the block of whom it is for, and left to the page by every other', () => {
    const says = (shopper: Shopper) => {
      const { arm, value } = decideRelation(shown(shopper, [{ kind: 'note' }]), 'home')
      return [arm, value.kind === 'relation' && value.saysOffer, /note written by hand/.test(JSON.stringify(value))]
    }
    expect(says(returning())).toEqual(['one-timer', true, true])
    expect(says(valued(member, { segment: 'vip' }, {}))).toEqual(['vip', true, true])
    expect(says(valued(client, silent))).toEqual(['at-risk', true, true])
    expect(says(client)).toEqual(['repeat', false, false])
    expect(says(returning(off))).toEqual(['off', false, false])
  })

  it('is among the facts of the panel, from the moment on which it was promised', () => {
    const facts = decideRelation(shown(client, [{ kind: 'note' }]), 'home').facts
    expect(facts[0]).toEqual({
      id: 's',
      text: 'Was promised a note written by hand until December 31, 2026',
      at: NOW,
    })
  })

  it('is never a lower percentage than the cart takes', () => {
    const words = (percent: number) =>
      JSON.stringify(decideRelation(shown(returning(), [{ kind: 'percent', percent }]), 'home').value)
    expect(words(15)).toContain('unlocks 15% off until December 31, 2026.","It also earns one point for each dollar.')
    expect(words(8)).toContain('unlocks 10% off and one point for each dollar')
  })
})

describe('the words', () => {
  it('are the same in number in both languages, and need the same values', () => {
    expect(Object.keys(pl)).toEqual(Object.keys(en))
    type Part = { type: number; value?: string; options?: Record<string, { value: Part[] }> }
    const names = (parts: readonly Part[]): string[] =>
      parts.flatMap(({ type, value = '', options }) => [
        ...(type === 0 || type === 7 ? [] : [value]),
        ...Object.values(options ?? {}).flatMap((option) => names(option.value)),
      ])
    const asked = (text: string, locale: string) =>
      [...new Set(names(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst() as Part[]))].sort()
    for (const [key, text] of Object.entries(en)) {
      const polish = asked(pl[key as keyof typeof pl], 'pl')
      for (const name of polish) expect(asked(text, 'en'), `${key}: ${name}`).toContain(name)
    }
  })

  it('count in Polish as Polish counts', () => {
    for (const [key, text] of Object.entries(pl)) {
      for (const [, plural = ''] of text.matchAll(/plural,([^}]*)\{/g)) {
        if (/\bone\b|\bother\b/.test(plural)) expect(text, key).toMatch(/few \{[\s\S]*many \{[\s\S]*other \{|=1 \{/)
      }
    }
  })
})
