import { describe, expect, it } from 'vitest'
import type { MetricKey } from '@/lib/experiments/schema'
import type { Bounds, Finding, MetricResult } from '@/lib/measure/schema'
import { findingSentence, findingShort, isVerdict } from './finding'
import { again, reportOf, say } from './results.fixture'

const bounds = (low: number, high: number): Bounds => ({
  absolute: { value: (low + high) / 2, low, high },
  relative: null,
})

const found = (finding: Finding, over: Partial<MetricResult> = {}): MetricResult => ({
  ...{ metric: 'retention', arm: 'personal', good: 'up', notAbout: 3, explained: 0, finding },
  ...{ control: { customers: 1_000, mean: 0.2 }, treated: { customers: 1_000, mean: 0.231 } },
  ...{ fixed: bounds(0.01, 0.052), sequential: bounds(0.004, 0.058) },
  ...over,
})
const sentence = (finding: Finding, over: Partial<MetricResult> = {}, complete = true) =>
  findingSentence(found(finding, over), { control: 'generic', windowDays: 90, complete }, say)

describe('a finding in a sentence', () => {
  it('says that nothing can be concluded, and why, where the ratio is off', () => {
    expect(sentence({ key: 'ratio', chiSquared: 12.8164, p: 3.436e-4 })).toBe(
      'Nothing can be concluded: the arms do not have as many customers as they should (chi-squared 12.82, p = 3.4e−4). Something decides who is logged.',
    )
  })

  it('says how few there are', () => {
    expect(sentence({ key: 'too-few', customers: 1_204, active: 1 })).toBe(
      'Too few to say anything: 1,204 customers were measured, and one of them has something to count.',
    )
    expect(sentence({ key: 'too-few', customers: 0, active: 0 })).toBe(
      'Too few to say anything: nobody it is about was measured, and none of them has anything to count.',
    )
    expect(sentence({ key: 'too-few', customers: 0, active: 0 }, { notAbout: 0 })).toBe(
      'Nobody has been measured yet: a customer is, 90 days after they first saw it.',
    )
  })

  it('says how many are missing instead of a verdict', () => {
    expect(sentence({ key: 'underpowered', stillNeeded: 1_240, needed: 3_240 })).toBe(
      'Underpowered: 1,240 more customers are needed, 3,240 in all, before a difference worth having would show.',
    )
    expect(sentence({ key: 'underpowered', stillNeeded: 1, needed: 2_001 })).toBe(
      'Underpowered: one more customer is needed, 2,001 in all, before a difference worth having would show.',
    )
  })

  it('says a verdict with the interval that may be looked at by then', () => {
    expect(sentence({ key: 'better', by: 'fixed' })).toBe(
      'Of those shown “The personal page”, more of them bought again: 23.1% against 20% of “The generic page”. The difference is between +1.0 points and +5.2 points (95%).',
    )
    expect(sentence({ key: 'better', by: 'sequential' }, {}, false)).toBe(
      'Of those shown “The personal page”, more of them bought again: 23.1% against 20% of “The generic page”. The difference is between +0.4 points and +5.8 points (95%, at whatever moment one looks).',
    )
  })

  it('says which way in the metric’s own words: fewer unsubscribed is better', () => {
    const fewer = { metric: 'unsubscribe', good: 'down', fixed: bounds(-0.03, -0.01) } as const
    expect(sentence({ key: 'better', by: 'fixed' }, fewer)).toMatch(/fewer of them said no to messages/)
    expect(sentence({ key: 'worse', by: 'fixed' }, { ...fewer, fixed: bounds(0.01, 0.03) })).toMatch(
      /more of them said no to messages/,
    )
    const all: MetricKey[] = ['retention', 'second-purchase', 'tier-upgrade', 'spend', 'value-score']
    for (const metric of all) {
      expect(sentence({ key: 'worse', by: 'fixed' }, { metric })).toMatch(/fewer|less/)
      expect(sentence({ key: 'better', by: 'fixed' }, { metric })).toMatch(/more/)
    }
  })

  it('says money as money and scores as points a week', () => {
    const spend = { metric: 'spend', control: { customers: 500, mean: 41_230.4 }, fixed: bounds(-1_420, 99) } as const
    expect(sentence({ key: 'no-sign' }, { ...spend, treated: { customers: 500, mean: 40_000 } })).toBe(
      'No sign of a difference, and one worth having would probably have shown: $400.00 of “The personal page” against $412.30 of “The generic page”, a difference between −$14.20 and +$0.99 (95%).',
    )
    const score = { metric: 'value-score', control: { customers: 500, mean: -0.314 } } as const
    expect(sentence({ key: 'open' }, score)).toContain('against −0.31 of “The generic page”')
  })

  it('says that it is not clear yet', () => {
    expect(sentence({ key: 'open' })).toBe(
      'Not clear yet: there are enough customers, but the experiment is not over. So far 23.1% of “The personal page” against 20% of “The generic page”.',
    )
  })
})

describe('a finding beside its drawing', () => {
  it('is short, and stands out where it is a verdict', () => {
    const short = (finding: Finding) => findingShort(found(finding), say)
    expect(short({ key: 'ratio', chiSquared: 20, p: 1e-6 })).toBe('nothing can be concluded')
    expect(short({ key: 'too-few', customers: 3, active: 1 })).toBe('too few to say')
    expect(short({ key: 'underpowered', stillNeeded: 1_240, needed: 2_000 })).toBe('underpowered: 1,240 more needed')
    expect(short({ key: 'better', by: 'fixed' })).toBe('+3.1 points: better')
    expect(short({ key: 'worse', by: 'fixed' })).toBe('+3.1 points: worse')
    expect(short({ key: 'open' })).toBe('+3.1 points: not clear yet')
    expect(short({ key: 'no-sign' })).toBe('+3.1 points: no sign')
    expect(isVerdict(found({ key: 'better', by: 'fixed' }))).toBe(true)
    expect(isVerdict(found({ key: 'open' }))).toBe(false)
  })
})

describe('what is said follows the data', () => {
  const told = (generic: number, personal: number, days = 300) => {
    const report = reportOf([...again('generic', 1_000, generic), ...again('personal', 1_000, personal)], days)
    const [metric] = report.result.metrics
    return metric ? findingSentence(metric, { ...report.experiment, ...report.result }, say) : ''
  }

  it('a clear effect is told, and its opposite', () => {
    expect(told(200, 300)).toContain('more of them bought again: 30% against 20%')
    expect(told(300, 200)).toContain('fewer of them bought again: 20% against 30%')
  })

  it('no effect is no sign of one, and nothing before the windows are over', () => {
    expect(told(200, 201)).toMatch(/^No sign of a difference/)
    expect(told(200, 300, 60)).toMatch(/^Nobody has been measured yet/)
  })
})
