import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { MS_PER_DAY } from '@/lib/core/days'
import { Prisma } from '@/lib/generated/prisma/client'
import { consentOf, mayPersonalise } from '@/lib/shopper/market'
import type { Audience } from '../schema'
import { NO_TIER, type Candidate } from './plan'

/** The batch that says who an audience is. */
export type AudienceRun = { id: string; asOf: Date; customers: number }

/** The newest batch not later than a moment; null before the first one. */
export async function readAudienceRun(asOf: Date): Promise<AudienceRun | null> {
  const [run] = await db.$queryRaw<AudienceRun[]>`
    select id, as_of as "asOf", coalesce((base->>'customers')::int, 0) as customers
    from value_run where as_of <= ${asOf} order by as_of desc limit 1`
  return run ?? null
}

/** The rows `v` of an audience: narrows what is read; `isOf` of plan.ts says who is meant. */
export function audienceWhere({ tiers, segments, band, atRisk }: Audience): Prisma.Sql {
  const all = [Prisma.sql`true`]
  if (tiers.length > 0) all.push(Prisma.sql`coalesce(v.tier, ${NO_TIER}) = any(${tiers}::text[])`)
  if (segments.length > 0) all.push(Prisma.sql`v.segment = any(${segments}::text[])`)
  if (band) all.push(Prisma.sql`v.percentile between ${band.from} and ${band.until}`)
  if (atRisk !== null) all.push(Prisma.sql`v.at_risk = ${atRisk}`)
  return Prisma.sql`(${Prisma.join(all, ' and ')})`
}

/** What is asked of the candidates: a campaign's own kind, whose messages count for the caps, and as of when. */
export type Asked = { audience: Audience; kind: string; asOf: Date; movedClock: boolean }

/**
 * Whom a campaign is not for, whatever its audience: who was imported and has no address. Nobody could read it, and the
 * runs of messages pass over them alike (lib/messages/run).
 */
export const unreachable = (customer: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(${customer}.imported and ${customer}.email is null)`

/** Which of an audience: a page by customer's id, or these. `unwritten` leaves out who has a message of this subject. */
export type Scope = { after: string | null; limit: number; unwritten?: string } | { ids: readonly string[] }

/** How far back messages are read for the caps, which count a week by when one was due: a night later at most. */
export const DAYS_COUNTED = 9

type Row = Omit<Candidate, 'had' | 'consent'> & {
  had: number[] | null
  gone: boolean
  answer: 'on' | 'off' | null
  consentRule: string | null
  privacyControl: boolean
}

/** A customer of the audience; null in place of who was erased since, or is staff. */
export type Found = { customerId: string; candidate: (Candidate & { allowed: boolean }) | null }

/** The statement of `readCandidates`, by itself so that a test can hold its plan to the indexes. */
export function candidatesStatement(
  runId: string,
  { audience, kind, asOf, movedClock }: Asked,
  scope: Scope,
): Prisma.Sql {
  const since = new Date(asOf.getTime() - DAYS_COUNTED * MS_PER_DAY)
  const written =
    'unwritten' in scope && scope.unwritten !== undefined
      ? Prisma.sql`and not exists (select 1 from message m where m.customer_id = v.customer_id and m.cause = 'campaign'
          and m.subject = ${scope.unwritten} and m.moved_clock = ${movedClock})`
      : Prisma.empty
  const which =
    'ids' in scope
      ? Prisma.sql`and v.customer_id = any(${scope.ids}::uuid[]) order by v.customer_id`
      : Prisma.sql`${scope.after ? Prisma.sql`and v.customer_id > ${scope.after}::uuid` : Prisma.empty} ${written}
          order by v.customer_id limit ${scope.limit}`
  return Prisma.sql`
    with page as materialized (
      select v.customer_id, v.tier, v.segment, v.percentile, v.at_risk from value_row v
      join customer k on k.id = v.customer_id and not ${unreachable(Prisma.raw('k'))}
      where v.run_id = ${runId}::uuid and ${audienceWhere(audience)} ${which})
    select p.customer_id as "customerId", p.tier, p.segment, p.percentile, p.at_risk as "atRisk",
      coalesce(c.first_visitor_id, c.id) as subject, c.country, c.consent_rule as "consentRule",
      c.privacy_control_at is not null as "privacyControl", c.email is not null as "hasAddress",
      c.erased_at is not null or c.role = 'staff' as gone,
      exists (select 1 from mail_refusal r where r.customer_id = p.customer_id) as refused,
      (select m.choice from message_choice m where m.customer_id = p.customer_id and m.kind = ${kind}
        order by m.seq desc limit 1) as choice,
      (select a.choice from consent_choice a where a.customer_id = p.customer_id
        order by a.seq desc limit 1) as answer,
      (select z.value from customer_answer z where z.customer_id = p.customer_id and z.question = 'time-zone'
        order by z.seq desc limit 1) as zone,
      had.had
    from page p join customer c on c.id = p.customer_id
    cross join lateral (
      select array_agg((extract(epoch from m.due_at) * 1000)::float8) as had from message m
      where m.customer_id = p.customer_id and m.at > ${since} and m.kind <> 'transactional'
        and (m.status <> 'suppressed' or m.content is not null)
        and (not m.moved_clock or (${movedClock} and m.at <= ${asOf}))) had
    order by p.customer_id`
}

/** Customers of an audience with what decides about them, as of a moment, by id, but for the `unreachable`. One statement. */
export async function readCandidates(
  runId: string,
  asked: Asked,
  scope: Scope,
  within: Transaction = db,
): Promise<Found[]> {
  const rows = await within.$queryRaw<Row[]>(candidatesStatement(runId, asked, scope))
  return rows.map(({ had, gone, answer, consentRule, privacyControl, ...row }) => {
    const consent = consentOf({ country: row.country, consentRule })
    const said = answer === null ? null : answer === 'on' ? ('yes' as const) : ('no' as const)
    const candidate = { ...row, consent, had: had ?? [], allowed: mayPersonalise({ consent }, said, privacyControl) }
    return { customerId: row.customerId, candidate: gone ? null : candidate }
  })
}
