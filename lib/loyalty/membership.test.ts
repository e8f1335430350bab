import { describe, expect, it } from 'vitest'
import { classic } from './presets/classic'
import { sorento } from './presets/sorento'
import { standingOf } from './standing'
import {
  at,
  bought,
  changes,
  coming,
  confirm,
  join,
  plain,
  resign,
  returned,
  sorentoWith,
  standing,
} from './standing.fixture'
import type { LoyaltyProgram, MembershipFact, Transaction } from './schema'

const white = { key: 'white', name: 'White', threshold: 0, accent: 'ink', benefits: [] }

describe('membership', () => {
  const isMember = (asOf: string, ...memberships: MembershipFact[]) =>
    standingOf({ programme: sorento, memberships, transactions: [bought('2026-01-01', 3_999)], asOf: at(asOf) }).member

  it('is what the newest fact says', () => {
    expect(isMember('2026-01-10')).toBe(false)
    expect(isMember('2026-01-10', join('2026-01-05'))).toBe(true)
    expect(isMember('2026-01-10', resign('2026-01-07'), join('2026-01-05'))).toBe(false)
    expect(isMember('2026-01-10', resign('2026-01-07'), join('2026-01-05'), join('2026-01-09'))).toBe(true)
  })

  it('begins at the joining, to the millisecond', () => {
    expect(isMember('2026-01-05T11:59:59.999Z', join('2026-01-05T12:00:00.000Z'))).toBe(false)
    expect(isMember('2026-01-05T12:00:00.000Z', join('2026-01-05T12:00:00.000Z'))).toBe(true)
  })

  it('lets joining win over resigning at the same moment, and ignores resigning by who is no member', () => {
    expect(isMember('2026-01-10', join('2026-01-05'), resign('2026-01-05'))).toBe(true)
    expect(isMember('2026-01-10', resign('2026-01-02'), join('2026-01-05'))).toBe(true)
  })
})

describe('joining by buying', () => {
  const since = (programme: LoyaltyProgram, transactions: Transaction[], memberships: MembershipFact[] = []) => {
    const result = standingOf({ programme, memberships, transactions, asOf: at('2026-06-01') })
    return result.member ? result.standing.memberSince.toISOString().slice(0, 10) : null
  }

  it('needs no fact of its own: the first purchase, also of 0.00', () => {
    expect(since(classic, [bought('2026-02-01', 100), bought('2026-01-10', 0)])).toBe('2026-01-10')
    expect(since(classic, [returned('2026-01-05', 50)])).toBeNull()
    expect(since(classic, [])).toBeNull()
  })

  it('or one that by itself reaches the lowest tier that has to be earned', () => {
    const facts = [bought('2026-01-10', 3_999.99), bought('2026-01-11', 3_999.99)]
    expect(since(sorento, facts)).toBeNull()
    expect(since(sorento, [...facts, bought('2026-02-01', 4_000)])).toBe('2026-02-01')
    const based = sorentoWith({ tiers: [white, ...sorento.tiers] })
    expect(since(based, facts)).toBeNull()
    expect(since(based, [bought('2026-02-01', 4_000)])).toBe('2026-02-01')
    expect(since(sorentoWith({ tiers: [white] }), [bought('2026-02-01', 4_000)])).toBeNull()
  })

  it('only where the programme says so', () => {
    expect(since(plain, [bought('2026-02-01', 9_000)])).toBeNull()
  })

  it('is not needed by who had joined, and comes before a later request', () => {
    expect(since(classic, [bought('2026-02-01', 10)], [join('2026-01-01')])).toBe('2026-01-01')
    expect(since(classic, [bought('2026-02-01', 10)], [join('2026-03-01')])).toBe('2026-02-01')
  })

  it('is for who never was a member: who left comes back by request only', () => {
    const left = [join('2026-01-01'), resign('2026-01-20')]
    expect(since(classic, [bought('2026-02-01', 10)], left)).toBeNull()
    expect(since(sorento, [bought('2026-02-01', 9_000)], left)).toBeNull()
    const derived = [bought('2026-01-10', 10), bought('2026-02-01', 10)]
    expect(since(classic, derived, [resign('2026-01-20')])).toBeNull()
    expect(since(classic, derived, [resign('2026-01-20'), join('2026-03-01')])).toBe('2026-03-01')
  })
})

