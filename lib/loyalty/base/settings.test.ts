import { describe, expect, it } from 'vitest'
import { classic } from '../presets/classic'
import { sorento } from '../presets/sorento'
import { ProgrammeRefused } from '../programme'
import type { LoyaltyProgram } from '../schema'
import { withSetting, withSettings } from './settings'

/** The path and the reason of the first problem. */
function refusal(setting: string, programme: LoyaltyProgram = classic): string {
  try {
    withSetting(programme, setting)
  } catch (error) {
    if (error instanceof ProgrammeRefused) return error.message
    throw error
  }
  throw new Error(`${setting} was taken`)
}

describe('withSetting', () => {
  it.each([
    ['hold.days=30', { hold: { days: 30 } }],
    ['window.days=180', { window: { kind: 'rolling', days: 180 } }],
    ['window.kind=lifetime', { window: { kind: 'lifetime' } }],
    ['window.kind=rolling', { window: { kind: 'rolling', days: 365 } }],
    ['countJoiningDay=false', { countJoiningDay: false }],
    ['qualifying=paid', { qualifying: 'paid' }],
    ['timeZone=Europe/Warsaw', { timeZone: 'Europe/Warsaw' }],
    ['name=2027', { name: '2027' }],
    ['points=null', { points: null }],
    ['points.expireMonths=12', { points: { perUnit: 1, worth: 2, expireMonths: 12, afterReturn: 'within-balance' } }],
    ['cycle.months=12', { cycle: { months: 12, downgrade: 'balance-based', graceDays: 0 } }],
    [' cycle.months = 12 ', { cycle: { months: 12, downgrade: 'balance-based', graceDays: 0 } }],
    ['cycle={"months":6,"downgrade":"none"}', { cycle: { months: 6, downgrade: 'none', graceDays: 0 } }],
    ['validity.years=2', { validity: { years: 2, transactions: 1 } }],
    ['joining.byTierOrder=true', { joining: { byRequest: true, byFirstPurchase: true, byTierOrder: true } }],
  ])('sets %s', (setting, expected) => {
    expect(withSetting(classic, setting)).toEqual({ ...classic, ...expected })
  })

  it('takes amounts in currency units, points included', () => {
    expect(withSetting(classic, 'tiers.Green.threshold=249.99').tiers[1]?.threshold).toBe(24_999)
    expect(withSettings(classic, ['tiers.Green.keep=200', 'cycle.months=12']).tiers[1]?.keep).toBe(20_000)
    expect(withSetting(classic, 'points.worth=0.05').points?.worth).toBe(5)
    expect(withSetting(classic, 'tiers.Green.threshold=0.29').tiers[1]?.threshold).toBe(29)
  })

  it('takes a setting away, and a group of them', () => {
    const guarded = withSetting(classic, 'cycle.months=12')
    const kept = withSetting(guarded, 'tiers.Green.keep=200')
    expect(withSetting(kept, 'tiers.Green.keep=null')).toEqual(guarded)
    expect(withSetting(sorento, 'cycle=null').cycle).toBeNull()
  })

  it.each(['tiers.Green.threshold=250', 'tiers.green.threshold=250', 'tiers.GREEN.threshold=250'])(
    'finds a tier by %s',
    (setting) => {
      expect(withSetting(classic, setting).tiers.map(({ threshold }) => threshold)).toEqual([
        0, 25_000, 100_000, 200_000,
      ])
    },
  )

  it('finds a tier by its place, and one with a dot in its name', () => {
    expect(withSetting(classic, 'tiers.1.threshold=250').tiers[1]?.threshold).toBe(25_000)
    const named = withSetting(classic, 'tiers.Green.name=St. Moritz')
    expect(withSetting(named, 'tiers.St. Moritz.threshold=250').tiers[1]?.threshold).toBe(25_000)
  })

  it('finds a benefit by its kind or place, and gives one that was not there', () => {
    const percents = ({ tiers }: LoyaltyProgram) =>
      tiers.map(({ benefits }) => benefits.flatMap((each) => (each.kind === 'percent-off' ? [each.percent] : [])))
    expect(percents(withSetting(classic, 'tiers.Golden.benefits.percent-off.percent=12'))).toEqual([[], [5], [8], [12]])
    expect(percents(withSetting(classic, 'tiers.Golden.benefits.0.percent=12'))).toEqual([[], [5], [8], [12]])
    const given = withSetting(classic, 'tiers.White.benefits.percent-off.percent=3')
    expect(given.tiers[0]?.benefits.at(-1)).toEqual({ kind: 'percent-off', percent: 3, on: 'every-order' })
    expect(withSetting(classic, 'tiers.White.benefits=[]').tiers[0]?.benefits).toEqual([])
  })

  it('leaves the programme it was given as it is', () => {
    const before = structuredClone(classic)
    withSetting(classic, 'tiers.Green.threshold=250')
    withSetting(classic, 'tiers.White.benefits.percent-off.percent=3')
    expect(classic).toEqual(before)
  })

  it.each([
    ['hold.days', 'hold.days: a setting is given as path=value, such as hold.days=30'],
    ['=30', 'a setting is given as path=value, such as hold.days=30'],
    ['hold.days=soon', 'hold.days: Invalid input: expected number, received string'],
    ['hold.days=-1', 'hold.days: Too small: expected number to be >=0'],
    ['hold.days=null', 'hold.days: Invalid input: expected number, received undefined'],
    ['hodl.days=30', 'hodl.days: there is no setting "hodl"'],
    ['hold.hours=30', 'hold: Unrecognized key: "hours"'],
    ['colour=red', 'Unrecognized key: "colour"'],
    ['name.first=x', 'name.first: "name" holds no settings of its own'],
    ['__proto__.polluted=1', '__proto__.polluted: there is no setting "__proto__"'],
    ['hold.constructor=1', 'hold.constructor: there is no setting "constructor"'],
    ['currency=XYZ', 'currency: is not a known currency'],
    [
      'tiers.Platinum.threshold=1',
      'tiers.Platinum.threshold: there is no such tier; there are White, Green, Silver, Golden',
    ],
    [
      'tiers.Green.threshold=cheap',
      'tiers.Green.threshold: "cheap" is no amount in currency units, such as 250 or 249.99',
    ],
    [
      'tiers.Green.threshold=1.005',
      'tiers.Green.threshold: "1.005" is no amount in currency units, such as 250 or 249.99',
    ],
    ['tiers.Green.threshold=1234567890123', /is no amount in currency units/],
    [`tiers.Green.threshold=${'9'.repeat(400)}`, /is no amount in currency units/],
    ['tiers.Green.threshold=-1', /^tiers\.1\.threshold: Too small: expected number to be >=0/],
    ['tiers.Green.threshold=1000', "tiers.2.threshold: must be above Green's threshold of 1000.00"],
    ['cycle.graceDays=5', 'cycle.months: Invalid input: expected number, received undefined'],
    [
      'tiers.Green.benefits.cash.percent=1',
      /^tiers\.Green\.benefits\.cash\.percent: a benefit goes by its place, from 0/,
    ],
  ])('refuses %s with path and reason', (setting, message) => {
    expect(refusal(setting)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message))
  })
})

describe('withSettings', () => {
  it('takes settings that only fit together in any order', () => {
    const settings = [
      'cycle.graceDays=5',
      'cycle.months=6',
      'tiers.Green.threshold=1500',
      'tiers.Silver.threshold=1800',
    ]
    const changed = withSettings(classic, settings)
    expect(changed.cycle).toEqual({ months: 6, downgrade: 'balance-based', graceDays: 5 })
    expect(withSettings(classic, settings.toReversed())).toEqual(changed)
  })

  it('takes the last of two', () => {
    expect(withSettings(classic, ['hold.days=3', 'hold.days=4']).hold.days).toBe(4)
    expect(withSettings(classic, [])).toEqual(classic)
  })
})
