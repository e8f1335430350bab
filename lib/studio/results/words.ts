import { isMessageKey } from '@/lib/core/messages'
import { MINOR_PER_UNIT, roundMinor } from '@/lib/core/money'
import { EVERYTHING } from '@/lib/experiments/placed'
import type { Experiment, MetricKey } from '@/lib/experiments/schema'
import type { Say } from '@/lib/experience/say'
import type { Measured } from '@/lib/measure/experiments'
import { decimals } from '../value/words'

/** In what a metric is counted: the share of customers, minor units, or points a week. */
export type Unit = 'share' | 'money' | 'score'
export const UNIT: Readonly<Record<MetricKey, Unit>> = {
  retention: 'share',
  'second-purchase': 'share',
  'tier-upgrade': 'share',
  unsubscribe: 'share',
  spend: 'money',
  'value-score': 'score',
}

/** "23.1%": a share with one digit after the point. */
export const shareWords = (share: number, { locale }: Pick<Say, 'locale'>): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share).replace('-', '−')

/** "+12%", "−0.4%": a share of the control, with its sign. */
export const relativeWords = (share: number, { locale }: Pick<Say, 'locale'>): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' })
    .format(share)
    .replace('-', '−')

const money = (amount: number, say: Say): string => say.money(roundMinor(amount)).replace('-', '−')

/** A mean in its own unit: "23.1%", "$412.30", "3.4". */
export function meanWords(metric: MetricKey, value: number, say: Say): string {
  const unit = UNIT[metric]
  return unit === 'share' ? shareWords(value, say) : unit === 'money' ? money(value, say) : decimals(value, 2, say)
}

/** A difference of means with its sign: "+2.2 points", "−$14.20", "+0.31". */
export function differenceWords(metric: MetricKey, value: number, say: Say): string {
  const sign = value > 0 ? '+' : ''
  const unit = UNIT[metric]
  if (unit === 'share') return say.t('results.points', { value: `${sign}${decimals(value * 100, 1, say)}` })
  return `${sign}${unit === 'money' ? money(value, say) : decimals(value, 2, say)}`
}

/** A difference on a scale, short: "2.2", "$14", "0.31". */
export function tickWords(metric: MetricKey, value: number, say: Say): string {
  const unit = UNIT[metric]
  if (unit === 'money') return say.moneyShort(roundMinor(value)).replace('-', '−')
  const shown = unit === 'share' ? value * 100 : value
  return new Intl.NumberFormat(say.locale, { maximumFractionDigits: 2 }).format(shown).replace('-', '−')
}

/** The smallest step of a scale: a tenth of a point, a unit of the currency, a hundredth. */
export const LEAST_STEP: Readonly<Record<Unit, number>> = { share: 0.001, money: MINOR_PER_UNIT, score: 0.01 }

/** What an experiment is called: by where it takes effect, a campaign by its own name, the holdout by its share. */
export function nameWords(
  { experiment, from, name }: Pick<Measured, 'experiment' | 'from' | 'name'>,
  say: Say,
): string {
  const { t } = say
  const { slot, arms, control } = experiment
  if (from === 'campaign') return t('results.name.campaign', { name: name ?? slot })
  if (slot === EVERYTHING) {
    const share = arms.find(({ key }) => key === control)?.share ?? 0
    return t('results.name.everythingOf', { share: shareWords(share, say) })
  }
  const offer = after(slot, 'home.offer:')
  if (offer !== null) return t('results.name.offer', { offer: wordOr(`offer.title.${offer}`, offer, say) })
  const trigger = after(slot, 'message.')
  if (trigger !== null) return t('results.name.message', { trigger: wordOr(`outbox.cause.${trigger}`, trigger, say) })
  const key = `results.name.${slot}`
  return isMessageKey(key) ? t(key) : t('results.name.other', { slot })
}

const after = (text: string, start: string): string | null => (text.startsWith(start) ? text.slice(start.length) : null)

/** The word for a key that the shop has one for, else the key. */
const wordOr = (word: string, key: string, { t }: Say): string => (isMessageKey(word) ? t(word) : key)

/** What an arm is called: by what is shown in it, else by its key. */
export const armName = (arm: string, say: Say): string => wordOr(`results.armName.${arm}`, arm, say)

/** An arm as tables call it: the control is marked. */
export const armWords = ({ control }: Pick<Experiment, 'control'>, arm: string, say: Say): string =>
  arm === control ? say.t('results.controlArm', { arm: armName(arm, say) }) : armName(arm, say)

/** "0.4217", "3.4e-4": a chance to four digits. */
export const chanceWords = (p: number): string =>
  p >= 0.001 || p === 0 ? p.toFixed(4) : p.toExponential(1).replace('-', '−')
