import { MS_PER_DAY } from '@/lib/core/days'
import type { Say } from '@/lib/experience/say'
import type { Measured } from '@/lib/measure/experiments'

/** No experiment that somebody planned runs so long: the holdout has no end. */
const YEARS_PLANNED = 100
export const hasEnd = ({ from, until }: Measured['experiment']): boolean =>
  until.getTime() - from.getTime() < YEARS_PLANNED * 366 * MS_PER_DAY

/** Where an experiment stands as of a moment, in words. */
export function stateWords(
  { experiment, paused }: Pick<Measured, 'experiment' | 'paused'>,
  now: Date,
  say: Say,
): string {
  const { t, date } = say
  const { from, until, windowDays } = experiment
  const ends = new Date(until.getTime() + windowDays * MS_PER_DAY)
  if (!hasEnd(experiment)) return t('results.state.always')
  if (now >= ends) return t('results.state.over', { date: date(ends) })
  if (now >= until) return t('results.state.waiting', { date: date(ends) })
  if (paused) return t('results.state.paused')
  return now < from
    ? t('results.state.coming', { date: date(from) })
    : t('results.state.running', { date: date(until) })
}
