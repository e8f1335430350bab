import type { Say } from '@/lib/experience/say'
import type { ExperimentReport } from '@/lib/measure/result'
import { findingSentence } from './finding'
import { stateWords } from './state'
import { nameWords } from './words'

/** An experiment in its first lines: what it is, where it stands, and what can be said, by the metric that decides. */
export function headView(report: ExperimentReport, now: Date, say: Say) {
  const { experiment, result, simulated } = report
  const decides = result.metrics.filter(({ metric }) => metric === experiment.metrics[0]?.key)
  return {
    key: experiment.key,
    name: nameWords(report, say),
    state: stateWords(report, now, say),
    /** One for each arm that is compared. */
    sentences: decides.map((found) => findingSentence(found, { ...experiment, ...result }, say)),
    simulated: simulated ? say.t('results.simulated') : null,
  }
}

export type Head = ReturnType<typeof headView>

const GROUPS = ['holdout', 'experiment', 'campaign'] as const

/** All experiments by where they come from; groups without any are missing. */
export const groupsView = (reports: readonly ExperimentReport[], now: Date, say: Say) =>
  GROUPS.flatMap((from) => {
    const own = reports.filter((report) => report.from === from)
    if (own.length === 0) return []
    return [{ from, title: say.t(`results.group.${from}`), heads: own.map((each) => headView(each, now, say)) }]
  })
