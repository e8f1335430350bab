import { describe, expect, it } from 'vitest'
import type { LoyaltyProgram, Transaction } from './schema'
import { sorento } from './presets/sorento'
import { at, bought, changes, coming, join, resign, returned, sorentoWith, standing } from './standing.fixture'

// The guard of a reached tier. Bronze from 4,000, Silver from 8,000, Gold from 15,000; 365 days in the window.

const members = [join('2025-01-01')]
const look = (asOf: string, facts: Transaction[], programme: LoyaltyProgram = sorento) =>
  standing(asOf, members, facts, programme)
const tierOn = (asOf: string, facts: Transaction[], programme?: LoyaltyProgram) =>
  look(asOf, facts, programme).tier?.key ?? null
const cycleWith = (settings: object) => sorentoWith({ cycle: { ...sorento.cycle, ...settings } })
/** Silver on June 20, with 4,000 of it from March 1. */
const silver = [bought('2025-03-01', 4_000, 'a'), bought('2025-06-20', 4_500, 'b')]

describe('a guard', () => {
  it('holds from d to d + 364, whatever leaves the window, and ends on d + 365', () => {
    const last = look('2026-06-19T23:59:59.999Z', silver)
    expect(last).toMatchObject({ tier: { key: 'silver' }, qualifyingSpend: 450_000 })
    expect(last.guardedUntil).toEqual(at('2026-06-19T00:00:00.000Z'))
    expect(coming(last).slice(0, 2)).toEqual([
      ['2026-06-20', 'purchase-leaves', -4_500],
      ['2026-06-20', 'guard-ends', 0, 'silver to none'],
    ])
    const gone = look('2026-06-20T00:00:00.000Z', silver)
    expect(gone).toMatchObject({ tier: null, guardedUntil: null, keep: null })
    expect(changes(gone).at(-1)).toEqual(['2026-06-20T00:00:00.000Z', 'silver', null, 'cycle', null])
  })

  it('of six months is 183 days: twelve are 365', () => {
    expect(look('2025-06-21', silver, cycleWith({ months: 6 })).guardedUntil).toEqual(at('2025-12-19T00:00:00.000Z'))
    expect(look('2025-06-21', silver, cycleWith({ months: 1 })).guardedUntil).toEqual(at('2025-07-19T00:00:00.000Z'))
  })

  it('begins anew with a higher tier', () => {
    expect(look('2025-06-19', silver).guardedUntil).toEqual(at('2026-02-28T00:00:00.000Z'))
    expect(look('2025-06-20', silver).guardedUntil).toEqual(at('2026-06-19T00:00:00.000Z'))
  })

  it('never guards the lowest tier that everybody holds', () => {
    const white = { key: 'white', name: 'White', threshold: 0, accent: 'ink', benefits: [] }
    const based = sorentoWith({ tiers: [white, ...sorento.tiers] })
    expect(look('2025-02-01', [], based)).toMatchObject({ tier: { key: 'white' }, guardedUntil: null, keep: null })
  })
})

