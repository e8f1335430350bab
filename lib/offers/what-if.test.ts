import { describe, expect, it } from 'vitest'
import { known, shown, till } from '@/lib/loyalty/base/base.fixture'
import { withSetting, withSettings } from '@/lib/loyalty/base/settings'
import { classic } from '@/lib/loyalty/presets/classic'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyProgram, MembershipFact } from '@/lib/loyalty/schema'
import { courseOf } from '@/lib/loyalty/standing'
import { at, join, resign } from '@/lib/loyalty/standing.fixture'
import { loyaltyFactsOf, type CountedEntry } from '@/lib/loyalty/transactions'
import { discountsOf, purchasesOf } from './cost'
import { NAMED, whatIf } from './what-if'
import { whatIfObject, whatIfText } from './what-if-text'

const asOf = at('2026-06-30')

/** What the discounts of one customer would have cost. */
function cost(programme: LoyaltyProgram, entries: CountedEntry[], memberships: MembershipFact[] = [], until = asOf) {
  const customer = { ...known('x', ...entries), memberships }
  const facts = loyaltyFactsOf(programme, { ...customer, redemptions: [] })
  const { history } = courseOf({ programme, ...facts, asOf: until })
  return discountsOf({ programme, history, purchases: purchasesOf(programme, customer), asOf: until })
}

describe('what the discounts would have cost', () => {
  it('is the percentage of the tier held before each purchase', () => {
    expect(cost(classic, [till('2026-01-10', 300)])).toBe(0)
    expect(cost(classic, [till('2026-01-10', 300), till('2026-01-11', 700)])).toBe(3_500)
    expect(cost(classic, [till('2026-01-10', 300), till('2026-01-11', 700), till('2026-01-12', 100)])).toBe(3_500 + 800)
    expect(cost(classic, [till('2026-01-10', 299.99), till('2026-01-11', 700)])).toBe(0)
  })

  it('is rounded once for each purchase, half away from zero', () => {
    expect(cost(classic, [till('2026-01-10', 300), till('2026-01-11', 0.1), till('2026-01-12', 0.3)])).toBe(1 + 2)
  })

  it('follows a tier that is lost on a date, before a purchase at that very moment', () => {
    const bought = till('2025-06-30', 300)
    expect(cost(classic, [bought, till('2026-06-29T23:59:59.999Z', 100)])).toBe(500)
    expect(cost(classic, [bought, till('2026-06-30T00:00:00.000Z', 100)])).toBe(0)
  })

  it('reads purchases of one moment by their ids', () => {
    expect(cost(classic, [till('2026-01-10', 300, { id: 'a' }), till('2026-01-10', 100, { id: 'b' })])).toBe(500)
    expect(cost(classic, [till('2026-01-10', 300, { id: 'b' }), till('2026-01-10', 100, { id: 'a' })])).toBe(0)
  })

  it('ends with membership and goes on with it', () => {
    const entries = [till('2026-01-10', 300), till('2026-02-10', 100), till('2026-03-10', 100)]
    expect(cost(classic, entries, [resign('2026-02-01')])).toBe(0)
    expect(cost(classic, entries, [resign('2026-02-01'), join('2026-03-01')])).toBe(500)
  })

  it('is that of the last 365 days, by calendar days', () => {
    const held = withSetting(classic, 'window.kind=lifetime')
    const old = till('2024-01-10', 300)
    expect(cost(held, [old, till('2025-07-01T00:00:00.000Z', 100)])).toBe(500)
    expect(cost(held, [old, till('2025-06-30T23:59:59.999Z', 100)])).toBe(0)
    const west = withSetting(held, 'timeZone=America/New_York')
    expect(cost(west, [old, till('2025-07-01T03:59:59.999Z', 100)])).toBe(0)
  })

  it('takes an offer for the next order once, and the tier that gave it must still be held', () => {
    const memberships = [join('2026-01-01')]
    const usd = (moment: string, dollars: number) => till(moment, dollars, { currency: 'USD' })
    const reached = [usd('2026-01-10', 4_000), usd('2026-01-11', 100), usd('2026-01-12', 100)]
    expect(cost(sorento, reached, memberships)).toBe(1_000)
    const two = [usd('2026-01-10', 4_000), usd('2026-01-11', 4_000), usd('2026-01-12', 100), usd('2026-01-13', 100)]
    expect(cost(sorento, two, memberships)).toBe(40_000 + 1_000)
  })

  it('prices no order by the tier that it joins with', () => {
    const usd = (moment: string, dollars: number) => till(moment, dollars, { currency: 'USD' })
    const always = withSetting(sorento, 'tiers.Bronze.benefits=[{"kind":"percent-off","percent":5,"on":"every-order"}]')
    expect(cost(sorento, [usd('2026-01-10', 4_000)])).toBe(0)
    expect(cost(always, [usd('2026-01-10', 4_000)])).toBe(0)
    expect(cost(always, [usd('2026-01-10', 4_000), usd('2026-01-11', 100)])).toBe(500)
  })

  it('remembers an offer used before the year', () => {
    const kept = withSettings(sorento, ['window.kind=lifetime', 'cycle=null', 'validity=null'])
    const usd = (moment: string, dollars: number) => till(moment, dollars, { currency: 'USD' })
    const memberships = [join('2023-01-01')]
    expect(cost(kept, [usd('2023-01-10', 4_000), usd('2023-01-11', 1), usd('2026-01-12', 100)], memberships)).toBe(0)
    expect(cost(kept, [usd('2023-01-10', 4_000), usd('2026-01-12', 100)], memberships)).toBe(1_000)
  })

  it('prices what was bought in the shop by its merchandise, whatever qualifies', () => {
    const order = (id: string, moment: string, merchandise: number) => {
      return { id, placedAt: at(moment), merchandise, discount: merchandise / 10, pointsDiscount: 0, returns: [] }
    }
    const paid = withSetting(classic, 'qualifying=paid')
    const customer = { ...known('x'), orders: [order('b', '2026-01-11', 10_000), order('a', '2026-01-10', 40_000)] }
    const facts = loyaltyFactsOf(paid, { ...customer, redemptions: [] })
    const { history } = courseOf({ programme: paid, ...facts, asOf })
    expect(discountsOf({ programme: paid, history, purchases: purchasesOf(paid, customer), asOf })).toBe(500)
  })
})

