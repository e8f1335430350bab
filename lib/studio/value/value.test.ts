import { describe, expect, it } from 'vitest'
import { sayIn } from '@/lib/experience/say'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { BaseReport } from '@/lib/value/base/schema'
import type { Factors } from '@/lib/value/factors/schema'
import type { BaseValue } from '@/lib/value/schema'
import { WEIGHT_PRESETS } from '@/lib/value/weights'
import { monthsView, movesView, scoresView, summaryView, topView } from './base-view'
import { factorsView } from './factors-view'
import { fittedView, leaving, timesAYear, worth } from './fitted-view'
import { sameSettings, settingsAsked, settingsForm, vipWords, weightsWords, type ValueSettings } from './settings'
import { decimals, percent } from './words'

const say = sayIn('en-US', 'USD', 'UTC')
const some = { prospect: 3, 'one-timer': 2, repeat: 4, vip: 1 }
const none = { prospect: 0, 'one-timer': 0, repeat: 0, vip: 0 }
const report: BaseReport = {
  ...{ currency: 'USD', customers: 10, buyers: 7, active: 6, spend: 1_234_567_89, atRisk: 1 },
  trends: { rising: 1, steady: 4, declining: 1 },
  scores: {
    without: 4,
    buckets: [
      { from: 0, to: 5, customers: 4 },
      { from: 5, to: 10, customers: 2 },
    ],
  },
  concentration: {
    ...{ customers: 7, spend: 100, topFifth: 0.634 },
    curve: Array.from({ length: 101 }, (_, i) => ({ customers: i / 100, spend: Math.sqrt(i / 100) })),
  },
  segments: some,
  months: Array.from({ length: 12 }, (_, i) => {
    return { day: `${i < 2 ? 2025 : 2026}-${String(((i + 10) % 12) + 1).padStart(2, '0')}-28`, segments: some }
  }),
  movement: {
    since: '2026-08-23',
    from: {
      new: { ...none, prospect: 2 },
      prospect: { ...none, prospect: 1, 'one-timer': 1 },
      'one-timer': { ...none, repeat: 2, 'one-timer': 1 },
      repeat: { ...none, repeat: 1 },
      vip: { ...none, repeat: 1, vip: 1 },
    },
  },
  tiers: [],
  fitted: { customers: 7, logLikelihood: -9582.43 },
}

describe('the base in words', () => {
  it('is summed up in a sentence', () => {
    expect(summaryView(report, say).sentence).toBe(
      '6 customers have a score, one is at risk. Of those with a score 1 rise, 4 are steady and 1 decline.',
    )
    expect(summaryView({ ...report, active: 0, atRisk: 0 }, say)).toMatchObject({ risk: null })
  })

  it('spreads scores over bars, those without one first', () => {
    const { bars, table, label } = scoresView(report, say)
    expect(bars.map((bar) => [bar.label, bar.written])).toEqual([
      ['none', '4'],
      ['0 to 5', '4'],
      ['5 to 10', '2'],
    ])
    expect(label).toBe('Customers by score: none: 4, 0 to 5: 4, 5 to 10: 2.')
    expect(table.rows.map(({ cells }) => cells[2])).toEqual(['40%', '40%', '20%'])
  })

  it('says what the top fifth spent, and draws it', () => {
    const { sentence, chart } = topView(report, say)
    expect(sentence).toBe('The top 20% of the 7 who spent anything account for 63% of all spend.')
    expect(chart?.mark).toEqual({ at: 20, label: '20%' })
    expect(chart?.table.rows.map(({ cells }) => cells)).toContainEqual(['20%', '45%'])
    const nobody = { ...report, concentration: { customers: 0, spend: 0, topFifth: null, curve: [] } }
    expect(topView(nobody, say)).toEqual({ sentence: 'Nobody has spent anything yet.', chart: null })
  })

  it('stacks segments by month, the strongest at the bottom, and lists the newest first', () => {
    const { parts, across, table, ticks } = monthsView(report, say)
    expect(parts.map(({ label }) => label)).toEqual(['VIP', 'Repeat', 'One order', 'Prospect'])
    expect([across[0], across.at(-1)]).toEqual(['Nov 2025', 'Oct 2026'])
    expect(table.rows[0]?.cells).toEqual(['Oct 2026', '1', '4', '2', '3'])
    expect(ticks.at(-1)?.value).toBe(10)
  })

  it('counts who moved up and down; who is new moved nowhere', () => {
    const { sentence, rows } = movesView(report, say)
    expect(sentence).toBe('Since August 23, 2026 3 customers moved up and one moved down.')
    expect(rows.map(({ label }) => label)).toEqual(['Not here yet', 'Prospect', 'One order', 'Repeat', 'VIP'])
    expect(rows[1]?.cells.map(({ written, under, still }) => [written, under, still])).toEqual([
      ['1', '50%', true],
      ['1', '50%', false],
      ['0', '0%', false],
      ['0', '0%', false],
    ])
  })
})