describe('the decision day', () => {
  it('counts its own purchases: who earns the tier on it never lost it', () => {
    const kept = [...silver, bought('2026-06-20T15:00:00.000Z', 8_000, 'c')]
    expect(tierOn('2026-06-20T14:59:59.999Z', kept)).toBeNull()
    const after = look('2026-06-20T15:00:00.000Z', kept)
    expect(changes(after).map(([, , to]) => to)).toEqual(['bronze', 'silver'])
    expect(after.guardedUntil).toEqual(at('2027-06-19T00:00:00.000Z'))
    expect(after.reached).toEqual({ at: at('2025-06-20'), orderId: 'b' })
  })

  it('counts nothing that is bought after leaving on it', () => {
    const left = [join('2025-01-01'), resign('2026-06-20T10:00:00.000Z'), join('2026-06-21')]
    const after = standing('2026-06-22', left, [...silver, bought('2026-06-20T15:00:00.000Z', 8_000, 'c')])
    expect(changes(after).slice(2)).toEqual([
      ['2026-06-20T00:00:00.000Z', 'silver', null, 'cycle', null],
      ['2026-06-21T12:00:00.000Z', null, 'silver', 'membership', 'c'],
    ])
  })

  it('is too late on the day after', () => {
    const late = [...silver, bought('2026-06-21T00:00:00.000Z', 8_000, 'c')]
    expect(changes(look('2026-06-21', late)).map(([, , to]) => to)).toEqual(['bronze', 'silver', null, 'silver'])
  })

  it('begins a new guard where the window still earns the tier', () => {
    const kept = [...silver, bought('2026-05-01', 8_000, 'c')]
    expect(coming(look('2026-06-19', kept)).slice(0, 2)).toEqual([
      ['2026-06-20', 'purchase-leaves', -4_500],
      ['2026-06-20', 'guard-ends', 0],
    ])
    expect(look('2026-06-20', kept)).toMatchObject({
      tier: { key: 'silver' },
      guardedUntil: at('2027-06-19T00:00:00.000Z'),
    })
  })

  it('asks for the amount to keep a tier, where that is less: at it, and not one cent below', () => {
    const programme = sorentoWith({ tiers: sorento.tiers.map((tier) => ({ ...tier, keep: tier.threshold / 2 })) })
    const again = (dollars: number) => [...silver, bought('2026-01-10', dollars, 'c')]
    expect(tierOn('2026-06-20', again(4_000), programme)).toBe('silver')
    expect(tierOn('2026-06-20', again(3_999.99), programme)).toBe('bronze')
    expect(tierOn('2026-06-20', again(1_999.99), programme)).toBeNull()
  })
})

describe('coming down', () => {
  const gold = [bought('2025-06-20', 16_000, 'a'), bought('2025-12-01', 4_200, 'b')]
  const steps = (programme: LoyaltyProgram, asOf = '2028-12-31') =>
    changes(standing(asOf, [join('2025-01-01')], gold, sorentoLasting(programme))).map(([when, , to]) => [
      String(when).slice(0, 10),
      to,
    ])
  const sorentoLasting = (programme: LoyaltyProgram): LoyaltyProgram => ({ ...programme, validity: null })

  it('leads straight to what is earned, which is guarded from that day', () => {
    expect(steps(cycleWith({ downgrade: 'balance-based' }))).toEqual([
      ['2025-06-20', 'gold'],
      ['2026-06-20', 'bronze'],
      ['2027-06-20', null],
    ])
  })

  it('or one tier, each guarded in its turn', () => {
    expect(steps(cycleWith({ downgrade: 'one-down' }))).toEqual([
      ['2025-06-20', 'gold'],
      ['2026-06-20', 'silver'],
      ['2027-06-20', 'bronze'],
      ['2028-06-19', null],
    ])
  })

  it('or nowhere', () => {
    expect(steps(cycleWith({ downgrade: 'none' }))).toEqual([['2025-06-20', 'gold']])
    const never = look('2026-01-01', gold, sorentoLasting(cycleWith({ downgrade: 'none' })))
    expect(never.keep).toBeNull()
    // It renews itself for ever: only as long as something still leaves is each renewal told.
    expect(coming(never).filter(([, kind]) => kind === 'guard-ends')).toEqual([
      ['2026-06-20', 'guard-ends', 0],
      ['2027-06-20', 'guard-ends', 0],
    ])
  })
})

describe('grace', () => {
  const graced = cycleWith({ graceDays: 30 })

  it('holds the tier on for its days, and then ends', () => {
    const last = look('2026-07-19T23:59:59.999Z', silver, graced)
    expect(last).toMatchObject({ tier: { key: 'silver' }, guardedUntil: at('2026-07-19T00:00:00.000Z') })
    expect(coming(last)[0]).toEqual(['2026-07-20', 'grace-ends', 0, 'silver to none'])
    expect(tierOn('2026-07-20T00:00:00.000Z', silver, graced)).toBeNull()
    expect(coming(look('2026-06-19', silver, graced)).slice(1, 3)).toEqual([
      ['2026-06-20', 'guard-ends', 0],
      ['2026-07-20', 'grace-ends', 0, 'silver to none'],
    ])
  })

  it('is over when the tier is earned again, which is guarded from that day', () => {
    const again = [...silver, bought('2026-07-01', 8_000, 'c')]
    const after = look('2026-07-02', again, graced)
    expect(after.guardedUntil).toEqual(at('2027-06-30T00:00:00.000Z'))
    expect(changes(after)).toHaveLength(2)
  })

  it('counts the purchases of the day on which it ends', () => {
    const again = [...silver, bought('2026-07-20T23:59:59.999Z', 8_000, 'c')]
    expect(changes(look('2026-07-21', again, graced)).map(([, , to]) => to)).toEqual(['bronze', 'silver'])
  })
})

