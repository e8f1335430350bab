import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db } from '@/lib/core/db'
import type { Fact, Impression } from '@/lib/events/schema'
import { logFault } from '@/lib/core/log'
import { dated, loyaltyColumns, loyaltyLists, type Json, type LoyaltyRow } from '@/lib/loyalty/columns'
import type { MembershipFact, Redemption } from '@/lib/loyalty/schema'
import type { LoyaltyEntry } from '@/lib/loyalty/transactions'
import { offerColumns, offerLists, type OfferRow } from '@/lib/offers/lifecycle/columns'
import type { Elsewhere } from '@/lib/offers/lifecycle/facts'
import type { OfferGrant } from '@/lib/offers/lifecycle/schema'
import type { OrderedLine, OrderReturn, PastOrder } from '@/lib/orders/schema'
import type { Question } from '@/lib/shopper/answers'
import type { Landing } from '@/lib/shopper/landing'
import { baseValueSchema, type BaseValue } from '@/lib/value/schema'
import { behaviourColumns, behaviourLists, type BehaviourRow } from './behaviour-columns'
import { landingIn, messageColumns, type MessageRow } from './message-columns'

type RawOrder = Json<Omit<PastOrder, 'lines' | 'returns'>> & { lines: OrderedLine[]; returns: Json<OrderReturn>[] }

type Row = LoyaltyRow &
  OfferRow &
  BehaviourRow &
  MessageRow & {
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
    /** What the newest batch up to then learned of the whole base. */
    base: { asOf: string; base: unknown } | null
    /** What the customer answered, by question; questions that were taken back are missing. */
    answers: Partial<Record<Question, string>>
    cartCount: number
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
    ...behaviourLists(row),
    base: baseOf(row.base),
    landing: landingIn(row),
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

/** The one statement of `readShopperFacts`, by itself so that a test can hold its plan to the indexes. */
export function shopperStatement(who: Asker): Prisma.Sql {
  const { visitorId, customerId, visitId = null, messageId = null, movedClock = false, asOf } = who
  const customer = Prisma.sql`${customerId}::uuid`
  const visitor = Prisma.sql`${visitorId}::uuid`
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
      ${behaviourColumns({ visitorId, customerId, visitId, asOf })},
      coalesce((select sum(l.quantity) from cart_line l join cart c on c.id = l.cart_id
        where case when ${customer} is null then c.visitor_id = ${visitor} else c.customer_id = ${customer} end), 0)::int as "cartCount",
      ${messageColumns(customer, { messageId, movedClock, asOf })},
      (select coalesce(array_agg(x.experiment || ':' || x.arm), '{}') from experiment_exposure x
        where x.who = ${visitor}) as "exposed",
      exists (select 1 from visitor_link where visitor_id = ${visitor} and customer_id = ${customer} and until is null
        and undone_at is null) as "linked",
      exists (select 1 from visitor_link where visitor_id = ${visitor}) as "claimed"`
}
