import 'server-only'
import { MS_PER_DAY } from '@/lib/core/days'
import { db } from '@/lib/core/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { consentOf } from '@/lib/shopper/market'
import type { Segment } from '@/lib/value/schema'
import type { Audience } from '../schema'
import { audienceWhere, DAYS_COUNTED, unreachable, type Asked } from './audience'
import type { Candidate, Counted } from './plan'

/** By how many slices of their ids customers are read: a sixteenth of the base at a time. */
const SLICES = 16
/** How many slices are read at once. */
const AT_ONCE = 2

const edge = (slice: number): string => `${(slice % SLICES).toString(16)}0000000-0000-0000-0000-000000000000`

/** A customer as a slice holds them: lists cost a fraction of so many rows with names. */
type Packed = [
  ...[customerId: string, subject: string, tier: string | null, segment: Segment, percentile: number, atRisk: boolean],
  ...[country: string | null, hasAddress: boolean, refused: boolean, choice: Candidate['choice']],
  ...[had: number[] | null, zone: string | null, consentRule: string | null],
]

/**
 * The statement that reads a slice of an audience, by itself so that a test can hold its plan to the indexes. Nobody's
 * time zone is asked for but of who had messages lately: for the others it decides nothing.
 */
export function sliceStatement(
  runId: string,
  { audience, kind, asOf }: Omit<Asked, 'movedClock'>,
  slice: number,
): Prisma.Sql {
  const since = new Date(asOf.getTime() - DAYS_COUNTED * MS_PER_DAY)
  const within = (id: Prisma.Sql) =>
    slice === SLICES - 1
      ? Prisma.sql`${id} >= ${edge(slice)}::uuid`
      : Prisma.sql`${id} >= ${edge(slice)}::uuid and ${id} < ${edge(slice + 1)}::uuid`
  return Prisma.sql`
    with said as (
      select distinct on (customer_id) customer_id, choice from message_choice
      where ${within(Prisma.sql`customer_id`)} and kind = ${kind} order by customer_id, seq desc),
    lately as (
      select customer_id, array_agg(extract(epoch from due_at) * 1000) as had from message
      where ${within(Prisma.sql`customer_id`)} and at > ${since} and kind <> 'transactional'
        and (status <> 'suppressed' or content is not null)
        and not moved_clock group by customer_id)
    select coalesce(json_agg(json_build_array(v.customer_id, coalesce(c.first_visitor_id, c.id), v.tier, v.segment,
      v.percentile, v.at_risk, c.country, c.email is not null, r.customer_id is not null, s.choice, l.had,
      case when l.had is not null then (select z.value from customer_answer z where z.customer_id = v.customer_id
        and z.question = 'time-zone' order by z.seq desc limit 1) end, c.consent_rule) order by v.customer_id), '[]')::text as packed
    from value_row v
    join customer c on c.id = v.customer_id and c.erased_at is null and c.role <> 'staff' and not ${unreachable(Prisma.raw('c'))}
    left join said s on s.customer_id = v.customer_id
    left join lately l on l.customer_id = v.customer_id
    left join mail_refusal r on r.customer_id = v.customer_id
    where v.run_id = ${runId}::uuid and ${within(Prisma.sql`v.customer_id`)} and ${within(Prisma.sql`c.id`)}
      and ${audienceWhere(audience)}`
}

/**
 * A whole audience with what decides about it, as of a moment, by id, a slice at a time. Without the erased, staff and the
 * `unreachable`.
 */
export async function* readWhole(
  runId: string,
  asked: Omit<Asked, 'movedClock'>,
): AsyncGenerator<Candidate[], void, void> {
  const read = (slice: number) => db.$queryRaw<{ packed: string }[]>(sliceStatement(runId, asked, slice))
  for (let slice = 0; slice < SLICES; slice += AT_ONCE) {
    const rows = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => read(slice + i)))
    for (const row of rows.flat()) yield (JSON.parse(row.packed) as Packed[]).map(candidateOf) // as the statement packs it
  }
}

// Named one by one: a spread would cost ten times as much, a hundred thousand times.
const candidateOf = (packed: Packed): Candidate => ({
  customerId: packed[0],
  subject: packed[1],
  tier: packed[2],
  segment: packed[3],
  percentile: packed[4],
  atRisk: packed[5],
  country: packed[6],
  consent: consentOf({ country: packed[6], consentRule: packed[12] }),
  hasAddress: packed[7],
  refused: packed[8],
  choice: packed[9],
  had: packed[10] ?? [],
  zone: packed[11],
})

/** Some of those who are not of an audience, or `unreachable`, by id. */
export function readOutside(
  runId: string,
  audience: Audience,
  { after, limit }: { after: string | null; limit: number },
) {
  return db.$queryRaw<Counted[]>`
    select v.customer_id as "customerId", v.tier, v.segment, v.percentile, v.at_risk as "atRisk" from value_row v
    join customer c on c.id = v.customer_id
    where v.run_id = ${runId}::uuid and (not ${audienceWhere(audience)} or ${unreachable(Prisma.raw('c'))})
      and v.customer_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by v.customer_id limit ${limit}`
}
