import 'server-only'
import { db } from '@/lib/core/db'
import { readAudienceRun, type AudienceRun } from './audience'
import { FATES, planCampaign, type Counted, type Fate, type Planned } from './plan'
import { readOutside, readWhole } from './whole'

/** People to a page of examples. */
export const SAMPLE = 20

export type Person = Counted & { name: string }

export type Preview = {
  /** The batch that says who the audience is. */
  run: AudienceRun
  counts: Readonly<Record<Fate, number>>
  /** Some of one fate by id, and whether there are more. */
  people: Person[]
  more: boolean
}

/**
 * Who would get a campaign if it were sent now, and why the others would not: everybody of the newest batch by fate, told
 * by the same rule as the sending, and a page of those of one fate. Who was erased since, staff, and who was imported without
 * an address count as outside. Null before the first batch.
 */
export async function previewCampaign(
  planned: Planned,
  asOf: Date,
  { of, after }: { of: Fate; after: string | null },
): Promise<Preview | null> {
  const run = await readAudienceRun(asOf)
  if (!run) return null
  const { audience, kind } = planned.definition
  const counts = Object.fromEntries(FATES.map((fate) => [fate, 0])) as Record<Fate, number> // of every fate, by its name
  const shown: Counted[] = []
  let inside = 0
  for await (const candidates of readWhole(run.id, { audience, kind, asOf })) {
    inside += candidates.length
    for (const candidate of candidates) {
      const fate = planCampaign(planned, candidate)
      counts[fate]++
      if (fate === of && shown.length <= SAMPLE && (after === null || candidate.customerId > after))
        shown.push(candidate)
    }
  }
  counts.outside += run.customers - inside
  if (of === 'outside') shown.push(...(await readOutside(run.id, audience, { after, limit: SAMPLE + 1 })))
  return { run, counts, people: await named(shown.slice(0, SAMPLE)), more: shown.length > SAMPLE }
}

async function named(counted: readonly Counted[]): Promise<Person[]> {
  const rows = await db.customer.findMany({
    where: { id: { in: counted.map(({ customerId }) => customerId) }, erasedAt: null },
    select: { id: true, name: true },
  })
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return counted.flatMap((each) => {
    const name = names.get(each.customerId)
    return name === undefined ? [] : [{ ...each, name }]
  })
}
