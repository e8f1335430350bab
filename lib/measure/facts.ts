import 'server-only'
import { db } from '@/lib/core/db'
import type { Experiment } from '@/lib/experiments/schema'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { loyaltyFactsOf } from '@/lib/loyalty/transactions'
import { offerSchema } from '@/lib/offers/lifecycle/schema'
import { consentOf, type AccountMarket } from '@/lib/shopper/market'
import { readSome } from '@/lib/value/base/read'
import { valueFactsOf } from '@/lib/value/purchases'
import type { MeasuredFacts, Unit } from './schema'
import { NEAR_WITHIN, standingsOf } from './standings'
import { subscriptionsOf, type Said } from './subscriptions'

/** Of a stranger nothing is known: they spent nothing, and no metric of customers is about them. */
export const NO_FACTS: MeasuredFacts = {
  value: { purchases: [], otherReturns: [] },
  standings: [],
  subscriptions: [],
}

const sql: Sql = (text, values) => db.$queryRawUnsafe(text, ...values)

type Asked = {
  programme: LoyaltyProgram
  /** Minor units that may be missing to a tier that is near. */
  nearWithin: number
  asOf: Date
  metrics: Experiment['metrics']
}

/** What is measured of some customers' facts not later than `asOf`, by subject: in two statements, however many. */
export async function readFacts(
  units: readonly (Pick<Unit, 'subject' | 'at'> & { customerId: string })[],
  { programme, nearWithin, asOf, metrics }: Asked,
): Promise<Map<string, MeasuredFacts>> {
  const asks = (key: Experiment['metrics'][number]['key']): boolean => metrics.some((metric) => metric.key === key)
  const ids = units.map(({ customerId }) => customerId)
  const [customers, said] = await Promise.all([
    readSome(sql, ids, asOf),
    asks('unsubscribe') ? readSaid(ids, asOf) : new Map<string, MeasuredFacts['subscriptions']>(),
  ])
  const known = new Map(customers.map((customer) => [customer.id, customer]))
  return new Map(
    units.map(({ subject, at, customerId }) => {
      const customer = known.get(customerId)
      if (!customer) return [subject, NO_FACTS]
      const value = valueFactsOf(programme, customer)
      const loyalty = loyaltyFactsOf(programme, { ...customer, redemptions: [] })
      const standings = asks('tier-upgrade')
        ? standingsOf(programme, { loyalty, value }, { start: at, asOf, nearWithin })
        : []
      return [subject, { value, standings, subscriptions: said.get(customerId) ?? [] }]
    }),
  )
}

type SaidRow = AccountMarket & { id: string; since: number; said: [number, Said['kind'], Said['choice']][] }

/** What was said while the demo's clock was moved is a rehearsal: nobody meant it, and it counts for nothing. */
async function readSaid(ids: readonly string[], asOf: Date): Promise<Map<string, MeasuredFacts['subscriptions']>> {
  const rows = await db.$queryRaw<SaidRow[]>`
    select c.id::text as id, c.country, c.consent_rule as "consentRule", date_part('epoch', c.created_at) as since,
      coalesce((select json_agg(json_build_array(date_part('epoch', m.at), m.kind, m.choice) order by m.at, m.seq)
        from message_choice m where m.customer_id = c.id and m.at <= ${asOf} and not m.moved_clock), '[]') as said
    from customer c where c.id = any(${[...ids]}::uuid[])`
  return new Map(
    rows.map(({ id, since, said, ...account }) => {
      const choices = said.map(([at, kind, choice]) => ({ at: moment(at), kind, choice }))
      return [id, subscriptionsOf(choices, { since: moment(since), consent: consentOf(account) })]
    }),
  )
}

const moment = (seconds: number): Date => new Date(Math.round(seconds * 1_000))

/**
 * What may be missing to a tier that is near, in minor units: the most that an offer of the stage "near-tier" allows, live
 * before paused; `NEAR_WITHIN` where there is none.
 */
export async function readNearWithin(): Promise<number> {
  const rows = await db.lifecycleOffer.findMany({ orderBy: { key: 'asc' } })
  const near = rows.flatMap(({ status, definition }) => {
    const offer = offerSchema.safeParse(definition)
    const within = offer.success && offer.data.stage === 'near-tier' ? offer.data.when.nearWithin : null
    return within === null ? [] : [{ live: status === 'live', within }]
  })
  const chosen = near.some(({ live }) => live) ? near.filter(({ live }) => live) : near
  return chosen.length > 0 ? Math.max(...chosen.map(({ within }) => within)) : NEAR_WITHIN
}
