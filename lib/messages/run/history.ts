import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import type { Decided } from '../caps'

/** How many of the decisions before are read, the newest, and from how far back: as far as any trigger reaches. */
const READ = 500
const DAYS = 3_660

/** What was decided, as `historySql` packs it. */
export type PackedHistory = (Omit<Decided, 'at' | 'dueAt'> & { at: string; dueAt: string })[]

/**
 * A subselect: what was decided for the customer `c` as of a moment, newest first. A rehearsal sees what was really decided
 * as well, and of earlier rehearsals what was decided by then; a real run sees nothing of rehearsals.
 */
export const historySql = ({ asOf, movedClock }: { asOf: Date; movedClock: boolean }): Prisma.Sql => Prisma.sql`
  coalesce((select json_agg(json_build_object('cause', m.cause, 'subject', m.subject, 'status', m.status,
      'worded', m.content is not null, 'at', m.at, 'dueAt', m.due_at, 'reason', m.reason) order by m.at desc)
    from (select * from message where customer_id = c.id
        and (not moved_clock or (${movedClock} and at <= ${asOf}))
        and at >= ${asOf}::timestamptz - ${DAYS} * interval '1 day'
      order by at desc limit ${READ}) m), '[]')`

/** The same with its moments. */
export const unpacked = (history: PackedHistory): Decided[] =>
  history.map((one) => ({ ...one, at: new Date(one.at), dueAt: new Date(one.dueAt) }))
