import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db } from '@/lib/core/db'
import { kindNotIn, newestSaid, stands, whileLinked } from '@/lib/events/said'
import { CONTRIBUTED, type Fact, type Impression } from '@/lib/events/schema'
import { logFault } from '@/lib/core/log'
import { dated, loyaltyColumns, loyaltyLists, type Json, type LoyaltyRow } from '@/lib/loyalty/columns'
import type { MembershipFact, Redemption } from '@/lib/loyalty/schema'
import type { LoyaltyEntry } from '@/lib/loyalty/transactions'
import { offerColumns, offerLists, type OfferRow } from '@/lib/offers/lifecycle/columns'
import type { Elsewhere } from '@/lib/offers/lifecycle/facts'
import type { OfferGrant } from '@/lib/offers/lifecycle/schema'
import type { OrderedLine, OrderReturn, PastOrder } from '@/lib/orders/schema'
import type { Question } from '@/lib/shopper/answers'
import { landingSchema, type Landing } from '@/lib/shopper/landing'
import { baseValueSchema, type BaseValue } from '@/lib/value/schema'

/** How many behaviours a request folds: the newest ones. */
export const BEHAVIOURS_READ = 500
/** How much of what holds of what was said of their own accord is read, and how many of the slots shown: the newest. */
const CONTRIBUTED_READ = 500
const IMPRESSIONS_READ = 120
/** How far back it matters what was shown, in days. */
const IMPRESSION_DAYS = 60
/** No visit lasts longer, in days. */
const VISIT_DAYS = 1
/** For how many days behaviour makes a profile, unless the settings `profileDaysCustomer` and `profileDaysVisitor` differ. */
export const PROFILE_DAYS = { customer: 90, visitor: 30 } as const

type RawOrder = Json<Omit<PastOrder, 'lines' | 'returns'>> & { lines: OrderedLine[]; returns: Json<OrderReturn>[] }

type Row = LoyaltyRow &
  OfferRow & {
    customer: {
      id: string
      email: string
      name: string
      role: 'customer' | 'staff'
      country: string | null
      /** The rule under which the account was opened; null where it says none. */
      consentRule: string | null
      /** Whether a browser of theirs asked for Global Privacy Control at the door. */
      privacyControl: boolean
      firstVisitorId: string | null
    } | null
    catalogueVersion: string | null
    editorialVersion: string | null
    orders: RawOrder[]
    choice: 'on' | 'off' | null
    facts: Json<Fact>[]
    contributed: Json<Fact>[]
    impressions: Json<Impression>[]
    /** What the newest batch up to then learned of the whole base. */
    base: { asOf: string; base: unknown } | null
    /** What the customer answered, by question; questions that were taken back are missing. */
    answers: Partial<Record<Question, string>>
    cartCount: number
    /** Messages to them that they have neither read nor put away by then. */
    unread: number
    /** What the message said by whose link this visit came; null where it came otherwise. */
    landing: unknown
    /** The exposures to experiments that are logged of this browser: `exposureKey` of each. */
    exposed: string[]
    /** Whether this browser's visitor is linked to this customer now. */
    linked: boolean
    /** Whether this visitor ever belonged to somebody: then, unless they are asking, its facts are nobody's to see or add. */
    claimed: boolean
  }

type Lists =
  | 'memberships'
  | 'orders'
  | 'redemptions'
  | 'entries'
  | 'facts'
  | 'contributed'
  | 'impressions'
  | 'base'
  | 'grants'
  | 'elsewhere'
  | 'landing'
export type ShopperFacts = Omit<Row, Lists> & {
  base: BaseValue | null
  grants: OfferGrant[]
  elsewhere: Elsewhere
  landing: Landing | null
  memberships: MembershipFact[]
  orders: PastOrder[]
  redemptions: Redemption[]
  entries: LoyaltyEntry[]
  facts: Fact[]
  contributed: Fact[]
  impressions: Impression[]
}

/**
 * `visitId`: the running visit, of which only the first thing shown is read; absent: there is none. `messageId`: the message
 * by whose link it came. `movedClock`: whether they ask under a moved clock; messages of a rehearsal are there for nobody
 * else.
 */
export type Asker = {
  visitorId: string
  customerId: string | null
  visitId?: string
  messageId?: string | null
  movedClock?: boolean
  asOf: Date
}

/**
 * Everything a page folds, in one round trip: all memberships and paid orders of the customer, the newest behaviours
 * of the customer (of each visitor while it was linked to them) or of the visitor, what they said of their own accord,
 * and what earlier visits showed in places that rotate, all not later than `asOf`. Behaviour older than the profile is kept is not read. Used
 * offers and the consent choice count whatever their time.
 */
