import { describe, expect, it } from 'vitest'
import { PRESETS } from './presets'
import { classic } from './presets/classic'
import { sorento } from './presets/sorento'
import { nextTier, parseProgramme, ProgrammeRefused, tierFor, tierIndexFor } from './programme'

/** The preset with one setting replaced. */
function withSetting(path: (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(sorento)
  let place = copy as Record<string | number, unknown>
  path.slice(0, -1).forEach((key) => (place = place[key] as Record<string | number, unknown>))
  const last = path.at(-1) ?? ''
  if (value === undefined) delete place[last]
  else place[last] = value
  return copy
}

function problemsOf(definition: unknown) {
  try {
    parseProgramme(definition)
  } catch (error) {
    if (error instanceof ProgrammeRefused) return error.problems
    throw error
  }
  return []
}

describe('parseProgramme', () => {
  it('reads the preset, also from text', () => {
    expect(parseProgramme(sorento)).toEqual(sorento)
    expect(parseProgramme(JSON.parse(JSON.stringify(sorento)))).toEqual(sorento)
  })

  it('counts in UTC unless told otherwise', () => {
    expect(parseProgramme(withSetting(['timeZone'], undefined)).timeZone).toBe('UTC')
  })

  it.each([
    [['tiers', 1, 'threshold'], 400_000, 'tiers.1.threshold', "must be above Bronze's threshold of 4000.00"],
    [['tiers', 1, 'threshold'], 300_000, 'tiers.1.threshold', "must be above Bronze's threshold of 4000.00"],
    [['tiers', 0, 'threshold'], -1, 'tiers.0.threshold', '>=0'],
    [['tiers', 0, 'threshold'], 4_000.5, 'tiers.0.threshold', 'int'],
    [['tiers', 2, 'key'], 'bronze', 'tiers.2.key', '"bronze" is another tier\'s key already'],
    [['tiers', 2, 'name'], 'Bronze', 'tiers.2.name', '"Bronze" is another tier\'s name already'],
    [['tiers', 1, 'keep'], 800_001, 'tiers.1.keep', "must not be above the tier's own threshold of 8000.00"],
    [['tiers', 1, 'keep'], 400_000, 'tiers.1.keep', 'must be above what keeps Bronze, which is 4000.00'],
    [['tiers', 1, 'keep'], -1, 'tiers.1.keep', '>=0'],
    [['tiers', 0, 'benefits', 0, 'percent'], 0, 'tiers.0.benefits.0.percent', '>0'],
    [['tiers', 0, 'benefits', 0, 'percent'], 101, 'tiers.0.benefits.0.percent', '<=100'],
    [['tiers', 0, 'benefits', 1, 'countries'], ['us'], 'tiers.0.benefits.1.countries.0', 'match'],
    [['tiers', 0, 'benefits', 2, 'kind'], 'early-access', 'tiers.0.benefits.2.hours', 'number'],
    [
      ['tiers', 2, 'benefits', 0],
      { kind: 'points-multiplier', factor: 2 },
      'tiers.2.benefits',
      'gives "points-multiplier" twice',
    ],
    [['tiers'], [], 'tiers', '>=1'],
    [['currency'], 'XYZ', 'currency', 'is not a known currency'],
    [['currency'], 'usd', 'currency', 'is not a known currency'],
    [['currency'], 'JPY', 'currency', 'has no hundredths, which amounts are kept in'],
    [['timeZone'], 'Mars/Olympus', 'timeZone', 'is not a known time zone'],
    [['window', 'days'], 0, 'window.days', '>0'],
    [['window', 'kind'], 'lunar', 'window.kind', 'rolling'],
    [['window'], { kind: 'calendar-year', days: 365 }, 'window', 'days'],
    [['window', 'days'], 36_526, 'window.days', '<=36525'],
    [['hold', 'days'], 365, 'hold.days', 'must be below the window of 365 days'],
    [['hold', 'days'], -1, 'hold.days', '>=0'],
    [['hold'], 30, 'hold', 'object'],
    [['cycle', 'months'], 0, 'cycle.months', '>0'],
    [['cycle', 'downgrade'], 'two-down', 'cycle.downgrade', 'one-down'],
    [['cycle', 'graceDays'], -1, 'cycle.graceDays', '>=0'],
    [['validity', 'years'], 0, 'validity.years', '>0'],
    [['validity', 'transactions'], 1.5, 'validity.transactions', 'int'],
    [['points', 'perUnit'], -1, 'points.perUnit', '>=0'],
    [['points', 'worth'], 34, 'points.worth', 'would give back 102% of what is spent'],
    [['points', 'worth'], 0.5, 'points.worth', 'int'],
    [['points', 'expireMonths'], 0, 'points.expireMonths', '>0'],
    [['points', 'afterReturn'], 'forgive', 'points.afterReturn', 'negative'],
    [['qualifying'], 'total', 'qualifying', 'merchandise'],
    [['countJoiningDay'], 'no', 'countJoiningDay', 'boolean'],
    [['pointsPerUnit'], 1, '', 'pointsPerUnit'],
    [['joining', 'byRequest'], 'yes', 'joining.byRequest', 'boolean'],
  ])('refuses %j = %j, at "%s"', (path, value, where, why) => {
    const problems = problemsOf(withSetting(path, value))
    expect(problems.map((problem) => problem.path)).toContain(where)
    expect(problems.find((problem) => problem.path === where)?.reason).toContain(why)
  })

  it('refuses an amount to keep a tier where nothing has to be kept', () => {
    const tiers = sorento.tiers.map((tier) => ({ ...tier, keep: tier.threshold / 2 }))
    expect(problemsOf({ ...sorento, tiers })).toEqual([])
    expect(problemsOf({ ...sorento, tiers, cycle: null }).map(({ path }) => path)).toEqual([
      'tiers.0.keep',
      'tiers.1.keep',
      'tiers.2.keep',
    ])
  })

  it('refuses a hold that no purchase outlasts, in any window, and points that expire in it', () => {
    const held = (days: number, settings: object) => problemsOf({ ...sorento, hold: { days }, ...settings })
    expect(held(29, { window: { kind: 'rolling', days: 30 } })).toEqual([])
    expect(held(30, { window: { kind: 'rolling', days: 30 } })[0]?.path).toBe('hold.days')
    expect(held(365, { window: { kind: 'calendar-year' } })[0]?.path).toBe('hold.days')
    expect(held(364, { window: { kind: 'anniversary' } })).toEqual([])
    expect(held(400, { window: { kind: 'lifetime' } })).toEqual([])
    const oneMonth = { points: { perUnit: 1, expireMonths: 1 } }
    expect(held(27, oneMonth)).toEqual([])
    expect(held(28, oneMonth)).toEqual([
      {
        path: 'points.expireMonths',
        reason: 'must be longer than the hold of 28 days: points would expire before they can be spent',
      },
    ])
  })

  it('takes what is left out from the defaults', () => {
    const { hold, cycle, validity, points, joining } = parseProgramme({
      ...{ name: 'Plain', currency: 'EUR', window: { kind: 'lifetime' }, tiers: sorento.tiers },
      joining: { byRequest: true, byTierOrder: false },
    })
    expect({ hold, cycle, validity, points, joining }).toEqual({
      ...{ hold: { days: 0 }, cycle: null, validity: null, points: null },
      joining: { byRequest: true, byFirstPurchase: false, byTierOrder: false },
    })
  })

  it.each(Object.values(PRESETS))('reads the preset $name as it stands', (preset) => {
    expect(parseProgramme(preset)).toEqual(preset)
  })

  it.each([null, undefined, 'sorento', 7, []])('refuses %j, which is no programme at all', (definition) => {
    expect(problemsOf(definition).map((problem) => problem.path)).toEqual([''])
  })

  it('names every problem in its message', () => {
    const definition = { ...sorento, currency: 'XYZ', points: { perUnit: -1 } }
    expect(() => parseProgramme(definition)).toThrow(/currency: is not a known currency; points.perUnit: /)
  })
})

describe('tierFor', () => {
  it.each([
    [-1, null],
    [0, null],
    [399_999, null],
    [400_000, 'Bronze'],
    [400_001, 'Bronze'],
    [799_999, 'Bronze'],
    [800_000, 'Silver'],
    [1_499_999, 'Silver'],
    [1_500_000, 'Gold'],
    [900_000_000, 'Gold'],
  ])('gives for %d cents %s: from the threshold up to, not including, the next', (spend, name) => {
    expect(tierFor(sorento, spend)?.name ?? null).toBe(name)
  })

  it('never leaves a lowest tier that starts at 0', () => {
    const based = parseProgramme(withSetting(['tiers', 0, 'threshold'], 0))
    expect(tierFor(based, 0)?.name).toBe('Bronze')
    expect(tierFor(based, -5_000)?.name).toBe('Bronze')
  })
})

describe('classic', () => {
  it.each([
    [0, 'White', 1],
    [-1, 'White', 1],
    [29_999, 'White', 1],
    [30_000, 'Green', 2],
    [99_999, 'Green', 2],
    [100_000, 'Silver', 3],
    [199_999, 'Silver', 3],
    [200_000, 'Golden', 4],
  ])('gives for %d grosze %s, tier number %d', (spend, name, number) => {
    expect(tierFor(classic, spend)?.name).toBe(name)
    expect(tierIndexFor(classic, spend) + 1).toBe(number)
  })
})

describe('nextTier', () => {
  it('leads from no tier to the top, and no further', () => {
    const [bronze, silver, gold] = sorento.tiers
    expect(nextTier(sorento, null)).toBe(bronze)
    expect(nextTier(sorento, bronze ?? null)).toBe(silver)
    expect(nextTier(sorento, gold ?? null)).toBeNull()
  })
})