describe('a return ends the guard', () => {
  const tier = (...facts: Transaction[]) => tierOn('2025-12-01', [...silver, ...facts])

  it('when what was spent for the tier falls below its threshold: one cent below, not at it', () => {
    expect(tier(returned('2025-09-01', 500, 'b'))).toBe('silver')
    expect(tier(returned('2025-09-01', 500.01, 'b'))).toBe('bronze')
    const [change] = changes(look('2025-12-01', [...silver, returned('2025-09-01', 500.01, 'b')])).slice(-1)
    expect(change).toEqual(['2025-09-01T12:00:00.000Z', 'silver', 'bronze', 'return', null])
  })

  it('and leads at once to what the window earns then, whatever the policy', () => {
    const facts = [...silver, returned('2025-09-01', 4_500, 'b'), returned('2025-09-02', 10, 'a')]
    expect(tierOn('2025-12-01', facts, cycleWith({ downgrade: 'one-down', graceDays: 30 }))).toBeNull()
    expect(tierOn('2025-12-01', facts, cycleWith({ downgrade: 'none' }))).toBeNull()
  })

  it('but not of what was bought later', () => {
    expect(tier(bought('2025-09-01', 3_000, 'c'), returned('2025-09-10', 3_000, 'c'))).toBe('silver')
  })

  it('and what has left the window since does not count against the tier', () => {
    const facts = [...silver, returned('2026-05-01', 500, 'b')]
    expect(look('2026-05-02', facts)).toMatchObject({ tier: { key: 'silver' }, qualifyingSpend: 400_000 })
  })

  it('of a kept tier when it falls below the amount that kept it', () => {
    const programme = sorentoWith({ tiers: sorento.tiers.map((each) => ({ ...each, keep: each.threshold / 2 })) })
    const kept = [...silver, bought('2026-01-10', 4_500, 'c')]
    expect(tierOn('2026-08-01', [...kept, returned('2026-07-01', 500, 'c')], programme)).toBe('silver')
    expect(tierOn('2026-08-01', [...kept, returned('2026-07-01', 500.01, 'c')], programme)).toBeNull()
  })
})

describe('what keeps a tier', () => {
  it('is what will be missing on the decision day, bought by then', () => {
    const { keep } = look('2025-09-01', [...silver, bought('2025-08-01', 1_000, 'c')])
    expect(keep).toMatchObject({ tier: { key: 'silver' }, amount: 700_000, by: at('2026-06-20T00:00:00.000Z') })
    expect(keep?.from).toEqual(at('2025-06-21T00:00:00.000Z'))
    expect(look('2026-06-01', [...silver, bought('2026-05-01', 8_000)]).keep).toMatchObject({ amount: 0 })
  })

  it('may wait for the grace, and must come earlier with a hold', () => {
    expect(look('2025-09-01', silver, cycleWith({ graceDays: 30 })).keep?.by).toEqual(at('2026-07-20T00:00:00.000Z'))
    const held = sorentoWith({ hold: { days: 30 } })
    // Silver on July 20, when the hold of June 20 ends: guarded through July 19, 2026.
    expect(look('2025-09-01', silver, held).keep?.by).toEqual(at('2026-06-20T00:00:00.000Z'))
    expect(look('2026-06-21', silver, held).keep).toBeNull()
  })

  it('without a cycle has to count on the day before the loss', () => {
    const { keep } = look('2025-09-01', silver, sorentoWith({ cycle: null }))
    expect(keep).toMatchObject({ tier: { key: 'silver' }, amount: 350_000, by: at('2026-02-28T00:00:00.000Z') })
  })

  it('is nothing where a new year takes all', () => {
    const yearly = sorentoWith({ cycle: null, window: { kind: 'calendar-year' } })
    expect(look('2025-09-01', silver, yearly).keep).toBeNull()
    expect(tierOn('2025-12-31T23:59:59.999Z', silver, yearly)).toBe('silver')
    expect(tierOn('2026-01-01T00:00:00.000Z', silver, yearly)).toBeNull()
  })
})
