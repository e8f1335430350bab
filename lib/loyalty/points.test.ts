import { describe, expect, it } from 'vitest'
import { parseProgramme } from './programme'
import { sorento } from './presets/sorento'
import { bought, join, returned, standing } from './standing.fixture'
import type { Transaction } from './schema'

describe('points', () => {
  const points = (asOf: string, ...facts: Transaction[]) => standing(asOf, [join('2026-01-01')], facts).points

  it('are one per whole dollar, before any tier too', () => {
    expect(points('2026-02-01', bought('2026-01-02', 99.99))).toBe(99)
    expect(points('2026-02-01', bought('2026-01-02', 0.99))).toBe(0)
  })

  it('are multiplied by the tier held after the purchase', () => {
    const facts = [bought('2026-01-02', 4_190, 'a'), bought('2026-01-03', 3_810, 'b'), bought('2026-01-04', 7_000, 'c')]
    expect(points('2026-01-02', ...facts)).toBe(4_190)
    expect(points('2026-01-03', ...facts)).toBe(4_190 + 2 * 3_810)
    expect(points('2026-01-04', ...facts)).toBe(4_190 + 2 * 3_810 + 3 * 7_000)
  })

  it('go back with what is returned, as they were given', () => {
    const facts = [bought('2026-01-02', 8_000, 'a'), returned('2026-01-05', 1_000.5, 'a')]
    expect(points('2026-01-04', ...facts)).toBe(16_000)
    expect(points('2026-01-05', ...facts)).toBe(2 * 6_999)
    expect(points('2026-02-01', ...facts, returned('2026-01-06', 6_999.5, 'a'))).toBe(0)
  })

  it('go back once, also where two purchases carry one order', () => {
    const facts = [bought('2026-01-02', 100, 'a'), bought('2026-01-03', 100, 'a')]
    expect(points('2026-02-01', ...facts, returned('2026-01-05', 150, 'a'))).toBe(50)
    expect(points('2026-02-01', ...facts, returned('2026-01-05', 250, 'a'))).toBe(0)
  })

  it('have the multiplier of the lowest tier too', () => {
    const [bronze, ...higher] = sorento.tiers
    const benefits = [{ kind: 'points-multiplier', factor: 5 }]
    const programme = parseProgramme({ ...sorento, tiers: [{ ...bronze, benefits }, ...higher] })
    const facts = [bought('2026-01-02', 3_999), bought('2026-01-03', 1)]
    expect(standing('2026-02-01', [join('2026-01-01')], facts, programme).points).toBe(3_999 + 5)
  })

  it('stay when the purchase leaves the window', () => {
    expect(points('2028-01-01', bought('2026-01-02', 500))).toBe(500)
  })

  it('do not lose one to binary fractions', () => {
    const programme = parseProgramme({ ...sorento, pointsPerUnit: 0.29 })
    expect(standing('2026-02-01', [join('2026-01-01')], [bought('2026-01-02', 100)], programme).points).toBe(29)
  })
})
