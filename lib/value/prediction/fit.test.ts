import { describe, expect, it } from 'vitest'
import { fitBgNbd, logLikelihoodOf } from './bg-nbd'
import { fitGammaGamma } from './gamma-gamma'
import { simulateBgNbd, simulateGammaGamma } from './simulated.fixture'

const CDNOW = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }

describe('BG/NBD', () => {
  it.each([
    ['a record shop’s', CDNOW],
    ['a shop’s where people buy twice a year and stay', { r: 0.9, alpha: 25, a: 0.3, b: 4 }],
    ['a shop’s where everybody differs', { r: 2, alpha: 4, a: 1.5, b: 2 }],
  ])('finds again what %s customers are made with', (_, params) => {
    const summaries = simulateBgNbd(params, 6_000, 104, 1)
    const found = fitBgNbd(summaries)
    const gained = (found?.logLikelihood ?? 0) - logLikelihoodOf(params, summaries)
    // Twice what a fit gains on the truth is chi-squared with four degrees of freedom: above 18.5 once in a thousand.
    expect(gained).toBeGreaterThan(0)
    expect(gained).toBeLessThan(18.5 / 2)
    for (const name of ['r', 'alpha'] as const) expect((found?.[name] ?? 0) / params[name]).toBeCloseTo(1, 0)
  })

  it('stands on a top: every step away is less likely', () => {
    const summaries = simulateBgNbd(CDNOW, 3_000, 78, 2)
    const { logLikelihood, ...params } = fitBgNbd(summaries) ?? { ...CDNOW, logLikelihood: 0 }
    expect(logLikelihoodOf(params, summaries)).toBe(logLikelihood)
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      for (const by of [0.99, 1.01]) {
        expect(logLikelihoodOf({ ...params, [name]: params[name] * by }, summaries)).toBeLessThan(logLikelihood)
      }
    }
  })

  it('says the same in days as in weeks, but for the unit of time', () => {
    const weeks = simulateBgNbd(CDNOW, 2_000, 78, 3)
    const inWeeks = fitBgNbd(weeks)
    const inDays = fitBgNbd(weeks.map(({ x, tx, T }) => ({ x, tx: tx * 7, T: T * 7 })))
    expect((inDays?.alpha ?? 0) / (inWeeks?.alpha ?? 1)).toBeCloseTo(7, 3)
    for (const name of ['r', 'a', 'b'] as const) expect(inDays?.[name]).toBeCloseTo(inWeeks?.[name] ?? 0, 3)
  })

  it('is not led astray by one customer of a million years', () => {
    const summaries = simulateBgNbd(CDNOW, 1_000, 78, 6)
    const found = fitBgNbd([...summaries, { x: 0, tx: 0, T: 5e7 }])
    expect(found?.r).toBeCloseTo(fitBgNbd(summaries)?.r ?? 0, 1)
  })

  it('does not care in which order customers come, or how often one is like another', () => {
    const summaries = simulateBgNbd(CDNOW, 1_000, 78, 4)
    const once = fitBgNbd(summaries)
    const twice = fitBgNbd([...summaries.toReversed(), ...summaries])
    for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(twice?.[name]).toBeCloseTo(once?.[name] ?? 0, 4)
  })

  it('fits 25,000 customers in less than ten seconds', () => {
    const summaries = simulateBgNbd({ r: 0.9, alpha: 25, a: 0.3, b: 4 }, 25_000, 156, 5)
    const began = performance.now()
    expect(fitBgNbd(summaries)).not.toBeNull()
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  it.each([
    ['nobody', []],
    ['nobody who bought again', [{ x: 0, tx: 0, T: 40 }]],
    ['no time since', [{ x: 1, tx: 0, T: 0 }]],
  ])('learns nothing from %s', (_, summaries) => {
    expect(fitBgNbd(summaries)).toBeNull()
  })

  it.each([
    ['one customer', [{ x: 3, tx: 30, T: 40 }]],
    ['customers who are all alike', Array.from({ length: 100 }, () => ({ x: 2, tx: 20, T: 20 }))],
    [
      'a thousand purchases in no time',
      [
        { x: 1_000, tx: 0, T: 0 },
        { x: 0, tx: 0, T: 1 },
      ],
    ],
    [
      'ten thousand purchases and two thousand years',
      [
        { x: 10_000, tx: 9e4, T: 1e5 },
        { x: 0, tx: 0, T: 1e5 },
      ],
    ],
  ])('gives numbers for %s', (_, summaries) => {
    const found = fitBgNbd(summaries)
    for (const value of Object.values(found ?? {})) expect(Number.isFinite(value)).toBe(true)
    for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(found?.[name]).toBeGreaterThan(0)
  })
})

describe('Gamma-Gamma', () => {
  it('finds again what customers were made with', () => {
    const params = { p: 6.25, q: 3.74, gamma: 15.44 }
    const found = fitGammaGamma(simulateGammaGamma(params, 20_000, 1))
    for (const name of ['p', 'q', 'gamma'] as const) {
      expect(Math.abs((found?.[name] ?? 0) / params[name] - 1), name).toBeLessThan(0.1)
    }
  })

  it('says the same in cents, but for the unit of money', () => {
    const rows = simulateGammaGamma({ p: 6, q: 4, gamma: 900 }, 2_000, 2)
    const whole = fitGammaGamma(rows)
    const cents = fitGammaGamma(rows.map(({ x, zbar }) => ({ x, zbar: zbar * 100 })))
    expect((cents?.gamma ?? 0) / (whole?.gamma ?? 1)).toBeCloseTo(100, 1)
    expect(cents?.p).toBeCloseTo(whole?.p ?? 0, 3)
    expect(cents?.q).toBeCloseTo(whole?.q ?? 0, 3)
  })

  it('hears only who bought again and paid for it', () => {
    const rows = simulateGammaGamma({ p: 6, q: 4, gamma: 15 }, 500, 3)
    expect(fitGammaGamma([...rows, { x: 0, zbar: 50 }, { x: 3, zbar: 0 }])).toEqual(fitGammaGamma(rows))
  })

  it.each([
    ['nobody', []],
    ['one customer', [{ x: 2, zbar: 10 }]],
    [
      'one value',
      [
        { x: 2, zbar: 10 },
        { x: 5, zbar: 10 },
      ],
    ],
    [
      'nobody who bought again',
      [
        { x: 0, zbar: 10 },
        { x: 0, zbar: 20 },
      ],
    ],
  ])('learns nothing from %s', (_, rows) => {
    expect(fitGammaGamma(rows)).toBeNull()
  })

  it('gives numbers for money of every size', () => {
    for (const size of [1e-6, 1, 1e9]) {
      const found = fitGammaGamma([1, 2, 5, 9].map((zbar) => ({ x: 10_000, zbar: zbar * size })))
      for (const value of Object.values(found ?? { none: Number.NaN })) expect(Number.isFinite(value)).toBe(true)
    }
  })
})
