import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { leavingView, leftAt, leftView, validityView, VALIDITY_TOLD_DAYS } from './membership-view'
import { promisesFor } from './promises'
import { buyingLines } from './buying'
import { piece } from '@/lib/ranking/shop.fixture'
import {
  classicMember,
  givenShopper,
  GOWN,
  herOrder,
  joined,
  off,
  plain,
  returning,
  type Given,
} from './shopper.fixture'

// NOW is November 21, 2026; Alice ordered for $4,190.00 on November 16 and joined with it.

const resigned = (given: Given = {}) =>
  returning({ memberships: [joined(daysBefore(5), 'first'), { ...joined(daysBefore(3)), kind: 'resign' }], ...given })
const confirmed = (days: number) => ({ ...joined(daysBefore(days)), kind: 'confirm' as const })

describe('how long a membership lasts', () => {
  it('is told with what extends it', () => {
    expect(validityView(returning())).toEqual({
      text: 'Your membership lasts until November 15, 2029. To extend it by 3 years, confirm your details by then.',
      ...{ confirm: true, soon: false },
    })
    expect(validityView(returning({ memberships: [joined(daysBefore(5), 'first'), confirmed(1)] }))).toEqual({
      text: 'Your membership lasts until November 15, 2029, and will then be extended by 3 years.',
      ...{ confirm: false, soon: false },
    })
    const programme = { ...sorento, validity: { years: 1, transactions: 3 } }
    expect(validityView(returning({ programme }))?.text).toBe(
      'Your membership lasts until November 15, 2027. To extend it by a year, confirm your details and buy at least 2 times by then.',
    )
  })

  it('is nothing where it has no end, and for who is no member', () => {
    expect(validityView(givenShopper())).toBeNull()
    expect(validityView(classicMember(36_000))).toBeNull()
  })

  it.each([
    [3 * 365 + 1 - VALIDITY_TOLD_DAYS - 2, false],
    [3 * 365 + 1 - VALIDITY_TOLD_DAYS - 1, true],
  ])('joined %i days ago: told ahead %s', (days, soon) => {
    const shopper = returning({ orders: [], memberships: [joined(daysBefore(days))] })
    expect(validityView(shopper)?.soon).toBe(soon)
    expect(
      validityView(returning({ orders: [], memberships: [joined(daysBefore(days)), confirmed(5)] }))?.confirm,
    ).toBe(false)
  })
})

describe('leaving', () => {
  it('tells what ends and what coming back would restore, from the data', () => {
    expect(leavingView(returning())).toEqual({
      ends: [
        'You are no longer Bronze.',
        'With it ends one point for each dollar.',
        'The 10% off your next order ends.',
        '4,190 points expire and do not come back.',
      ],
      restores: [
        'If you came back today, $4,190.00 would count and you would be Bronze at once.',
        'What you buy until then counts as well, from the day on which you first joined.',
        'Points that expired stay expired.',
      ],
    })
    expect(leavingView(returning(off))).toEqual(leavingView(returning()))
  })

  it('follows the tier, the offer and the points that there are', () => {
    const silver = returning({ orders: [herOrder({ merchandise: 900_000 })], usedOffers: ['tier:silver:first'] })
    expect(leavingView(silver)?.ends).toEqual([
      'You are no longer Silver.',
      'With it end the first look at new arrivals, 48 hours before everybody and two points for each dollar.',
      '18,000 points expire and do not come back.',
    ])
    const none = returning({ orders: [], memberships: [joined(daysBefore(5))] })
    expect(leavingView(none)).toMatchObject({ ends: ['You are no longer a member.'] })
    expect(leavingView(none)?.restores[0]).toBe('If you came back today, $0.00 would count.')
    expect(leavingView(classicMember(36_000))?.ends.map(plain)).toEqual([
      'You are no longer Green.',
      'With it end 5% off every order and one point for each zloty.',
      '360 points expire and do not come back.',
    ])
    expect(leavingView(givenShopper())).toBeNull()
  })
})

describe('who has left', () => {
  it('reads when, and what coming back restores', () => {
    expect(leftView(resigned())).toEqual({
      title: 'You left on November 18, 2026',
      restores: leavingView(returning())?.restores,
    })
    for (const never of [givenShopper(), givenShopper({ name: 'Alice' }), returning()])
      expect(leftView(never)).toBeNull()
  })

  it('reads that a membership lapsed by itself', () => {
    const lapsed = returning({ orders: [], memberships: [joined(daysBefore(3 * 365 + 11))] })
    expect(leftAt(lapsed)).not.toBeNull()
    expect(leftView(lapsed)?.title).toMatch(/^Your membership ended on November \d+, 2026$/)
  })

  it('is promised no tier by an order, on home and beside a piece', () => {
    const promise = promisesFor(resigned()).at(-1)
    expect(promise).toMatchObject({
      title: 'You have left Sorento loyalty',
      link: { text: 'See what coming back restores' },
    })
    expect(buyingLines(piece(GOWN), resigned())).toHaveLength(2)
  })
})
