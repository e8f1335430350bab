import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { dateOfDay, dayOf, startOfDay } from '@/lib/core/days'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { browsersOf } from './columns'
import { endOf, isCooling, isMade, TOGETHER_MS, type PromiseFacts } from './facts'
import { guardKey, type LifecycleOffer, type OfferGrant, type ShownOffer } from './schema'

/** The named moments of a promise between which another request may slip in; the shop passes none. */
export type GrantStep = 'grant:locked' | 'grant:before-budget' | 'grant:before-write'

export type Granting = {
  customerId: string
  visitorId: string
  /** What the page is about to show. */
  shown: ShownOffer
  offer: LifecycleOffer
  /** What the page was folded from. */
  facts: PromiseFacts
  movedClock: boolean
  steps?: (step: GrantStep) => Promise<void> | void
}

export type GrantResult =
  | { status: 'granted'; grant: OfferGrant }
  /** Its budget is used up: nothing was promised. */
  | { status: 'exhausted' }
  /** Something else is promised already, or the facts are others than the page had read: read them again. */
  | { status: 'changed' }

/**
 * Makes a promise, in one transaction: the customer's turn first, then their browsers', then the offer's, so that there
 * is never a second promise beside one that holds, none by another account of the same browser, and never one more than
 * the budget allows. A promise that this cause has given is not made again, whatever its time: promises are never rewritten.
 * One of the future holds nothing else up.
 */
export async function grantOffer(input: Granting): Promise<GrantResult> {
  return db.$transaction((tx) => grantWithin(tx, input))
}

async function grantWithin(tx: Transaction, input: Granting): Promise<GrantResult> {
  const { customerId, visitorId, shown, offer, movedClock, steps } = input
  const { asOf } = input.facts
  const { until, stage, subject, earnedBy, benefits } = shown
  if (until === null || until <= asOf) return { status: 'changed' }
  const there = await tx.$queryRaw<unknown[]>`
    select id from customer where id = ${customerId}::uuid and erased_at is null for no key update`
  if (there.length === 0) return { status: 'changed' }
  await lockBrowsers(tx, { customerId, visitorId })
  await steps?.('grant:locked')
  const own = await ownGrants(tx, input)
  if (isPromised(own, input) || (await isHadElsewhere(tx, input))) return { status: 'changed' }
  await steps?.('grant:before-budget')
  const [row] = await tx.$queryRaw<{ status: string }[]>`
    select status from lifecycle_offer where key = ${offer.key} for update`
  if (row?.status !== 'live') return { status: 'changed' }
  if (await isExhausted(tx, input)) return { status: 'exhausted' }
  await steps?.('grant:before-write')
  const promise = { offer: offer.key, stage, subject, earnedBy, at: asOf, until }
  const grant: OfferGrant = { id: newId(), ...promise, benefits }
  const data = { ...promise, id: grant.id, customerId, visitorId, movedClock, benefits: [...benefits] }
  const { count } = await tx.offerGrant.createMany({ data: [data], skipDuplicates: true })
  return count === 1 ? { status: 'granted', grant } : { status: 'changed' }
}

/**
 * One account at a time of all that were seen in the same browsers, until the transaction ends: what one of them has of
 * an offer that is given once, the next one sees. After the customer's own lock, and before any other.
 */
export async function lockBrowsers(
  tx: Transaction,
  { customerId, visitorId }: { customerId: string; visitorId: string | null },
): Promise<void> {
  const browsers = browsersOf(Prisma.sql`${customerId}::uuid`, Prisma.sql`${visitorId}::uuid`)
  const rows = await tx.$queryRaw<{ id: string }[]>`select distinct id from (${browsers}) b order by id`
  // One after the other: of a set, nobody knows in which order its locks are taken.
  for (const { id } of rows) {
    await tx.$queryRaw`select count(pg_advisory_xact_lock(hashtextextended(${`once:${id}`}, 0)))`
  }
}

/** What a customer was promised, whatever the time, and whether it is used. */
type OwnGrant = Pick<OfferGrant, 'id' | 'offer' | 'subject' | 'at' | 'until'> & { used: boolean }

async function ownGrants(tx: Transaction, { customerId }: Granting): Promise<OwnGrant[]> {
  const select = { id: true, offer: true, subject: true, at: true, until: true }
  const own = await tx.offerGrant.findMany({ where: { customerId }, select })
  const uses = await tx.offerUse.findMany({ where: { customerId }, select: { offer: true } })
  const used = new Set(uses.map(({ offer }) => offer))
  return own.map((grant) => ({ ...grant, used: used.has(guardKey(grant)) }))
}

/**
 * Whether somebody was faster: this was promised already, or too lately, or another promise of theirs holds. Those that
 * the page had read end as it had decided (`endOf`); of others it knows neither order nor return, and goes by their date.
 */
function isPromised(own: readonly OwnGrant[], { shown, offer, facts }: Granting): boolean {
  const { asOf } = facts
  const known = new Map(facts.grants.map((grant) => [grant.id, grant]))
  return own.some((grant) => {
    const ahead = !isMade(grant, asOf)
    if (guardKey(grant) === guardKey(shown)) return true
    if (grant.offer === offer.key && (!ahead || grant.used) && isCooling(offer, grant.at, facts)) return true
    if (ahead || grant.used || grant.until <= asOf) return false
    const read = known.get(grant.id)
    return !read || endOf(read, facts) === null
  })
}

/** Whether another account of the same browsers had this offer, where it is given once. */
async function isHadElsewhere(tx: Transaction, { customerId, visitorId, offer, facts }: Granting): Promise<boolean> {
  if (offer.frequency.per !== 'once') return false
  const browsers = browsersOf(Prisma.sql`${customerId}::uuid`, Prisma.sql`${visitorId}::uuid`)
  const [row] = await tx.$queryRaw<{ had: boolean }[]>`
    with browser as materialized (${browsers})
    select exists (select 1 from offer_grant g join visitor_link l on l.customer_id = g.customer_id
      where g.offer = ${offer.key} and g.customer_id <> ${customerId}::uuid
        and (g.at <= ${new Date(facts.asOf.getTime() + TOGETHER_MS)} or exists (select 1 from offer_use u
          where u.customer_id = g.customer_id and u.offer = 'life:' || g.offer || ':' || g.subject))
        and (l.visitor_id in (select id from browser) or l.visitor_id in
          (select s.visitor_id from visitor_succession s where s.browser_id in (select id from browser)))) as had`
  return row?.had ?? false
}

/**
 * Whether as many were promised as the budget allows. The caller holds the offer's row. What was promised under a moved
 * clock spends nobody's budget.
 */
async function isExhausted(tx: Transaction, { offer, facts }: Granting): Promise<boolean> {
  if (!offer.budget) return false
  const within = offer.budget.per === 'month' ? { at: monthOf(facts.asOf, facts.programme.timeZone) } : {}
  return (await tx.offerGrant.count({ where: { offer: offer.key, movedClock: false, ...within } })) >= offer.budget.most
}

/** The calendar month of a moment in the programme's time zone, half-open. */
function monthOf(at: Date, timeZone: string): { gte: Date; lt: Date } {
  const date = dateOfDay(dayOf(at, timeZone))
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const first = (of: number) => startOfDay(dayOf(new Date(Date.UTC(year, of))), timeZone)
  return { gte: first(month), lt: first(month + 1) }
}
