import { fail, ok, type Result } from '@/lib/core/result'
import type { Say } from '@/lib/experience/say'
import { lowestPaidTier } from '@/lib/loyalty/programme'
import type { LoyaltyProgram, Tier } from '@/lib/loyalty/schema'

/** A setting that the studio can ask "what if" about, and put in force. */
export type Setting = {
  /** As `withSetting` names it: "tiers.bronze.threshold". */
  path: string
  label: string
  /** What it is today, as a person writes it: "$4,000.00", "12". */
  today: string
  unit: 'money' | 'count'
  /** The group that can be taken away as a whole, with all its settings: "cycle". Then "none" is an answer too. */
  optional?: 'cycle' | 'validity' | 'points'
}

/** The settings of a programme that one figure says, tiers from low to high. */
export function settingsOf(programme: LoyaltyProgram, say: Say): Setting[] {
  const { t, money, number } = say
  const { window, hold, cycle, validity, points } = programme
  const none = t('studio.value.none')
  const count = (path: string, label: string, value: number | null | undefined): Setting => {
    return { path, label, today: typeof value === 'number' ? number(value) : none, unit: 'count' }
  }
  return [
    ...programme.tiers.flatMap((tier): Setting[] => {
      const named = { tier: tier.name }
      const amount = (path: string, label: string, value: number): Setting => {
        return { path: `tiers.${tier.key}.${path}`, label, today: money(value), unit: 'money' }
      }
      return [
        amount('threshold', t('studio.setting.threshold', named), tier.threshold),
        ...(cycle && tier.threshold > 0
          ? [amount('keep', t('studio.setting.keep', named), tier.keep ?? tier.threshold)]
          : []),
        ...percentagesOf(tier, say).map(({ path, label, value }) => count(path, label, value)),
      ]
    }),
    ...(window.kind === 'rolling' ? [count('window.days', t('studio.setting.windowDays'), window.days)] : []),
    count('hold.days', t('studio.setting.holdDays'), hold.days),
    { ...count('cycle.months', t('studio.setting.cycleMonths'), cycle?.months), optional: 'cycle' },
    ...(cycle ? [count('cycle.graceDays', t('studio.setting.graceDays'), cycle.graceDays)] : []),
    { ...count('validity.years', t('studio.setting.validityYears'), validity?.years), optional: 'validity' },
    {
      ...count('points.perUnit', t('studio.setting.pointsPerUnit', { unit: say.unit }), points?.perUnit),
      optional: 'points',
    },
    ...(points
      ? [
          {
            path: 'points.worth',
            label: t('studio.setting.pointsWorth'),
            today: money(points.worth),
            unit: 'money' as const,
          },
        ]
      : []),
  ]
}

/** The setting that the form begins with: the threshold of the lowest tier that has to be earned, else the first one. */
export function usualSetting(programme: LoyaltyProgram, settings: readonly Setting[]): Setting | undefined {
  const path = `tiers.${lowestPaidTier(programme)?.key}.threshold`
  return settings.find((setting) => setting.path === path) ?? settings[0]
}

/** The percentages that a tier gives; where it gives none, the one on every order that it could give. */
function percentagesOf(tier: Tier, { t }: Say): { path: string; label: string; value: number | null }[] {
  const named = { tier: tier.name }
  const given = tier.benefits.flatMap((benefit, place) =>
    benefit.kind === 'percent-off'
      ? [
          {
            path: `tiers.${tier.key}.benefits.${place}.percent`,
            label: t(
              benefit.on === 'every-order' ? 'studio.setting.percentEvery' : 'studio.setting.percentNext',
              named,
            ),
            value: benefit.percent,
          },
        ]
      : [],
  )
  if (given.length > 0) return given
  const path = `tiers.${tier.key}.benefits.percent-off.percent`
  return [{ path, label: t('studio.setting.percentEvery', named), value: null }]
}

/** Why what was typed is no value: the message's key. */
export type Unreadable = 'studio.whatIf.noAmount' | 'studio.whatIf.noCount' | 'studio.whatIf.noValue'

const AMOUNT = /^(?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.\d{1,2})?$/
const COUNT = /^\d{1,6}(?:\.\d{1,4})?$/

/**
 * What somebody typed for a setting, as `withSetting` takes it: "tiers.bronze.threshold=3500.00". An amount may be
 * written as the shop writes it ("$3,500.00"), a percentage with its sign; `none` (the shop's word for it) takes an
 * optional group away. Whether the programme can be run with it, `withSetting` says.
 */
export function typedSetting(setting: Setting, typed: string, none: string): Result<string, Unreadable> {
  const text = typed.trim()
  if (text === '') return fail('studio.whatIf.noValue')
  if (setting.optional && text.toLowerCase() === none.toLowerCase()) return ok(`${setting.optional}=null`)
  if (setting.unit === 'money') {
    const plain = text.replace(/^[^\d.,-]+|[^\d.,-]+$/g, '')
    return AMOUNT.test(plain) ? ok(`${setting.path}=${plain.replaceAll(',', '')}`) : fail('studio.whatIf.noAmount')
  }
  const plain = text.replace(/\s*%$/, '')
  return COUNT.test(plain) ? ok(`${setting.path}=${plain}`) : fail('studio.whatIf.noCount')
}
