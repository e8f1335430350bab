import { describe, expect, it } from 'vitest'
import { sorento } from './presets/sorento'
import { standingOf } from './standing'
import { at, bought, changes, join, resign, standing } from './standing.fixture'
import type { MembershipFact } from './schema'

describe('membership', () => {
  const isMember = (asOf: string, ...memberships: MembershipFact[]) =>
    standingOf({ programme: sorento, memberships, transactions: [bought('2026-01-01', 9_000)], asOf: at(asOf) }).member

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
})
