import { describe, expect, it } from 'vitest'
import { seedConfig } from '../config'
import { lastIdesOfMarch } from '../personas/ines'
import { monthsBefore } from './calendar'
import { createDice, createIds } from './dice'
import { emailOf, rollName } from './names'
import { FAMILY_SHARES, familyOf, metalWith } from './palette'

describe('dice', () => {
  it('roll the same again for the same seed and label, otherwise not', () => {
    const roll = (seed: number, label: string) => {
      const dice = createDice(seed, label)
      return [dice.next(), dice.normal(), dice.poisson(3), dice.fork('child').next()]
    }
    expect(roll(1, 'a')).toEqual(roll(1, 'a'))
    expect(roll(1, 'a')).not.toEqual(roll(2, 'a'))
    expect(roll(1, 'a')).not.toEqual(roll(1, 'b'))
  })

  it('keep a fork apart from what its parent rolls', () => {
    const dice = createDice(1)
    const before = dice.fork('x').next()
    dice.next()
    expect(dice.fork('x').next()).toBe(before)
  })

  it('choose in proportion, and never what weighs nothing', () => {
    const dice = createDice(7)
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 10_000; i++) counts[dice.weighted([0, 1, 3, 0])]! += 1 // an index of the four weights
    expect(counts[0]! + counts[3]!).toBe(0) // both are there: four weights
    expect(counts[2]! / 10_000).toBeCloseTo(0.75, 1) // as above
  })

  it('have the means they are asked for', () => {
    const dice = createDice(3)
    const mean = (roll: () => number) => Array.from({ length: 20_000 }, roll).reduce((a, b) => a + b, 0) / 20_000
    expect(mean(() => dice.poisson(2.5))).toBeCloseTo(2.5, 1)
    expect(mean(() => dice.exponential(4)) / 4).toBeCloseTo(1, 1)
    expect(mean(() => dice.normal())).toBeCloseTo(0, 1)
  })
})

describe('ids', () => {
  it('are UUIDs of version 4, the same for the same seed, no two alike', () => {
    const next = createIds(1)
    const ids = Array.from({ length: 50_000 }, next)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true,
    )
    expect(createIds(1)()).toBe(ids[0])
    expect(createIds(2)()).not.toBe(ids[0])
  })
})

describe('months before', () => {
  it.each([
    ['2026-11-16T20:20:00.000Z', 5, '2026-06-16T20:20:00.000Z'],
    ['2026-07-31T10:00:00.000Z', 5, '2026-02-28T10:00:00.000Z'],
    ['2028-07-31T10:00:00.000Z', 5, '2028-02-29T10:00:00.000Z'],
    ['2028-02-29T10:00:00.000Z', 12, '2027-02-28T10:00:00.000Z'],
    ['2027-01-15T10:00:00.000Z', 36, '2024-01-15T10:00:00.000Z'],
  ])('%s less %i is %s', (moment, months, expected) => {
    expect(monthsBefore(new Date(moment), months).toISOString()).toBe(expected)
  })
})

describe('the last March 15', () => {
  it.each([
    ['2026-11-16T20:20:00Z', '2026-03-15'],
    ['2027-03-15T09:00:00Z', '2026-03-15'],
    ['2027-03-15T23:00:00Z', '2027-03-15'],
    ['2027-01-01T00:00:00Z', '2026-03-15'],
  ])('before %s is %s', (moment, day) => {
    expect(lastIdesOfMarch(new Date(moment)).toISOString().slice(0, 10)).toBe(day)
  })
})

describe('names', () => {
  it('give addresses at which no mail arrives, in letters that every mailer takes', () => {
    const dice = createDice(1)
    for (let i = 1; i < 500; i++) expect(emailOf(rollName(dice), i)).toMatch(/^[a-z.]+\.\d+@example\.(com|org)$/)
  })
})

describe('colours', () => {
  it('belong to a family, and know the metal that goes with them', () => {
    expect(familyOf('oxblood')).toBe('red')
    expect(FAMILY_SHARES[familyOf('midnight')]).toBeGreaterThan(0)
    expect([metalWith('scarlet'), metalWith('midnight'), metalWith('noir')]).toEqual(['gold', 'silver', null])
  })
})

describe('the configuration', () => {
  const password = 'long enough'
  it('has a moment and a number unless told otherwise, but no password', () => {
    expect(seedConfig({ DEMO_PASSWORD: password })).toEqual({
      seedNow: new Date('2026-11-16T20:20:00Z'),
      seedNumber: 1,
      password,
    })
    expect(() => seedConfig({})).toThrow(/DEMO_PASSWORD/)
    expect(() => seedConfig({ DEMO_PASSWORD: 'short' })).toThrow(/DEMO_PASSWORD/)
  })

  it.each([
    [{ SEED_NOW: 'yesterday' }, /SEED_NOW/],
    [{ SEED_NUMBER: '-1' }, /SEED_NUMBER/],
    [{ SEED_NUMBER: '1.5' }, /SEED_NUMBER/],
    [{ SEED_NUMBER: 'seven' }, /SEED_NUMBER/],
  ])('refuses %o', (given, message) => {
    expect(() => seedConfig({ DEMO_PASSWORD: password, ...given })).toThrow(message)
  })
})
