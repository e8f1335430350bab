import 'server-only'
import { db } from '@/lib/core/db'
import { programmeOfVersion } from '../queries'
import type { LoyaltyProgram } from '../schema'
import { loyaltyFactsOf } from '../transactions'
import { changesAhead } from './ahead'
import { audienceMember } from './audience'
import { census, series } from './census'
import { customerOf, RECORD, type Row } from './row'
import type { AudienceMember, BaseCustomer, BaseReport, Collector, TierChangeAhead } from './schema'

/** How many customers are read, and held, at a time. */
export const BATCH = 2_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Every customer of the base with their facts not later than `asOf`, some thousands at a time by id, so that memory does
 * not grow with the base and no transaction stays open. The next ones are on their way while these are worked on. Each
 * customer is read in one statement; what is written meanwhile is seen of those who come later only.
 */
export async function* readBase(asOf: Date, batch = BATCH): AsyncGenerator<Iterable<BaseCustomer>, void, void> {
  let coming: Promise<Row[]> | null = readAfter(FIRST, asOf, batch)
  while (coming) {
    const rows: Row[] = await coming
    const last = rows.at(-1)
    coming = last && rows.length === batch ? readAfter(last.id, asOf, batch) : null
    coming?.catch(() => {}) // whoever stops reading early asks for no more, and hears of no failure
    yield decoded(rows)
  }
}

/** One at a time, so that each is forgotten before the next one is made: what dies young costs the least. */
function* decoded(rows: readonly Row[]): Generator<BaseCustomer, void, void> {
  for (const row of rows) yield customerOf(row)
}

/** Shows the whole base, as of `asOf`, to each of `collectors`. */
export async function collect(
  programme: LoyaltyProgram,
  asOf: Date,
  collectors: readonly Collector<unknown>[],
  seen: (customers: number) => void = () => {},
): Promise<void> {
  let count = 0
  for await (const customers of readBase(asOf)) {
    for (const customer of customers) {
      const facts = loyaltyFactsOf(programme, { ...customer, redemptions: [] })
      for (const collector of collectors) collector.add(customer, facts)
      count += 1
    }
    seen(count)
  }
}

/**
 * The programme of this database as of a moment: the version in force then; before the first one, that one. Null where
 * there is none at all.
 */
export async function readProgrammeAt(asOf: Date): Promise<LoyaltyProgram | null> {
  const select = { id: true, definition: true }
  const version =
    (await db.programmeVersion.findFirst({
      where: { effectiveFrom: { lte: asOf } },
      orderBy: [{ effectiveFrom: 'desc' }, { id: 'desc' }],
      select,
    })) ?? (await db.programmeVersion.findFirst({ orderBy: [{ effectiveFrom: 'asc' }, { id: 'asc' }], select }))
  return version && programmeOfVersion(version)
}

/** Members by tier and what counts, over the whole base as of a moment. */
export async function readReport(
  programme: LoyaltyProgram,
  asOf: Date,
  seen?: (customers: number) => void,
): Promise<BaseReport> {
  const report = census(programme, asOf)
  await collect(programme, asOf, [report], seen)
  return report.result()
}

export type BaseOverview = {
  report: BaseReport
  /** One for each of the moments asked for. */
  series: BaseReport[]
  /** Who changes tier by itself up to `until`: the earliest ones, and how many there are. */
  ahead: { changes: TierChangeAhead[]; count: number }
}

/**
 * All that a page about the programme shows, in one pass over the base.
 * @param moments not later than `asOf`
 */
export async function readOverview(input: {
  programme: LoyaltyProgram
  asOf: Date
  moments: readonly Date[]
  until: Date
  limit: number
}): Promise<BaseOverview> {
  const { programme, asOf, moments, until, limit } = input
  const report = census(programme, asOf)
  const over = series(programme, moments)
  const ahead = changesAhead(programme, { asOf, until, limit })
  await collect(programme, asOf, [report, over, ahead])
  return { report: report.result(), series: over.result(), ahead: ahead.result() }
}

/** The members who hold the tier at `index` (-1: those below the lowest) as of a moment, some at a time. */
export async function* readAudience(
  programme: LoyaltyProgram,
  index: number,
  asOf: Date,
): AsyncGenerator<AudienceMember[], void, void> {
  for await (const customers of readBase(asOf)) {
    const members: AudienceMember[] = []
    for (const customer of customers) {
      const facts = loyaltyFactsOf(programme, { ...customer, redemptions: [] })
      const member = audienceMember({ programme, index, asOf }, customer, facts)
      if (member) members.push(member)
    }
    yield members
  }
}

/** The next customers by id. Their orders come as JSON: few customers of a large base buy in the shop itself. */
function readAfter(id: string, asOf: Date, batch: number): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    select c.id, c.name, c.email, c.external_ref as "externalRef",
      (select string_agg(m.kind || ',' || date_part('epoch', m.at) || ',' || m.reason || ','
          || coalesce(m.order_id::text, ''), ${RECORD})
        from membership_fact m where m.customer_id = c.id and m.at <= ${asOf}) as "memberships",
      (select json_agg(json_build_object('id', o.id, 'placedAt', o.placed_at, 'merchandise', o.merchandise,
          'discount', o.discount, 'pointsDiscount', o.points_discount,
          'returns', coalesce((select json_agg(json_build_object('at', r.at,
              'merchandise', (select sum(l.merchandise) from return_line l where l.return_id = r.id),
              'refund', (select sum(l.refund) from return_line l where l.return_id = r.id)))
            from "return" r where r.order_id = o.id and r.at <= ${asOf}), '[]')))
        from "order" o where o.customer_id = c.id and o.status = 'confirmed' and o.placed_at <= ${asOf}) as "orders",
      (select string_agg(e.kind || ',' || date_part('epoch', e.at) || ',' || e.amount || ','
          || e.currency || ',' || replace(e.id, ${RECORD}, ''), ${RECORD})
        from loyalty_entry e where e.customer_id = c.id and e.at <= ${asOf}) as "entries"
    from (select id, name, email, external_ref from customer where id > ${id}::uuid order by id limit ${batch}) c
    order by c.id`
}
