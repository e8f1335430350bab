import { describe, expect, it } from 'vitest'
import { dayOf, startOfDay } from '@/lib/core/days'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { givenShopper } from '@/lib/experience/shopper.fixture'
import { givenGrant } from '@/lib/experience/offers.fixture'
import { daysBefore, NOW } from '@/lib/ranking/shop.fixture'
import { offersView } from './offers-view'
import { scoreView } from './score-view'

describe('what was promised', () => {
  const shown = (grant: Parameters<typeof givenGrant>[0], given: Parameters<typeof givenShopper>[0] = {}) =>
    offersView(givenShopper({ name: 'Ada Holt', grants: [givenGrant(grant)], ...given })).grants[0]

  it('is void for good once what had earned it went back, however long ago', () => {
    expect(shown({ at: daysBefore(60), until: new Date(NOW.getTime() + 86_400_000) })?.state).toBe(
      'Taken back with the order that earned it',
    )
  })

  it('is open until its last day, which is told, and over after it', () => {
    const own = { earnedBy: null }
    const until = startOfDay(dayOf(new Date('2026-12-31T12:00:00Z'), sorento.timeZone), sorento.timeZone)
    expect(shown({ ...own, until })).toMatchObject({ until: 'December 30, 2026', state: 'Open' })
    expect(shown({ ...own, until: NOW })?.state).toBe('Over')
    expect(shown({ ...own, until: daysBefore(40) })?.state).toBe('Over')
  })
})

describe('a score', () => {
  const shopper = givenShopper({ name: 'Ada Holt' })
  const value = (percentile: number | null) => {
    if (!shopper.value) throw new Error('she is signed in')
    return { ...shopper.value, percentile, score: 1_000, scores: Array<number>(10).fill(1_000) }
  }

  it('is greater than 99% of all at most: nobody’s is greater than everybody’s', () => {
    expect(scoreView(shopper, value(100)).rank).toContain('99%')
    expect(scoreView(shopper, value(42.9)).rank).toContain('42%')
    expect(scoreView(shopper, value(null)).rank).toBeNull()
  })

  it('stands on an axis of whole numbers where they are', () => {
    expect(scoreView(shopper, value(50)).ticks.map(({ label }) => label)).toEqual(['0', '500', '1,000'])
  })
})