export async function readShopperFacts(who: Asker): Promise<ShopperFacts> {
  const rows = await db.$queryRaw<Row[]>(shopperStatement(who))
  const row = rows[0]
  if (!row) throw new Error('the shopper query answered no row')
  return {
    ...row,
    ...loyaltyLists(row),
    orders: row.orders.map((order) => ({
      ...order,
      placedAt: new Date(order.placedAt),
      lines: order.lines,
      returns: order.returns.map(dated),
    })),
    facts: row.facts.map(dated),
    contributed: row.contributed.map(dated),
    impressions: row.impressions.map(dated),
    base: baseOf(row.base),
    landing: landingOf(row.landing),
    ...offerLists(row),
  }
}

/** A batch that no longer fits its schema is none: segments go by orders alone until the next one. */
function baseOf(row: Row['base']): BaseValue | null {
  if (!row) return null
  const parsed = baseValueSchema.safeParse(row.base)
  if (!parsed.success) logFault('value: a batch was left out', parsed.error, { asOf: row.asOf })
  return parsed.success ? { ...parsed.data, asOf: new Date(row.asOf) } : null
}

/** Words that no longer fit their schema greet nobody: the page is as without them. */
function landingOf(row: unknown): Landing | null {
  if (row === null) return null
  const parsed = landingSchema.safeParse(row)
  if (!parsed.success) logFault('messages: what one said was left out', parsed.error)
  return parsed.success ? parsed.data : null
}

/**
 * Which messages stand in the inbox: those that are written, whatever became of the e-mail. What the mail server refused, or
 * what was given up, reaches them here.
 */
export const shownInbox = Prisma.sql`(m.status in ('queued', 'sending', 'sent', 'kept')
  or (m.status = 'suppressed' and m.reason in ('refused', 'gave-up', 'put-away') and m.content is not null))`

/** What was done with a message. */
export type MessageMark = 'read' | 'dismissed' | 'clicked' | 'unsubscribed'

/**
 * Whether a message `m` has a mark of these kinds by then: what was marked under a clock that was moved ahead is not so yet
 * where the clock stands as it is.
 */
export const marked = (what: readonly MessageMark[], asOf: Date) =>
  Prisma.sql`exists (select 1 from message_mark k where k.message_id = m.id and k.what = any(${what}::text[])
    and k.at <= ${asOf})`

/** Whether a message `m` is there for who asks: those of a rehearsal only under a moved clock. */
export const rehearsedFor = (movedClock: boolean) => Prisma.sql`(not m.moved_clock or ${movedClock})`

