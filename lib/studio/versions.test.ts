import { describe, expect, it } from 'vitest'
import { sayIn } from '@/lib/experience/say'
import { parseProgramme } from '@/lib/loyalty/programme'
import { classic } from '@/lib/loyalty/presets/classic'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { changesBetween, versionRows } from './versions'

const say = sayIn('en-US', 'USD', 'UTC')
const changed = (change: (programme: LoyaltyProgram) => void): LoyaltyProgram => {
  const programme = structuredClone<LoyaltyProgram>(sorento)
  change(programme)
  return parseProgramme(programme)
}
const told = (change: (programme: LoyaltyProgram) => void) => changesBetween(sorento, changed(change), say)

describe('what changed between two versions', () => {
  it('is nothing between equal ones', () => {
    expect(changesBetween(sorento, structuredClone<LoyaltyProgram>(sorento), say)).toEqual([])
  })

  it('is told by the setting, what it is and what it was', () => {
    expect(
      told((programme) => {
        const [bronze] = programme.tiers
        if (bronze) bronze.threshold = 350_000
        programme.hold.days = 1
      }),
    ).toEqual(['Hold: one day instead of 0 days', 'Threshold of Bronze: $3,500.00 instead of $4,000.00'])
  })

  it('tells a part that is gone, and one that is new', () => {
    expect(told((programme) => (programme.cycle = null))).toEqual([
      'Cycle: none instead of 12 months',
      'After the cycle: no longer straight to the tier that is earned',
      'Grace: no longer 0 days',
    ])
    expect(told((programme) => programme.tiers[2]?.benefits.push({ kind: 'gift', gift: 'a scent' }))).toEqual([
      'Gold gives: a gift: a scent, new',
    ])
    const gifts = (programme: LoyaltyProgram) =>
      programme.tiers[0]?.benefits.push({ kind: 'gift', gift: 'a scent' }, { kind: 'gift', gift: 'a candle' })
    expect(told(gifts)).toEqual(['Bronze gives: a gift: a scent, new', 'Bronze gives: a gift: a candle, new'])
    expect(told((programme) => programme.tiers.pop())).toContain('Threshold of Gold: no longer $15,000.00')
  })

  /** Every leaf of a definition, so that a setting that is added one day cannot be forgotten here. */
  const leaves = (value: unknown, path: string[] = []): string[][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]))
      : [path]

  const other: Record<string, unknown> = {
    'window.kind': 'lifetime',
    qualifying: 'paid',
    'cycle.downgrade': 'one-down',
    'points.afterReturn': 'negative',
    currency: 'PLN',
    timeZone: 'Europe/Warsaw',
    on: 'every-order',
    accent: 'ink',
    service: 'set-aside',
  }
  const differently = (value: unknown, path: string[]): unknown => {
    const last = path.at(-1) ?? ''
    const known = other[path.join('.')] ?? other[last]
    if (known !== undefined && known !== value) return known
    if (typeof value === 'number') return value + 1
    if (typeof value === 'boolean') return !value
    return path.includes('countries') ? 'PL' : `${String(value)}-other`
  }

  const keptOut = ['kind', 'key']
  it.each(
    leaves(sorento)
      .filter((path) => !keptOut.includes(path.at(-1) ?? '') || path[0] === 'window')
      .map((path) => [path.join('.'), path] as const),
  )('notices a change of %s', (_, path) => {
    const programme = structuredClone<LoyaltyProgram>(sorento)
    let group = programme as unknown as Record<string, unknown>
    for (const part of path.slice(0, -1)) group = group[part] as Record<string, unknown>
    const last = path.at(-1) ?? ''
    group[last] = differently(group[last], path)
    expect(changesBetween(sorento, programme, say)).not.toEqual([])
  })

  it('can say every setting of both presets', () => {
    expect(changesBetween(sorento, classic, say).join()).not.toContain('undefined')
    expect(changesBetween(classic, sorento, say).length).toBeGreaterThan(5)
  })
})

describe('the list of versions', () => {
  const version = (number: number, day: string, programme: LoyaltyProgram = sorento) => {
    return { id: `v${number}`, number, effectiveFrom: new Date(`${day}T00:00:00Z`), programme }
  }

  it('goes from the newest to the first, each with what it changed and where it stands', () => {
    const second = changed((programme) => (programme.hold.days = 3))
    const versions = [version(1, '2024-01-01'), version(2, '2026-02-01', second), version(3, '2026-12-01', second)]
    expect(versionRows(versions, 'v2', say)).toEqual([
      { number: 3, from: 'December 1, 2026', state: 'planned', changes: ['Nothing'] },
      { number: 2, from: 'February 1, 2026', state: 'present', changes: ['Hold: 3 days instead of 0 days'] },
      { number: 1, from: 'January 1, 2024', state: 'past', changes: ['The first version'] },
    ])
  })
})
