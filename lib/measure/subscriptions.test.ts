import { describe, expect, it } from 'vitest'
import type { Consent } from '@/lib/shopper/market'
import { day } from './measure.fixture'
import { subscriptionsOf, type Said } from './subscriptions'

const said = (days: number, kind: Said['kind'], choice: Said['choice']): Said => ({ at: day(days), kind, choice })
const told = (all: readonly Said[], consent: Consent = 'opt-out') =>
  subscriptionsOf(all, { since: day(0), consent }).map(({ at, subscribed }) => [
    Math.round((at.getTime() - day(0).getTime()) / 86_400_000),
    subscribed,
  ])

describe('who takes messages', () => {
  it('is whoever said nothing, where a no ends it, and nobody where a yes has to come first', () => {
    expect(told([])).toEqual([[0, true]])
    expect(told([], 'opt-in')).toEqual([[0, false]])
    expect(told([said(3, 'news', 'on')], 'opt-in')).toEqual([
      [0, false],
      [3, true],
    ])
  })

  it('says no by a no to any kind, and takes the others on', () => {
    expect(told([said(3, 'news', 'off')])).toEqual([
      [0, true],
      [3, false],
      [3, true],
    ])
    const all = (['reminders', 'loyalty', 'personal', 'news'] as const).map((kind) => said(3, kind, 'off'))
    expect(told(all).at(-1)).toEqual([3, false])
  })

  it('says nothing by a no to what nobody would have written, or by saying it again', () => {
    expect(told([said(3, 'news', 'off')], 'opt-in')).toEqual([[0, false]])
    expect(told([said(3, 'news', 'off'), said(4, 'news', 'off')])).toHaveLength(3)
    expect(told([said(3, 'news', 'on')])).toEqual([[0, true]])
  })
})
