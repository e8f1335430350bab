import type { Experiment } from '@/lib/experiments/schema'
import type { Say } from '@/lib/experience/say'
import type { MetricResult, Result } from '@/lib/measure/schema'
import { armName, chanceWords, differenceWords, meanWords } from './words'
import { decimals } from '../value/words'

/**
 * A metric's finding as one plain sentence, with the interval that is drawn beside it: the always-valid one before all is
 * over. The planned one lies within it, so that a verdict by the one is never taken back by the other.
 */
export function findingSentence(
  found: MetricResult,
  { control, windowDays, complete }: Pick<Experiment, 'control' | 'windowDays'> & Pick<Result, 'complete'>,
  say: Say,
): string {
  const { t, number } = say
  const { metric, arm, finding } = found
  const bounds = (complete ? found.fixed : found.sequential)?.absolute
  const means = {
    ...{ arm: armName(arm, say), controlArm: armName(control, say) },
    treated: meanWords(metric, found.treated.mean, say),
    control: meanWords(metric, found.control.mean, say),
    low: bounds ? differenceWords(metric, bounds.low, say) : '',
    high: bounds ? differenceWords(metric, bounds.high, say) : '',
  }
  switch (finding.key) {
    case 'ratio':
      return t('results.finding.ratio', { chi: decimals(finding.chiSquared, 2, say), p: chanceWords(finding.p) })
    case 'too-few': {
      const { customers, active } = finding
      if (customers === 0 && found.notAbout === 0) return t('results.finding.nobody', { days: windowDays })
      const counts = { customers, customersNumber: number(customers), active, activeNumber: number(active) }
      return t('results.finding.tooFew', counts)
    }
    case 'underpowered':
      return t('results.finding.underpowered', { needs: needsWords(finding, say) })
    case 'better':
    case 'worse': {
      const more = (finding.key === 'better') === (found.good === 'up')
      const what = t(more ? `results.more.${metric}` : `results.less.${metric}`)
      const key = complete ? 'results.finding.clear' : 'results.finding.early'
      return t(key, { ...means, what })
    }
    case 'open':
      return t('results.finding.open', means)
    case 'no-sign':
      return t('results.finding.noSign', means)
  }
}

const needsWords = ({ stillNeeded, needed }: { stillNeeded: number; needed: number }, { t, number }: Say): string =>
  t('results.needs', { count: stillNeeded, number: number(stillNeeded), needed: number(needed) })

/** The same beside a drawing: the difference, and what it says. */
export function findingShort(found: MetricResult, say: Say): string {
  const { t, number } = say
  const { finding, metric } = found
  const value = found.fixed ? differenceWords(metric, found.fixed.absolute.value, say) : ''
  switch (finding.key) {
    case 'ratio':
      return t('results.short.ratio')
    case 'too-few':
      return t('results.short.tooFew')
    case 'underpowered':
      return t('results.short.underpowered', { more: number(finding.stillNeeded) })
    case 'better':
      return t('results.short.better', { value })
    case 'worse':
      return t('results.short.worse', { value })
    case 'open':
      return t('results.short.open', { value })
    case 'no-sign':
      return t('results.short.noSign', { value })
  }
}

/** Whether a verdict was found: it is drawn to stand out. */
export const isVerdict = ({ finding }: MetricResult): boolean => finding.key === 'better' || finding.key === 'worse'
