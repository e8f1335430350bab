import 'server-only'
import { db } from '@/lib/core/db'
import { kindNotIn, whileLinked } from '@/lib/events/said'
import type { Fact } from '@/lib/events/schema'
import { Prisma } from '@/lib/generated/prisma/client'

/** Facts to a page of the time line. */
export const FACTS = 40

/** Where a page of the time line begins: behind this fact. */
export type Since = { at: Date; id: string }

/** A fact of a person as the time line reads it. No address and no payment is among them: nobody here need know. */
export type TimelineFact = { id: string; at: Date } & (
  | { of: 'order'; number: string; total: number; currency: string; pieces: number; channel: string; extras: string[] }
  | { of: 'return'; number: string; refund: number; currency: string; pieces: number }
  | { of: 'till'; kind: string; amount: number; currency: string; channel: string }
  | { of: 'membership'; kind: string }
  | { of: 'behaviour'; fact: Fact; source: string | null }
  | { of: 'answer'; question: string; value: string | null }
  | { of: 'consent'; choice: string }
  | { of: 'message'; cause: string; campaign: string | null; status: string; reason: string | null }
  | { of: 'letters'; kind: string; choice: string; source: string }
)

type Row = { id: string; at: Date; of: TimelineFact['of']; data: Record<string, unknown> }

/** What a purchase or a return leaves in the log is told by the order; that something was shown is no deed of theirs. */
const UNTOLD = ['exposure', 'purchase', 'return'] as const

/**
 * A person's facts up to a moment, newest first, one page from `since` on, and whether there are older ones.
 * @param of.behaviour false where they want nothing to be learned: then what they did is nobody's to read
 */
export async function readTimeline(
  customerId: string,
  of: { asOf: Date; since: Since | null; behaviour: boolean },
): Promise<{ facts: TimelineFact[]; more: boolean }> {
  const rows = await db.$queryRaw<Row[]>(timelineStatement(customerId, of))
  const facts = rows.slice(0, FACTS).map(
    // Each part of the statement builds the very shape that its name stands for.
    ({ id, at, of: kind, data }) =>
      (kind === 'behaviour'
        ? { id, at, of: kind, source: data['source'], fact: { ...data, id, at } }
        : { id, at, of: kind, ...data }) as TimelineFact,
  )
  return { facts, more: rows.length > FACTS }
}

/** The statement of `readTimeline`, by itself so that a test can hold its plan to the indexes. */
export function timelineStatement(
  customerId: string,
  { asOf, since, behaviour }: { asOf: Date; since: Since | null; behaviour: boolean },
): Prisma.Sql {
  const customer = Prisma.sql`${customerId}::uuid`
  const limit = FACTS + 1
  const until = since ? since.at : asOf
  /** Rows with a moment and an id, as facts of one kind, from the page's beginning on. */
  const beyond = (at: Prisma.Sql, id: Prisma.Sql) =>
    since
      ? Prisma.sql`${at} <= ${until} and (${at} < ${until} or (${id})::text collate "C" < ${since.id} collate "C")`
      : Prisma.sql`${at} <= ${until}`
  const part = (of: TimelineFact['of'], at: Prisma.Sql, id: Prisma.Sql, data: Prisma.Sql, from: Prisma.Sql) =>
    Prisma.sql`(select (${id})::text collate "C" as id, ${at} as at, ${of} as of, ${data} as data
      ${from} and ${beyond(at, id)} order by ${at} desc, (${id})::text collate "C" desc limit ${limit})`
  const parts = [
    part(
      'order',
      Prisma.sql`o.placed_at`,
      Prisma.sql`o.id`,
      Prisma.sql`json_build_object('number', o.number, 'total', o.total, 'currency', o.currency, 'channel', o.channel,
        'extras', o.extras, 'pieces', (select sum(quantity) from order_line where order_id = o.id))`,
      Prisma.sql`from "order" o where o.customer_id = ${customer} and o.status = 'confirmed'`,
    ),
    part(
      'return',
      Prisma.sql`r.at`,
      Prisma.sql`r.id`,
      Prisma.sql`json_build_object('number', o.number, 'currency', o.currency,
        'refund', (select sum(refund) from return_line where return_id = r.id),
        'pieces', (select sum(quantity) from return_line where return_id = r.id))`,
      Prisma.sql`from "return" r join "order" o on o.id = r.order_id where o.customer_id = ${customer}
        and o.status = 'confirmed'`,
    ),
    part(
      'till',
      Prisma.sql`e.at`,
      Prisma.sql`e.id`,
      Prisma.sql`json_build_object('kind', e.kind, 'amount', e.amount, 'currency', e.currency, 'channel', e.channel)`,
      Prisma.sql`from loyalty_entry e where e.customer_id = ${customer}`,
    ),
    part(
      'membership',
      Prisma.sql`m.at`,
      Prisma.sql`m.id`,
      Prisma.sql`json_build_object('kind', m.kind)`,
      Prisma.sql`from membership_fact m where m.customer_id = ${customer}`,
    ),
    part(
      'answer',
      Prisma.sql`a.at`,
      Prisma.sql`a.id`,
      Prisma.sql`json_build_object('question', a.question, 'value', a.value)`,
      Prisma.sql`from customer_answer a where a.customer_id = ${customer}`,
    ),
    part(
      'consent',
      Prisma.sql`c.at`,
      Prisma.sql`c.id`,
      Prisma.sql`json_build_object('choice', c.choice)`,
      Prisma.sql`from consent_choice c where c.customer_id = ${customer}`,
    ),
    part(
      'message',
      Prisma.sql`g.at`,
      Prisma.sql`g.id`,
      Prisma.sql`json_build_object('cause', g.cause, 'status', g.status, 'reason', g.reason,
        'campaign', (select name from campaign where id = g.campaign_id))`,
      Prisma.sql`from message g where g.customer_id = ${customer}`,
    ),
    part(
      'letters',
      Prisma.sql`h.at`,
      Prisma.sql`h.id`,
      Prisma.sql`json_build_object('kind', h.kind, 'choice', h.choice, 'source', h.source)`,
      Prisma.sql`from message_choice h where h.customer_id = ${customer}`,
    ),
    ...(behaviour
      ? [
          part(
            'behaviour',
            Prisma.sql`e.at`,
            Prisma.sql`e.id`,
            Prisma.sql`json_build_object('kind', e.kind, 'product', e.product, 'colour', e.colour, 'category', e.category,
              'house', e.house, 'value', e.value, 'query', e.query, 'quantity', e.quantity, 'source', e.data->>'source')`,
            Prisma.sql`from (select distinct visitor_id from visitor_link where customer_id = ${customer}) own
              cross join lateral (select * from event e
                where e.visitor_id = own.visitor_id and e.${kindNotIn(UNTOLD)} and ${whileLinked(customerId)}
                  and ${beyond(Prisma.sql`e.at`, Prisma.sql`e.id`)}
                order by e.at desc, e.id desc limit ${limit}) e where true`,
          ),
        ]
      : []),
  ]
  return Prisma.sql`select * from (${Prisma.join(parts, ' union all ')}) facts order by at desc, id desc limit ${limit}`
}