/** The one statement of `readShopperFacts`, by itself so that a test can hold its plan to the indexes. */
export function shopperStatement(who: Asker): Prisma.Sql {
  const { visitorId, customerId, visitId = null, messageId = null, movedClock = false, asOf } = who
  const customer = Prisma.sql`${customerId}::uuid`
  const visitor = Prisma.sql`${visitorId}::uuid`
  const fields = Prisma.sql`e.id, e.at, e.kind, e.visitor_id as "visitorId", e.customer_id as "customerId", e.visit_id as "visitId",
    e.product, e.colour, e.category, e.house, e.value, e.query, e.order_id as "orderId", e.quantity, e.place, e.channel,
    e.moved_clock as "movedClock"`
  const profileDays = (setting: string, days: number) =>
    Prisma.sql`coalesce((select value::int from setting where key = ${setting}), ${days})`
  const days = customerId
    ? profileDays('profileDaysCustomer', PROFILE_DAYS.customer)
    : profileDays('profileDaysVisitor', PROFILE_DAYS.visitor)
  /** The shopper's newest events of some kinds: hers on each device while it was linked, or this visitor's. */
  const newest = (what: Prisma.Sql, kinds: Prisma.Sql, limit: number) =>
    customerId
      ? Prisma.sql`select seen.* from (select distinct visitor_id from visitor_link where customer_id = ${customer}) own
        cross join lateral (
          select ${what} from event e
          where e.visitor_id = own.visitor_id and e.at <= ${asOf} and ${kinds}
            and ${whileLinked(customerId)}
          order by e.at desc, e.id limit ${limit}) seen`
      : Prisma.sql`select ${what} from event e
        where e.visitor_id = ${visitor} and e.at <= ${asOf} and ${kinds}
          and not exists (select 1 from visitor_link l where l.visitor_id = ${visitor})`
  const behaviours = newest(
    fields,
    Prisma.sql`e.${kindNotIn(['exposure', ...CONTRIBUTED])} and e.at >= ${asOf}::timestamptz - ${days} * interval '1 day'`,
    BEHAVIOURS_READ,
  )
  const said = Prisma.sql`select ${fields} from (${newestSaid(who, asOf)}) e where e.${stands}`
  const impression = Prisma.sql`e.id, e.at, e.visit_id as "visitId",
    e.place || coalesce(':' || (e.data->>'scope'), '') as slot, coalesce(e.data->>'arm', '') as arm,
    coalesce(e.data->'products', '[]') as products, e.data->>'content' as content`
  // Also which content was opened ("edit.page"). Shelves of product pages and of the cart do not rotate: to be there is an action. A long visit must not push the one
  // before out of what is read.
  const earlier = newest(
    impression,
    Prisma.sql`e.kind = 'exposure' and e.visit_id <> coalesce(${visitId}, '') and e.place like any ('{home.%,category.%,%.page}')
      and e.at >= ${asOf}::timestamptz - ${IMPRESSION_DAYS} * interval '1 day'`,
    IMPRESSIONS_READ,
  )
  const began = Prisma.sql`select ${impression} from event e
    where e.visitor_id = ${visitor} and e.kind = 'exposure' and e.visit_id = ${visitId} and e.place is not null
      and e.at <= ${asOf} and e.at >= ${asOf}::timestamptz - ${VISIT_DAYS} * interval '1 day'
    order by e.at, e.id limit 1`
  const shown = Prisma.sql`(${earlier}) union all (${began})`
  const list = (
    of: Prisma.Sql,
    limit: number,
  ) => Prisma.sql`coalesce((select json_agg(f order by f.at desc, f.id) from (
        select * from (${of}) all_of_them order by at desc, id limit ${limit}) f), '[]')`

  return Prisma.sql`
    select
      (select row_to_json(c) from (select id, email, name, role, country, consent_rule as "consentRule",
        privacy_control_at is not null as "privacyControl", first_visitor_id as "firstVisitorId" from customer
        where id = ${customer} and erased_at is null) c) as "customer",
      (select value from setting where key = 'catalogueVersion') as "catalogueVersion",
      (select value from setting where key = 'editorialVersion') as "editorialVersion",
      ${loyaltyColumns(customer, asOf)},
      coalesce((select json_agg(json_build_object(
          'id', o.id, 'number', o.number, 'placedAt', o.placed_at, 'channel', o.channel, 'currency', o.currency,
          'merchandise', o.merchandise, 'discount', o.discount, 'discountReason', o.discount_reason,
          'discountPercent', o.discount_percent, 'pointsUsed', o.points_used, 'pointsDiscount', o.points_discount, 'bonusPoints', o.bonus_points, 'shipping', o.shipping, 'total', o.total, 'country', o.country,
          'lines', (select json_agg(json_build_object('id', l.id, 'sku', l.sku, 'product', l.product_slug, 'colour', l.colour_slug,
              'size', l.size, 'productName', l.product_name, 'houseName', l.house_name, 'colourName', l.colour_name,
              'quantity', l.quantity, 'unitPrice', l.unit_price, 'discount', l.discount,
              'pointsDiscount', l.points_discount,
              'returned', coalesce((select sum(rl.quantity) from return_line rl join "return" r on r.id = rl.return_id
                where rl.order_line_id = l.id and r.at <= ${asOf}), 0)) order by l.position)
            from order_line l where l.order_id = o.id),
          'returns', coalesce((select json_agg(json_build_object('id', r.id, 'at', r.at,
              'merchandise', (select sum(rl.merchandise) from return_line rl where rl.return_id = r.id),
              'refund', (select sum(rl.refund) from return_line rl where rl.return_id = r.id),
              'pointsBack', (select sum(rl.points_back) from return_line rl where rl.return_id = r.id)) order by r.at)
            from "return" r where r.order_id = o.id and r.at <= ${asOf}), '[]')) order by o.placed_at desc, o.id)
        from "order" o where o.customer_id = ${customer} and o.status = 'confirmed' and o.placed_at <= ${asOf}), '[]') as "orders",
      ${offerColumns(customer, visitor, asOf)},
      (select json_build_object('asOf', as_of, 'base', base) from value_run
        where ${customer} is not null and as_of <= ${asOf} order by as_of desc limit 1) as "base",
      coalesce((select json_object_agg(question, value) from (select distinct on (question) question, value
        from customer_answer where customer_id = ${customer} order by question, seq desc) newest
        where value is not null), '{}') as "answers",
      (select choice from consent_choice where customer_id = ${customer} order by seq desc limit 1) as "choice",
      ${list(behaviours, BEHAVIOURS_READ)} as "facts",
      ${list(said, CONTRIBUTED_READ)} as "contributed",
      ${list(shown, IMPRESSIONS_READ + 1)} as "impressions",
      coalesce((select sum(l.quantity) from cart_line l join cart c on c.id = l.cart_id
        where case when ${customer} is null then c.visitor_id = ${visitor} else c.customer_id = ${customer} end), 0)::int as "cartCount",
      (select count(*) from message m where m.customer_id = ${customer} and m.at <= ${asOf} and ${shownInbox}
        and m.due_at <= ${asOf} and ${rehearsedFor(movedClock)}
        and not ${marked(['read', 'dismissed'], asOf)})::int as "unread",
      (select m.content->'landing' from message m where m.id = ${messageId}::uuid
        and ${rehearsedFor(movedClock)}) as "landing",
      (select coalesce(array_agg(x.experiment || ':' || x.arm), '{}') from experiment_exposure x
        where x.who = ${visitor}) as "exposed",
      exists (select 1 from visitor_link where visitor_id = ${visitor} and customer_id = ${customer} and until is null
        and undone_at is null) as "linked",
      exists (select 1 from visitor_link where visitor_id = ${visitor}) as "claimed"`
}
