import { describe, expect, it } from 'vitest'
import { sorento } from './presets/sorento'
import { nextTier, parseProgramme, ProgrammeRefused, tierFor } from './programme'

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
    [['tiers', 1, 'threshold'], 400_000, 'tiers.1.threshold', "must be above Bronze's threshold of 400000"],
    [['tiers', 1, 'threshold'], 300_000, 'tiers.1.threshold', "must be above Bronze's threshold of 400000"],
    [['tiers', 0, 'threshold'], -1, 'tiers.0.threshold', '>=0'],
    [['tiers', 0, 'threshold'], 4_000.5, 'tiers.0.threshold', 'int'],
    [['tiers', 2, 'key'], 'bronze', 'tiers.2.key', '"bronze" is another tier\'s key already'],
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
    [['pointsPerUnit'], -1, 'pointsPerUnit', '>=0'],
    [['pointsPerUnti'], 1, '', 'pointsPerUnti'],
    [['joining', 'byRequest'], 'yes', 'joining.byRequest', 'boolean'],
  ])('refuses %j = %j, at "%s"', (path, value, where, why) => {
    const problems = problemsOf(withSetting(path, value))
    expect(problems.map((problem) => problem.path)).toContain(where)
    expect(problems.find((problem) => problem.path === where)?.reason).toContain(why)
  })

  it.each([null, undefined, 'sorento', 7, []])('refuses %j, which is no programme at all', (definition) => {
    expect(problemsOf(definition).map((problem) => problem.path)).toEqual([''])
  })

  it('names every problem in its message', () => {
    const definition = { ...sorento, currency: 'XYZ', pointsPerUnit: -1 }
    expect(() => parseProgramme(definition)).toThrow(/currency: is not a known currency; pointsPerUnit: /)
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

describe('nextTier', () => {
  it('leads from no tier to the top, and no further', () => {
    const [bronze, silver, gold] = sorento.tiers
    expect(nextTier(sorento, null)).toBe(bronze)
    expect(nextTier(sorento, bronze ?? null)).toBe(silver)
    expect(nextTier(sorento, gold ?? null)).toBeNull()
  })
})
