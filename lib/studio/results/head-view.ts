import type { Say } from '@/lib/experience/say'
import type { Experiment } from '@/lib/experiments/schema'
import type { ExperimentReport } from '@/lib/measure/result'
import { findingSentence } from './finding'
import { stateWords } from './state'
import { armName, nameWords, shareWords } from './words'

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
    simulated: simulated ? { title: say.t('results.simulated'), text: simulatedWords(experiment, say) } : null,
  }
}

/** That nobody of it is real, and, where the experiment says so, what was put there. */
function simulatedWords({ putIn }: Pick<Experiment, 'putIn'>, say: Say): string {
  const { t, number } = say
  if (!putIn || putIn.of === 0) return t('results.simulatedText')
  const { arm, of, boughtOnceMore } = putIn
  return t('results.simulatedPutIn', {
    ...{ arm: armName(arm, say), of: number(of), count: number(boughtOnceMore) },
    share: shareWords(boughtOnceMore / of, say),
  })
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