describe('what if', () => {
  const base = [
    known('a', till('2026-01-10', 260), till('2026-02-10', 39)),
    known('b', till('2026-01-10', 250)),
    known('c', till('2026-01-10', 249.99)),
    known('d', till('2026-01-10', 300), till('2026-02-10', 100)),
    known('nobody'),
  ]
  const settings = ['tiers.Green.threshold=250']
  const changed = withSettings(classic, settings)
  const result = shown(whatIf(classic, changed, asOf), base)

  it('counts both, says who moves where, and what the discounts would have cost', () => {
    expect(whatIfObject({ programme: classic, changed, settings }, result)).toEqual({
      ...{ asOf: '2026-06-30', members: 4, qualifyingSpend: 29_900 + 25_000 + 24_999 + 40_000, discounts: 500 },
      tiers: { White: 3, Green: 1, Silver: 0, Golden: 0 },
      whatIf: {
        ...{ settings, members: 4, qualifyingSpend: 29_900 + 25_000 + 24_999 + 40_000, discounts: 500 + 195 },
        tiers: { White: 1, Green: 3, Silver: 0, Golden: 0 },
        moves: [{ from: 'White', to: 'Green', members: 2 }],
      },
    })
    expect(result.moves[0]?.names).toEqual(['a', 'b'])
  })

  it('says that nobody moves where nothing changes', () => {
    const same = shown(whatIf(classic, classic, asOf), base)
    expect(same.moves).toEqual([])
    expect(whatIfText({ programme: classic, changed: classic, settings: [] }, same)).toContain('Nobody would hold')
  })

  it('names few and counts many, and knows who would be no member', () => {
    const many = Array.from({ length: NAMED + 1 }, (_, i) => known(`n${i}`, till('2026-01-10', 10)))
    const request = withSetting(classic, 'joining.byFirstPurchase=false')
    const { moves, whatIf: other } = shown(whatIf(classic, request, asOf), [
      ...many,
      known('g', till('2026-01-10', 400)),
    ])
    expect(moves.map(({ from, to, members, names }) => [from.tier?.name, to.member, members, names])).toEqual([
      ['White', false, NAMED + 1, []],
      ['Green', false, 1, ['g']],
    ])
    expect(other.members).toBe(0)
  })

  it('folds the other amount where another one qualifies', () => {
    const paid = withSetting(classic, 'qualifying=paid')
    const order = {
      id: 'o',
      placedAt: at('2026-01-10'),
      merchandise: 30_000,
      discount: 1,
      pointsDiscount: 0,
      returns: [],
    }
    const { moves } = shown(whatIf(classic, paid, asOf), [{ ...known('x'), orders: [order] }])
    expect(moves.map(({ from, to }) => [from.tier?.name, to.tier?.name])).toEqual([['Green', 'White']])
  })

  it('is told to people side by side', () => {
    expect(whatIfText({ programme: classic, changed, settings }, result).replaceAll('\u00a0', ' ')).toBe(
      `  Classic, as of the end of 2026-06-30 (UTC)

  What if tiers.Green.threshold=250

  Tier                          Today    What if      Change
  ────────────────────────   ────────   ────────   ─────────
  White                             3          1          −2
  Green                             1          3          +2
  Silver                            0          0           0
  Golden                            0          0           0
  All members                       4          4           0
  Discounts, last 365 days   PLN 5.00   PLN 6.95   +PLN 1.95

  From    To      Members   Who
  ─────   ─────   ───────   ────
  White   Green         2   a, b

  Discounts: what percentages off would have cost on the purchases of the 365 days up to 2026-06-30,
  each priced with the best one in force just before it.`,
    )
  })
})
