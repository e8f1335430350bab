import { describe, expect, it } from 'vitest'
import { classic } from '../presets/classic'
import { sorento } from '../presets/sorento'
import { at, join } from '../standing.fixture'
import { loyaltyFactsOf } from '../transactions'
import { changesAhead } from './ahead'
import { audienceMember } from './audience'
import { audienceLine, audienceObject, audienceText, csvLine, sortAudience } from './audience-list'
import { known, shown, till } from './base.fixture'
import { census, series } from './census'
import { endOfDay, endOfDayOf } from './days'
import { tierNamed } from './place'
import { reportObject, reportText } from './told'

const asOf = at('2026-06-30')
const base = [
  known('white', till('2026-01-10', 299.99)),
  known('green', till('2026-01-10', 300)),
  known('free', till('2026-06-30', 0)),
  known('golden', till('2026-02-01', 1_999.99), till('2026-03-01', 0.01)),
  known('back', till('2026-02-01', 350), till('2026-02-03', 350.5, { kind: 'return' })),
  known('long ago', till('2025-06-30', 5_000)),
  known('abroad', till('2026-01-10', 5_000, { currency: 'EUR' })),
  known('tomorrow', till('2026-07-01', 300)),
  known('nobody'),
]

describe('census', () => {
  it('counts members by tier and adds up what counts', () => {
    const report = shown(census(classic, asOf), base)
    expect(reportObject(classic, report)).toEqual({
      asOf: '2026-06-30',
      members: 6,
      tiers: { White: 4, Green: 1, Silver: 0, Golden: 1 },
      qualifyingSpend: 29_999 + 30_000 + 200_000 - 50,
    })
  })

  it('counts members below the lowest tier apart, where there can be any', () => {
    const member = { ...known('m', till('2026-06-01', 5_000, { currency: 'USD' })), memberships: [join('2026-01-01')] }
    const below = { ...known('b'), memberships: [join('2026-01-01')] }
    const report = shown(census(sorento, asOf), [member, below, known('nobody')], sorento)
    expect(reportObject(sorento, report).tiers).toEqual({ none: 1, Bronze: 1, Silver: 0, Gold: 0 })
    expect(Object.keys(reportObject(classic, shown(census(classic, asOf), [])).tiers)).not.toContain('none')
  })
})

it('counts over time with the facts of each moment', () => {
  const reports = shown(series(classic, [at('2026-01-09'), at('2026-01-10'), at('2026-06-30')]), base)
  expect(reports.map(({ members, tiers }) => [members, ...tiers.map((tier) => tier.members)])).toEqual([
    [1, 0, 0, 0, 1],
    [3, 1, 1, 0, 1],
    [6, 4, 1, 0, 1],
  ])
})

describe('who changes tier by itself', () => {
  const until = at('2026-07-30')
  const leaving = [
    known('Zoe', till('2025-07-10', 400)),
    known('Ada', till('2025-07-10', 400)),
    known('later', till('2025-08-10', 400)),
    known('white', till('2025-07-10', 10)),
  ]

  it('is listed earlier to later, of one day by name, with what brings it', () => {
    const { changes, count } = shown(changesAhead(classic, { asOf, until, limit: 10 }), leaving)
    expect(count).toBe(2)
    expect(
      changes.map(({ customer, at, kind, amount, from, to, qualifyingSpend }) => [
        ...[customer.name, at.toISOString(), kind, amount, from?.name, to?.name, qualifyingSpend],
      ]),
    ).toEqual([
      ['Ada', '2026-07-10T00:00:00.000Z', 'purchase-leaves', -40_000, 'Green', 'White', 40_000],
      ['Zoe', '2026-07-10T00:00:00.000Z', 'purchase-leaves', -40_000, 'Green', 'White', 40_000],
    ])
  })

  it('keeps the earliest of many and counts all', () => {
    const many = Array.from({ length: 40 }, (_, i) =>
      known(`n${i}`, till(`2025-07-${String(30 - (i % 29)).padStart(2, '0')}`, 400)),
    )
    const { changes, count } = shown(changesAhead(classic, { asOf, until, limit: 3 }), many)
    expect(count).toBe(40)
    expect(changes.map(({ at }) => at.toISOString().slice(0, 10))).toEqual(['2026-07-02', '2026-07-03', '2026-07-04'])
  })
})

