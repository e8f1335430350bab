import { describe, expect, it } from 'vitest'
import { sayIn } from '@/lib/experience/say'
import { classic } from '@/lib/loyalty/presets/classic'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { settingsOf, typedSetting, usualSetting } from './settings'
import { tried } from './tried'

const say = sayIn('en-US', 'USD', 'UTC')
const zloty = sayIn('en-US', 'PLN', 'UTC')
const ask = (setting: string, value: string, programme: LoyaltyProgram = sorento) =>
  tried(programme, { setting, value }, programme === classic ? zloty : say)
const fault = (...asked: Parameters<typeof ask>) => {
  const result = ask(...asked)
  return result.ok ? null : result.fault
}
const change = (...asked: Parameters<typeof ask>) => {
  const result = ask(...asked)
  return result.ok ? result.value.change : null
}

describe('the settings to choose from', () => {
  it('are those that this programme has, with what they are today', () => {
    const settings = settingsOf(sorento, say)
    expect(settings.map(({ label, today }) => `${label}: ${today}`)).toEqual([
      'Threshold of Bronze: $4,000.00',
      'To keep Bronze: $4,000.00',
      'Bronze, % off the next order: 10',
      'Threshold of Silver: $8,000.00',
      'To keep Silver: $8,000.00',
      'Silver, % off the next order: 10',
      'Threshold of Gold: $15,000.00',
      'To keep Gold: $15,000.00',
      'Gold, % off every order: none',
      'Window, in days: 365',
      'Hold, in days: 0',
      'Cycle, in months: 12',
      'Grace, in days: 0',
      'Membership, in years: 3',
      'Points for each dollar: 1',
      'What a point is worth: $0.02',
    ])
    expect(usualSetting(sorento, settings)?.label).toBe('Threshold of Bronze')
  })

  it('follow the programme', () => {
    const settings = settingsOf(classic, zloty)
    expect(usualSetting(classic, settings)?.label).toBe('Threshold of Green')
    const labels = settings.map(({ label }) => label)
    expect(labels).toContain('Golden, % off every order')
    expect(labels).not.toContain('To keep Golden')
    expect(settings.find(({ path }) => path === 'cycle.months')?.today).toBe('none')
  })

  it.each([
    ['sorento', sorento, say],
    ['classic', classic, zloty],
  ] as const)('can each be tried, in %s', (_, programme: LoyaltyProgram, speak) => {
    for (const { path, label, unit, today } of settingsOf(programme, speak)) {
      const amounts: [end: string, value: string][] = [
        ['threshold', today.replace('.00', '.01')],
        ['keep', String(Number(today.replace(/[^\d.]/g, '')) - 0.5)],
      ]
      const value = unit === 'money' ? (amounts.find(([end]) => path.endsWith(end))?.[1] ?? '0.01') : '7'
      const result = tried(programme, { setting: path, value }, speak)
      expect(result, label).toMatchObject({ ok: true })
    }
  })

  it.each(['$3,500.00', '3500', '3,500', ' 3500.00 ', '3500.00 USD'])('an amount may be written "%s"', (typed) => {
    expect(change('tiers.bronze.threshold', typed)).toBe('Threshold of Bronze: $3,500.00 instead of $4,000.00')
  })

  it('a percentage may carry its sign, and none takes a group away', () => {
    expect(change('tiers.bronze.benefits.0.percent', '12.5%')).toBe(
      'Bronze gives: 12.5% off the next order instead of 10% off the next order',
    )
    expect(change('tiers.gold.benefits.percent-off.percent', '5')).toBe('Gold gives: 5% off every order, new')
    expect(change('cycle.months', 'None')).toContain('Cycle: none instead of 12 months')
    expect(change('cycle.months', '6', classic)).toContain('Cycle: 6 months instead of none')
  })
})

describe('a value that cannot be', () => {
  it.each(['3.500,00', '3,50', '-5', 'four thousand', '1e3', '3500.005', '0x10', '9'.repeat(400)])(
    'is no amount: "%s"',
    (typed) => expect(fault('tiers.bronze.threshold', typed)).toBe('Write an amount such as 3,500.00.'),
  )
  it.each(['-1', 'many', '1e9', '12345678', 'null', '[]'])('is no number: "%s"', (typed) =>
    expect(fault('hold.days', typed)).toBe('Write a number such as 30.'),
  )
  it('is nothing, the same as today, or of a setting that there is not', () => {
    expect(fault('hold.days', ' ')).toBe('Write what it should be.')
    expect(fault('hold.days', '0')).toBe('That is what the programme says today.')
    expect(fault('tiers.green.threshold', '5')).toBe('This programme has no such setting. Choose one from the list.')
    for (const path of ['__proto__', 'name', 'currency', '']) expect(fault(path, '1')).not.toBeNull()
  })
  it('is refused with the programme’s own path and reason', () => {
    const said = fault('tiers.bronze.threshold', '9,000')
    expect(said).toContain('tiers.1.threshold: must be above Bronze')
    expect(fault('hold.days', '1.5')).toContain('hold.days: ')
    expect(fault('tiers.bronze.benefits.0.percent', '101')).toContain('tiers.0.benefits.0.percent: ')
    expect(fault('cycle.months', '0')).toContain('cycle.months: ')
  })
})

it('a group is only taken away where it can be', () => {
  const hold = { path: 'hold.days', label: '', today: '', unit: 'count' } as const
  expect(typedSetting(hold, 'none', 'none')).toEqual({ ok: false, fault: 'studio.whatIf.noCount' })
})
