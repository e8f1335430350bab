import { notFound } from 'next/navigation'
import { readResult } from '@/lib/measure/result'
import { resultCsv } from '@/lib/studio/results/csv'
import { csvFile, inPieces } from '@/lib/studio/results/file'
import { openStudio } from '../../../door'

/** All numbers of an experiment's page as a file, for staff. docs/measure.md has its columns. */
export async function GET(_: Request, { params }: RouteContext<'/studio/results/[key]/csv'>): Promise<Response> {
  const [{ request }, { key }] = await Promise.all([openStudio(), params])
  const report = await readResult(key, request.now)
  if (!report) notFound()
  return csvFile(`sorento-${report.experiment.key}.csv`, inPieces(resultCsv(report)))
}