describe('the fitted parameters', () => {
  // Of CDNOW, as Fader, Hardie and Lee published them.
  const bgNbd = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }
  const gammaGamma = { p: 6.25, q: 3.74, gamma: 15.44 }
  const base = { bgNbd, gammaGamma } as BaseValue // all that is read of it

  it('are told by what they mean', () => {
    expect(timesAYear(bgNbd)).toBeCloseTo(2.868, 3)
    expect(leaving(bgNbd)).toBeCloseTo(0.2463, 4)
    expect(worth(gammaGamma)).toBeCloseTo(35.22, 2)
    expect(fittedView(base, report, say).sentences).toEqual([
      'Fitted on 7 customers with a purchase.',
      'While they stay, customers buy 2.9 times a year on average; after each purchase 25% of them leave for good.',
      'An average customer’s order is worth $35.22 in the long run.',
    ])
    expect(fittedView(base, report, say).table.rows).toHaveLength(8)
  })

  it('say so where there are none, or no mean', () => {
    expect(worth({ p: 1, q: 0.9, gamma: 1 })).toBeNull()
    const nothing = { bgNbd: null, gammaGamma: null } as BaseValue // all that is read of it
    expect(fittedView(nothing, { ...report, fitted: { customers: 0, logLikelihood: null } }, say)).toMatchObject({
      sentences: ['There is too little to fit yet: nothing is predicted.'],
      table: { rows: [] },
    })
  })
})

it('factors are told with their verdicts, and only clear ones are full', () => {
  const factors: Factors = {
    ...{ since: '2026-08-23T18:00:00.000Z', customers: 2_000, of: 3_000, buyers: 400, mean: 12_345, comparisons: 3 },
    measures: [
      {
        ...{ measure: 'wishlist', customers: 2_000, differing: 300, verdict: 'more' },
        correlation: { estimate: 0.213, low: 0.1, high: 0.32 },
      },
      {
        ...{ measure: 'visits', customers: 2_000, differing: 900, verdict: 'none' },
        correlation: { estimate: -0.01, low: -0.05, high: 0.03 },
      },
      { measure: 'reviews', customers: 2_000, differing: 12, verdict: 'few', correlation: null },
    ],
    groups: [
      {
        ...{ grouping: 'country', value: 'PL', customers: 120, verdict: 'less' },
        difference: { estimate: -5_040, low: -9_000, high: -1_100 },
      },
      { grouping: 'channel', value: 'kiosk', customers: 3, verdict: 'few', difference: null },
    ],
  }
  const { intro, ranks, means, judged } = factorsView(factors, say)
  expect(intro).toMatch(/^Of 2,000 customers known on August 23, 2026 \(drawn by lot of 3,000\):.*mean is \$123\.45\.$/)
  expect(judged).toMatch(/^3 comparisons were made and judged together.*at least 0\.1.*25% of the mean\.$/)
  expect(ranks.rows.map(({ label, written, full }) => [label, written, full])).toEqual([
    ['Wishlist', '0.21: goes with more', true],
    ['Visits, last 90 days', '−0.01: no sign of it', false],
    ['Reviews written', 'too few to say (12)', false],
  ])
  expect(means.rows.map(({ label, written }) => [label, written])).toEqual([
    ['Country: Poland', '−$50: goes with less'],
    ['Bought last: kiosk', 'too few to say (3)'],
  ])
  expect(means.table.rows[0]?.cells).toEqual(['Country: Poland', '120', '−$50', '−$90 to −$11', 'goes with less'])
})

