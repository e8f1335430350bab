import { describe, expect, it } from 'vitest'
import type { Content, Suits } from './schema'
import { suitsWho, type Who } from './suits'

const stranger: Who = { tier: null, country: 'US', arrival: null, who: 'guest', month: 11, day: '2026-11-21' }
const content = (suits: Suits = {}, values: Partial<Content> = {}): Content => ({
  ...{ slug: 'an-edit', kind: 'edit', status: 'live', title: 'An edit', line: 'Of pieces', body: [], link: 'See it' },
  ...{ picture: { from: 'editorial', name: 'gold' }, selects: null, from: null, until: null, weight: 1 },
  cap: { visits: 3, days: 14 },
  suits,
  ...values,
})
const suits = (conditions: Suits, who: Partial<Who> = {}) => suitsWho(content(conditions), { ...stranger, ...who })

describe('whom content suits', () => {
  it('everybody where no condition is stated, or one was emptied', () => {
    expect(suits({})).toBe(true)
    expect(suits({ tiers: [], countries: [], arrivals: [], who: [], months: [] })).toBe(true)
  })

  it.each<[string, Suits, Partial<Who>, Partial<Who>]>([
    ['a tier', { tiers: ['bronze', 'silver'] }, { tier: 'silver' }, { tier: 'gold' }],
    ['a tier, not its absence', { tiers: ['bronze'] }, { tier: 'bronze' }, { tier: null }],
    ['nobody with a tier', { tiers: ['none'] }, { tier: null }, { tier: 'bronze' }],
    ['a country', { countries: ['PL'] }, { country: 'PL' }, { country: 'US' }],
    ['an arrival', { arrivals: ['facebook'] }, { arrival: 'facebook' }, { arrival: null }],
    ['who they are', { who: ['client'] }, { who: 'client' }, { who: 'customer' }],
    ['a month', { months: [12, 1] }, { month: 1 }, { month: 2 }],
  ])('by %s', (_, conditions, meets, fails) => {
    expect(suits(conditions, meets)).toBe(true)
    expect(suits(conditions, fails)).toBe(false)
  })

  it('every condition must hold', () => {
    const conditions: Suits = { arrivals: ['facebook'], who: ['guest'] }
    expect(suits(conditions, { arrival: 'facebook' })).toBe(true)
    expect(suits(conditions, { arrival: 'facebook', who: 'client' })).toBe(false)
    expect(suits(conditions)).toBe(false)
  })

  it('a liking excludes nobody', () => expect(suits({ likes: ['hue:red'] })).toBe(true))

  it('first and last day are both included', () => {
    const dated = content({}, { from: '2026-11-20', until: '2026-11-22' })
    const on = (day: string) => suitsWho(dated, { ...stranger, day })
    expect(['2026-11-19', '2026-11-20', '2026-11-22', '2026-11-23'].map(on)).toEqual([false, true, true, false])
  })

  it.each(['draft', 'retired'] as const)('what is %s suits nobody', (status) => {
    expect(suitsWho(content({}, { status }), stranger)).toBe(false)
  })
})