describe('an audience', () => {
  const members = (index: number, customers = base) =>
    sortAudience(
      customers.flatMap((customer) => {
        const facts = loyaltyFactsOf(classic, { ...customer, redemptions: [] })
        return audienceMember({ programme: classic, index, asOf }, customer, facts) ?? []
      }),
    )

  it('holds the members of one tier, who spends most first', () => {
    expect(members(0).map(({ name }) => name)).toEqual(['white', 'free', 'long ago', 'back'])
    expect(members(3)).toEqual([
      {
        ...{ id: 'golden', name: 'golden', email: null, externalRef: 'ref-golden' },
        ...{ tier: classic.tiers[3], qualifyingSpend: 200_000, memberSince: at('2026-02-01') },
        ...{ next: null, amountToNext: null },
      },
    ])
  })

  it('is written as CSV, amounts as decimals', () => {
    expect(members(0).map((member) => audienceLine(classic, member))).toEqual([
      'ref-white,white,,White,299.99,PLN,2026-01-10,Green,0.01',
      'ref-free,free,,White,0.00,PLN,2026-06-30,Green,300.00',
      'ref-long ago,long ago,,White,0.00,PLN,2025-06-30,Green,300.00',
      'ref-back,back,,White,-0.50,PLN,2026-02-01,Green,300.50',
    ])
    expect(csvLine(['a,b', 'say "x"', 'two\nlines', 'plain'])).toBe('"a,b","say ""x""","two\nlines",plain')
  })

  it('never lets a name be a formula', () => {
    const [member] = members(3, [known('=1+1', till('2026-02-01', 2_000))])
    expect(member && audienceLine(classic, member)).toBe("ref-=1+1,'=1+1,,Golden,2000.00,PLN,2026-02-01,,")
  })

  it('is one object for machines, and a table for people', () => {
    expect(audienceObject(classic, { index: 1, asOf }, members(1))).toEqual({
      asOf: '2026-06-30',
      tier: 'Green',
      members: [
        {
          ...{ customer: 'ref-green', name: 'green', email: null, qualifyingSpend: 30_000, memberSince: '2026-01-10' },
          ...{ next: 'Silver', amountToNext: 70_000 },
        },
      ],
    })
    expect(audienceText(classic, asOf, members(1))).toMatch(/1 member$/)
  })

  it('goes by the name or key of its tier', () => {
    expect(['Golden', 'golden', ' GOLDEN '].map((name) => tierNamed(classic, name))).toEqual([3, 3, 3])
    expect([tierNamed(classic, 'Platinum'), tierNamed(classic, 'none')]).toEqual([null, null])
    expect([tierNamed(sorento, 'none'), tierNamed(sorento, 'No tier')]).toEqual([-1, -1])
  })
})

describe('the end of a day', () => {
  it('is its last millisecond in the programme’s time zone', () => {
    expect(endOfDay('2011-12-09', 'UTC')?.toISOString()).toBe('2011-12-09T23:59:59.999Z')
    expect(endOfDay('2026-03-29', 'Europe/Warsaw')?.toISOString()).toBe('2026-03-29T21:59:59.999Z')
    expect(endOfDayOf(at('2026-03-28T23:30:00Z'), 'Europe/Warsaw')).toEqual(endOfDay('2026-03-29', 'Europe/Warsaw'))
    expect(endOfDay('2024-02-29', 'UTC')).not.toBeNull()
  })

  it.each(['2023-02-29', '2011-13-01', '2011-12', '9 Dec 2011', '2011-12-09T10:00', ''])(
    'is nothing for "%s"',
    (day) => {
      expect(endOfDay(day, 'UTC')).toBeNull()
    },
  )
})

it('tells a report to people', () => {
  expect(reportText(classic, shown(census(classic, asOf), base))).toBe(
    `  Classic, as of the end of 2026-06-30 (UTC)

  Tier          Members   Share
  ───────────   ───────   ─────
  White               4   66.7%
  Green               1   16.7%
  Silver              0    0.0%
  Golden              1   16.7%
  All members         6

  Qualifying spend of all members   PLN 2,599.49`.replace('PLN ', 'PLN\u00a0'),
  )
})
