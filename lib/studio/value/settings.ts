import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/core/result'
import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import type { VipRule, Weights } from '@/lib/value/schema'
import { presetOf, WEIGHT_PRESETS, type WeightPreset } from '@/lib/value/weights'
import { percent, weightWords } from './words'

/** How value is counted: the weights of weeks, and who is a VIP. */
export type ValueSettings = { weights: Weights; vip: VipRule }

/** Weights that no preset has stay as they are when this is chosen. */
const OWN = 'own'
const PRESETS = Object.keys(WEIGHT_PRESETS) as WeightPreset[] // its keys, as it was written

/** "2 for weeks 1 to 13, 1.5 for weeks 14 to 26, …" */
export function weightsWords(weights: Weights, say: Say): string {
  const { t } = say
  return say.list(
    weights.map(({ until, weight }, i) => {
      const from = (weights[i - 1]?.until ?? 0) + 1
      const words = { weight: weightWords(weight, say), from, until }
      return from === until ? t('valueStudio.settings.week', words) : t('valueStudio.settings.weeks', words)
    }),
  )
}

/** "the top 5% of those with a score" */
export function vipWords(vip: VipRule, { tiers }: LoyaltyProgram, say: Say): string {
  if (vip.by === 'score') return say.t('valueStudio.settings.vipScore', { share: percent(vip.share, say) })
  const tier = tiers.find(({ key }) => key === vip.tier)?.name ?? vip.tier
  return say.t('valueStudio.settings.vipTier', { tier })
}

/** What the form's fields begin with and offer. */
export function settingsForm({ weights, vip }: ValueSettings, { tiers }: LoyaltyProgram, say: Say) {
  const { t } = say
  const preset = presetOf(weights)
  const words = {
    standard: 'valueStudio.settings.standard',
    newest: 'valueStudio.settings.newest',
  } as const satisfies Record<WeightPreset, string>
  const presets = [
    ...PRESETS.map((name) => ({ value: name, label: t(words[name]), weights: WEIGHT_PRESETS[name] as Weights })),
    ...(preset ? [] : [{ value: OWN, label: t('valueStudio.settings.own'), weights }]),
  ]
  return {
    preset: preset ?? OWN,
    presets: presets.map(({ value, label }) => ({ value, label })),
    /** What each of them is: "Four quarters: 2 for weeks 1 to 13, …" */
    presetWords: presets
      .map((each) => t('valueStudio.settings.preset', { name: each.label, weights: weightsWords(each.weights, say) }))
      .join(' '),
    by: vip.by,
    ways: [
      { value: 'score', label: t('valueStudio.settings.byScore') },
      { value: 'tier', label: t('valueStudio.settings.byTier') },
    ],
    share: vip.by === 'score' ? String(Number((vip.share * 100).toPrecision(6))) : USUAL_SHARE,
    tier: vip.by === 'tier' ? vip.tier : (tiers.at(-1)?.key ?? ''),
    tiers: tiers.map(({ key, name }) => ({ value: key, label: name })),
  }
}

const USUAL_SHARE = '5'

const formSchema = z.object({
  weights: z.string().max(40),
  vipBy: z.string().max(20),
  share: z.string().max(20).default(''),
  tier: z.string().max(80).default(''),
})

/** Why nothing was saved, by field, in words. */
export type SettingsFault = Partial<Record<keyof z.infer<typeof formSchema>, string>>

/** Per cent as a person writes them: "5", "2,5 %". Null for anything else, and out of bounds. */
function shareOf(written: string): number | null {
  const text = /^(\d{1,3}(?:[.,]\d{1,3})?)\s*%?$/.exec(written.trim())?.[1]
  const share = text === undefined ? NaN : Number(text.replace(',', '.'))
  return share >= 0.1 && share <= 50 ? share / 100 : null
}

/**
 * What the form asks for. What its other half asks (a tier, where VIPs go by score) is not looked at. A form that
 * nobody filled in by hand is refused at each field.
 */
export function settingsAsked(
  fields: unknown,
  now: ValueSettings,
  { tiers }: LoyaltyProgram,
  { t }: Say,
): Result<ValueSettings, SettingsFault> {
  const { weights = '', vipBy = '', share = '', tier = '' } = formSchema.safeParse(fields).data ?? {}
  const preset = PRESETS.find((name) => name === weights)
  const kept = weights === OWN && presetOf(now.weights) === null ? now.weights : null
  const asked = preset ? [...WEIGHT_PRESETS[preset]] : kept
  const top = shareOf(share)
  const known = tiers.some(({ key }) => key === tier)
  const vip: VipRule | null =
    vipBy === 'score' && top !== null
      ? { by: 'score', share: top }
      : vipBy === 'tier' && known
        ? { by: 'tier', tier }
        : null
  if (asked && vip) return ok({ weights: asked, vip })
  return fail({
    ...(asked ? {} : { weights: t('valueStudio.settings.wrongWeights') }),
    ...(vipBy === 'score' || vipBy === 'tier' ? {} : { vipBy: t('valueStudio.settings.wrongBy') }),
    ...(vipBy === 'score' && top === null ? { share: t('valueStudio.settings.wrongShare') } : {}),
    ...(vipBy === 'tier' && !known ? { tier: t('valueStudio.settings.wrongTier') } : {}),
  })
}

/** Whether two ways of counting are the same. */
export const sameSettings = (a: ValueSettings, b: ValueSettings): boolean =>
  JSON.stringify([a.weights, a.vip]) === JSON.stringify([b.weights, b.vip])
