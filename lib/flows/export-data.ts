import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db } from '@/lib/core/db'
import { pointsStatementOf, standingOf } from '@/lib/loyalty/standing'
import { readCustomerFacts } from './facts'
import type { FlowContext } from './types'

/** Names the shape of the file; another number when it changes. */
export const EXPORT_FORMAT = 'sorento-export/1'

/** Facts read at a time. */
const BATCH = 1_000

type Asker = Pick<
  FlowContext,
  'visitorId' | 'customerId' | 'now' | 'country' | 'market' | 'answer' | 'globalPrivacyControl'
>

/**
 * All that is kept of whoever asks, as the text of one JSON object, piece by piece: of the customer, whenever and in
 * whichever browser it was; where nobody is signed in, of this browser, unless its visitor is a customer's. Without the
 * password's hash, and without what happened in browsers of which they said that it was not them. docs/privacy.md
 * describes the members.
 */
export async function* exportOf(who: Asker): AsyncGenerator<string, void, void> {
  const { customerId, now, country, market, answer, globalPrivacyControl } = who
  const about = {
    format: EXPORT_FORMAT,
    exportedAt: now,
    of: customerId ? 'customer' : 'browser',
    consent: { market: market.consent, country, answerOfThisBrowser: answer, globalPrivacyControl },
  }
  const sections = customerId ? await ofCustomer(customerId, now) : await ofBrowser(who)
  yield JSON.stringify({ ...about, ...sections }, null, 2).replace(/\n\}$/, ',\n  "events": [')
  let count = 0
  for await (const batch of eventsOf(who)) {
    for (const event of batch) yield `${count++ > 0 ? ',' : ''}\n    ${JSON.stringify(event)}`
  }
  yield `${count > 0 ? '\n  ' : ''}]\n}\n`
}

/** One value of the database as JSON. */
async function json(of: Prisma.Sql): Promise<unknown> {
  const [row] = await db.$queryRaw<{ value: unknown }[]>`select (${of}) as value`
  return row?.value ?? null
}

const list = (of: Prisma.Sql) => json(Prisma.sql`select coalesce(json_agg(row_to_json(t)), '[]') from (${of}) t`)

async function ofBrowser({ visitorId }: Asker): Promise<object> {
  const mine = Prisma.sql`not exists (select 1 from visitor_link where visitor_id = ${visitorId}::uuid)`
  return {
    cart: await list(Prisma.sql`select l.sku, l.quantity, l.price_seen as "priceSeen", l.added_at as "addedAt"
      from cart c join cart_line l on l.cart_id = c.id where c.visitor_id = ${visitorId}::uuid and ${mine}
      order by l.added_at, l.sku`),
    experiments: await list(Prisma.sql`select experiment, arm, counterfactual, at from experiment_exposure
      where who = ${visitorId}::uuid and customer_id is null and ${mine} order by at, experiment, arm`),
    erasures: await list(Prisma.sql`select kind, at, removed from erasure
      where subject = ${visitorId}::uuid and ${mine} order by at`),
  }
}

