import 'server-only'
import { readHoldoutShare } from '@/lib/experiments/queries'
import { readMeasured } from '@/lib/measure/experiments'
import { readReport, type ExperimentReport } from '@/lib/measure/result'

/** How many experiments are worked out at a time: each holds the facts of some thousand customers. */
const AT_ONCE = 2

/** All experiments with their results, as the list shows them, and the share that is held out of everything. */
export async function readResults(asOf: Date): Promise<{ reports: ExperimentReport[]; holdout: number }> {
  const [measured, holdout] = await Promise.all([readMeasured(asOf), readHoldoutShare()])
  const reports: ExperimentReport[] = []
  for (let next = 0; next < measured.length; next += AT_ONCE) {
    const some = measured.slice(next, next + AT_ONCE)
    reports.push(...(await Promise.all(some.map((each) => readReport(each, asOf)))))
  }
  return { reports, holdout }
}