describe('validity', () => {
  // Three years, extended by a confirmation and one purchase.
  const facts = [bought('2026-05-01', 20)]
  const validity = (asOf: string, ...more: MembershipFact[]) => {
    const input = { programme: plain, memberships: [join('2024-02-29'), ...more], transactions: facts }
    const result = standingOf({ ...input, asOf: at(asOf) })
    return result.member ? result.standing.validity : null
  }

  it('ends at the start of the day after its last one, three years on; of February 29, on the 28th', () => {
    expect(validity('2026-01-01')).toEqual({
      until: at('2027-02-27T00:00:00.000Z'),
      needs: { confirmation: true, transactions: 1 },
    })
    expect(validity('2027-02-27T23:59:59.999Z')).toMatchObject({ needs: { confirmation: true, transactions: 0 } })
    expect(validity('2027-02-28T00:00:00.000Z')).toBeNull()
  })

  it('is extended by as much where both are there, in the period, and not by one alone', () => {
    const extended = validity('2027-02-28T00:00:00.000Z', confirm('2026-06-01'))
    expect(extended).toEqual({
      until: at('2030-02-27T00:00:00.000Z'),
      needs: { confirmation: true, transactions: 1 },
    })
    expect(validity('2027-03-01', confirm('2024-02-28'))).toBeNull()
    expect(validity('2030-02-28T00:00:00.000Z', confirm('2026-06-01'), confirm('2027-02-27'))).toBeNull()
  })

  it('is told ahead, and lapsing takes tier and points', () => {
    const before = standing('2027-02-27', [join('2024-02-29')], [bought('2026-05-01', 4_500, 'a')], plain)
    expect(coming(before).slice(0, 1)).toEqual([['2027-02-28', 'validity-ends', 0, 'bronze to none']])
    expect(before.changes.at(-1)).toMatchObject({ kind: 'validity-ends', points: -4_500 })
    const again = [join('2024-02-29'), join('2027-03-05')]
    const after = standing('2027-03-06', again, [bought('2026-05-01', 4_500, 'a')], plain)
    expect(changes(after).slice(1)).toEqual([
      ['2027-02-28T00:00:00.000Z', 'bronze', null, 'validity', null],
      ['2027-03-05T12:00:00.000Z', null, 'bronze', 'membership', 'a'],
    ])
    expect(after).toMatchObject({ memberSince: at('2027-03-05'), points: { active: 0, expired: 4_500 } })
  })

  it('is announced as extended where nothing is missing', () => {
    const asOf = standing('2026-07-01', [join('2024-02-29'), confirm('2026-06-01')], facts, plain)
    expect(coming(asOf)).toEqual([
      ['2027-02-28', 'validity-extends', 0],
      ['2027-05-01', 'purchase-leaves', -20],
      ['2030-02-28', 'validity-ends', 0],
    ])
  })
})

describe('resigning and rejoining', () => {
  const facts = [bought('2026-01-10', 4_500, 'a'), bought('2026-02-15', 100, 'b')]
  const members = [join('2026-01-01'), resign('2026-02-01'), join('2026-03-01')]

  it('restores the spend since the first joining, and begins the tier anew by its order', () => {
    const result = standing('2026-03-02', members, facts)
    expect(result).toMatchObject({ qualifyingSpend: 460_000, memberSince: at('2026-03-01') })
    expect(changes(result)).toEqual([
      ['2026-01-10T12:00:00.000Z', null, 'bronze', 'purchase', 'a'],
      ['2026-02-01T12:00:00.000Z', 'bronze', null, 'membership', null],
      ['2026-03-01T12:00:00.000Z', null, 'bronze', 'membership', 'a'],
    ])
    expect(result.reached).toEqual({ at: at('2026-03-01'), orderId: 'a' })
  })

  it('leaves no standing in between', () => {
    const asOf = at('2026-02-20')
    expect(standingOf({ programme: sorento, memberships: members, transactions: facts, asOf })).toEqual({
      member: false,
    })
  })

  it('does not bring a guard back: the tier is what the window earns', () => {
    const old = [bought('2025-01-10', 4_500, 'a'), bought('2025-02-15', 4_000, 'b')]
    const guarded = standing('2026-02-01', [join('2025-01-01')], old)
    expect(guarded).toMatchObject({ tier: { key: 'silver' }, qualifyingSpend: 400_000 })
    const back = [join('2025-01-01'), resign('2026-02-01'), join('2026-02-02')]
    const result = standing('2026-02-03', back, old)
    expect(result).toMatchObject({ tier: { key: 'bronze' }, guardedUntil: at('2027-02-01T00:00:00.000Z') })
    expect(changes(result).slice(2)).toEqual([
      ['2026-02-01T12:00:00.000Z', 'silver', null, 'membership', null],
      ['2026-02-02T12:00:00.000Z', null, 'bronze', 'membership', null],
    ])
  })

  it('brings no points back, and none for what was bought meanwhile', () => {
    const result = standing('2026-03-02', members, [...facts, bought('2026-03-01T12:00:00.000Z', 70, 'c')])
    expect(result.points).toMatchObject({ earned: 4_570, active: 70, expired: 4_500 })
  })
})