async function ofCustomer(customerId: string, now: Date): Promise<object> {
  const id = Prisma.sql`${customerId}::uuid`
  const facts = await readCustomerFacts(customerId, now)
  const loyalty = { ...facts, asOf: now }
  const result = standingOf(loyalty)
  return {
    profile: await json(Prisma.sql`select json_build_object('name', name, 'email', email, 'tillReference', external_ref,
      'role', role, 'country', country, 'consentRule', consent_rule, 'privacyControlAt', privacy_control_at,
      'createdAt', created_at, 'firstBrowser', first_visitor_id) from customer where id = ${id}`),
    consentChoices: await list(
      Prisma.sql`select choice, at from consent_choice where customer_id = ${id} order by seq`,
    ),
    browsers:
      await list(Prisma.sql`select visitor_id as visitor, "from", until, undone_at as "undoneAt" from visitor_link
      where customer_id = ${id} order by "from", id`),
    membership: {
      member: result.member,
      tier: result.member ? (result.standing.tier?.name ?? null) : null,
      qualifyingSpend: result.member ? result.standing.qualifyingSpend : null,
      facts: await list(Prisma.sql`select kind, reason, order_id as "orderId", at from membership_fact
        where customer_id = ${id} order by at, id`),
      reported: await list(Prisma.sql`select id, kind, at, amount, currency, channel from loyalty_entry
        where customer_id = ${id} order by at, id`),
    },
    points: result.member ? { ...result.standing.points, statement: pointsStatementOf(loyalty) } : null,
    answers: await list(
      Prisma.sql`select question, value, at from customer_answer where customer_id = ${id} order by seq`,
    ),
    value:
      await list(Prisma.sql`select r.as_of as "asOf", v.score, v.rank, v.percentile, v.segment, v.at_risk as "atRisk",
        v.trend, v.tier, v.orders, v.spend, v.expected_90 as "expected90", v.last_at as "lastAt", v.scores
      from value_row v join value_run r on r.id = v.run_id where v.customer_id = ${id} order by r.as_of`),
    offersPromised: await list(Prisma.sql`select offer, stage, subject, earned_by as "earnedBy", benefits, at, until,
        visitor_id as visitor from offer_grant where customer_id = ${id} order by at, id`),
    offersUsed: await list(
      Prisma.sql`select offer, order_id as "orderId", at from offer_use where customer_id = ${id} order by at`,
    ),
    orders: await list(Prisma.sql`select o.id, o.number, o.status, o.channel, o.placed_at as "placedAt", o.currency,
        o.merchandise, o.discount, o.discount_reason as "discountReason", o.points_used as "pointsUsed",
        o.bonus_points as "bonusPoints", o.extras,
        o.points_discount as "pointsDiscount", o.shipping, o.total, o.country, o.address, o.payment,
        (select coalesce(json_agg(json_build_object('id', l.id, 'sku', l.sku, 'name', l.product_name, 'house', l.house_name,
            'colour', l.colour_name, 'size', l.size, 'quantity', l.quantity, 'unitPrice', l.unit_price,
            'discount', l.discount, 'pointsDiscount', l.points_discount) order by l.position), '[]')
          from order_line l where l.order_id = o.id) as lines,
        (select coalesce(json_agg(json_build_object('at', r.at, 'refund', r.refund_status, 'lines',
            (select json_agg(json_build_object('line', rl.order_line_id, 'quantity', rl.quantity, 'refund', rl.refund,
              'pointsBack', rl.points_back)) from return_line rl where rl.return_id = r.id)) order by r.at), '[]')
          from "return" r where r.order_id = o.id) as returns
      from "order" o where o.customer_id = ${id} order by o.placed_at, o.id`),
    reviews: await list(Prisma.sql`select r.product, r.rating, r.title, r.body, r.author, r.at,
        (select json_build_object('verdict', v.verdict, 'reason', v.reason, 'at', v.at) from review_verdict v
          where v.review_id = r.id order by v.seq desc limit 1) as verdict
      from review r where r.customer_id = ${id} order by r.seq`),
    cart: await list(Prisma.sql`select l.sku, l.quantity, l.price_seen as "priceSeen", l.added_at as "addedAt"
      from cart c join cart_line l on l.cart_id = c.id where c.customer_id = ${id} order by l.added_at, l.sku`),
    ...(await lettersOf(id)),
    erasures: await list(Prisma.sql`select kind, at, removed from erasure where subject = ${id} order by at`),
  }
}

/** Messages without the tokens of their links, what was said of them, and which arms of experiments were shown. */
async function lettersOf(id: Prisma.Sql): Promise<object> {
  return {
    messages: await list(Prisma.sql`select m.id, m.cause, m.kind, m.status, m.reason, m.arm, m.content, m.why, m.at,
        m.due_at as "dueAt", m.sent_at as "sentAt", m.said,
        (select coalesce(json_agg(json_build_object('what', k.what, 'at', k.at) order by k.at, k.what), '[]')
          from message_mark k where k.message_id = m.id) as marks
      from message m where m.customer_id = ${id} order by m.seq`),
    messageChoices: await list(Prisma.sql`select kind, choice, source, message_id as message, at,
        moved_clock as "movedClock" from message_choice
      where customer_id = ${id} order by seq`),
    mailRefused: await json(Prisma.sql`select json_build_object('said', said, 'at', at) from mail_refusal
      where customer_id = ${id}`),
    experiments: await list(Prisma.sql`select x.experiment, x.who as "of", x.arm, x.counterfactual, x.at
      from experiment_exposure x
      where x.customer_id = ${id} or x.who = ${id} or (x.customer_id is null and x.who in (
        select visitor_id from visitor_link where customer_id = ${id} and undone_at is null))
      order by x.at, x.experiment, x.arm`),
  }
}

/** What was observed and said, earlier first, some at a time. */
async function* eventsOf({ customerId, visitorId }: Asker): AsyncGenerator<object[], void, void> {
  const linked = Prisma.sql`select 1 from visitor_link l where l.visitor_id = e.visitor_id`
  const whose = customerId
    ? Prisma.sql`(e.customer_id = ${customerId}::uuid
          or e.visitor_id = any(array(select visitor_id from visitor_link where customer_id = ${customerId}::uuid)))
        and (e.customer_id = ${customerId}::uuid or exists (${linked} and l.customer_id = ${customerId}::uuid
          and e.at >= l."from" and e.at < coalesce(l.until, 'infinity')))
        and not exists (${linked} and l.customer_id = ${customerId}::uuid and l.undone_at is not null)`
    : Prisma.sql`e.visitor_id = ${visitorId}::uuid and not exists (${linked})`
  for (let after = -1n; ;) {
    const rows = await db.$queryRaw<{ seq: bigint; event: object }[]>`
      with mine as materialized (select * from event e where ${whose})
      select e.seq, json_strip_nulls(json_build_object('at', e.at, 'kind', e.kind, 'visitor', e.visitor_id,
        'visit', e.visit_id, 'product', e.product, 'colour', e.colour, 'category', e.category, 'house', e.house,
        'value', e.value, 'query', e.query, 'orderId', e.order_id, 'quantity', e.quantity, 'place', e.place,
        'channel', e.channel, 'data', e.data)) as event
      from mine e where e.seq > ${after} order by e.seq limit ${BATCH}`
    yield rows.map(({ event }) => event)
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = last.seq
  }
}
