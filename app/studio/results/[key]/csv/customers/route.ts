import { notFound } from 'next/navigation'
import { env } from '@/lib/core/env'
import { readMeasuredOf } from '@/lib/measure/experiments'
import { readMeasurement } from '@/lib/measure/result'
import { customersCsv } from '@/lib/studio/results/csv'
import { csvFile, inPieces } from '@/lib/studio/results/file'
import { openStudio } from '../../../../door'

/** Everybody in an experiment by code, with what they came to, as a file for staff. docs/measure.md has its columns. */
export async function GET(
  _: Request,
  { params }: RouteContext<'/studio/results/[key]/csv/customers'>,
): Promise<Response> {
  const [{ request }, { key }] = await Promise.all([openStudio(), params])
  const measured = await readMeasuredOf(key, request.now)
  if (!measured) notFound()
  const { experiment } = measured
  const { outcomes } = await readMeasurement(experiment, request.now)
  const lines = customersCsv(experiment, outcomes, env().COOKIE_SECRET)
  return csvFile(`sorento-${experiment.key}-customers.csv`, inPieces(lines))
}