describe('how value is counted', () => {
  const now: ValueSettings = { weights: [...WEIGHT_PRESETS.standard], vip: { by: 'score', share: 0.05 } }
  const asked = (fields: Record<string, unknown>, before = now) => settingsAsked(fields, before, sorento, say)

  it('is shown with its weeks', () => {
    expect(weightsWords(now.weights, say)).toBe(
      '2 for weeks 1 to 13, 1.5 for weeks 14 to 26, 1 for weeks 27 to 39 and 0.5 for weeks 40 to 52',
    )
    expect(weightsWords(WEIGHT_PRESETS.newest, say)).toMatch(/^2 for week 1, 1 for weeks 2 to 18, 0\.67 for weeks/)
    expect(vipWords(now.vip, sorento, say)).toBe('the top 5% of those with a score')
    expect(vipWords({ by: 'tier', tier: 'gold' }, sorento, say)).toBe('whoever holds Gold or a higher tier')
    expect(settingsForm(now, sorento, say)).toMatchObject({ preset: 'standard', by: 'score', share: '5', tier: 'gold' })
  })

  it('is read as a person writes it', () => {
    expect(asked({ weights: 'newest', vipBy: 'score', share: '2,5 %' })).toEqual({
      ok: true,
      value: { weights: WEIGHT_PRESETS.newest, vip: { by: 'score', share: 0.025 } },
    })
    // What its other half asks is not looked at.
    expect(asked({ weights: 'standard', vipBy: 'tier', tier: 'silver', share: 'x' })).toMatchObject({
      value: { vip: { by: 'tier', tier: 'silver' } },
    })
    const same = asked({ weights: 'standard', vipBy: 'score', share: '5' })
    expect(same.ok && sameSettings(same.value, now)).toBe(true)
  })

  it.each(['', '0', '0.05', '51', '-1', '5%%', 'five', '1e1', 'Infinity', '5.12345'])(
    'refuses the share “%s”',
    (share) => {
      expect(asked({ weights: 'standard', vipBy: 'score', share })).toEqual({
        ok: false,
        fault: { share: 'Write a number from 0.1 to 50, such as 5.' },
      })
    },
  )

  it('refuses at each field what is no choice of it', () => {
    expect(asked({})).toMatchObject({ ok: false, fault: { weights: expect.anything(), vipBy: expect.anything() } })
    expect(asked({ weights: '__proto__', vipBy: 'tier', tier: 'platinum' })).toEqual({
      ok: false,
      fault: { weights: 'Choose weights from the list.', tier: 'Choose a tier of the programme.' },
    })
    expect(asked({ weights: ['standard'], vipBy: 7 }).ok).toBe(false)
  })

  it('lets weights of somebody’s own stay, and only them', () => {
    const own = { ...now, weights: [{ until: 52, weight: 1 }] }
    expect(settingsForm(own, sorento, say).presets.map(({ value }) => value)).toEqual(['standard', 'newest', 'own'])
    expect(asked({ weights: 'own', vipBy: 'score', share: '5' }, own)).toMatchObject({
      value: { weights: own.weights },
    })
    expect(asked({ weights: 'own', vipBy: 'score', share: '5' }).ok).toBe(false)
  })
})

describe('a share', () => {
  it.each([
    [0, '0%'],
    [1, '100%'],
    [0.634, '63%'],
    [0.004, '0.4%'],
    [0.00001, '0.1%'],
    [0.99999, '99.9%'],
  ])('of %d is %s', (share, words) => expect(percent(share, say)).toBe(words))

  it('is never a minus nothing', () => {
    expect(decimals(-0.001, 2, say)).toBe('0.00')
    expect(decimals(-1.5, 1, say)).toBe('−1.5')
  })
})
