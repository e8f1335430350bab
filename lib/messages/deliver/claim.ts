import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db } from '@/lib/core/db'
import { CAPS, type MessageReason } from '../schema'
import { CLAIM_LASTS_MS } from './schedule'

/** Which messages a runner looks at, as of when. `movedClock`: only those of moved clocks, or only the others. */
export type Wanted = {
  now: Date
  customerIds?: readonly string[]
  movedClock?: boolean
}

/** A message that this runner has, and nobody else: until it says what became of it, or its claim is too old. */
export type Claimed = {
  id: string
  customerId: string
  cause: string
  subject: string
  kind: string
  token: string
  content: unknown
  dueAt: Date
  movedClock: boolean
  /** Attempts begun, this one included. It also tells this claim from a later one. */
  attempts: number
}

/** Claims that shall see each other are made one after the other, by any number of runners: each takes a millisecond. */
const oneByOne = () => db.$queryRaw`select count(pg_advisory_xact_lock(hashtextextended('messages: claim', 0)))`

/**
 * Takes up to `most` messages whose time has come, the longest due first: queued ones, and those that somebody began to
 * send so long ago that they are gone. Committed before anybody talks to a server; runners at the same time pass over
 * each other's.
 * @param alone takes one at most to the same customer, and none while another one is on its way to them, so that it can be
 *   counted before it is sent how many they had. What is transactional is not counted and does not wait.
 */
export async function claim(
  { now, customerIds, movedClock }: Wanted,
  realNow: Date,
  { most, alone }: { most: number; alone: boolean },
): Promise<Claimed[]> {
  const left = new Date(realNow.getTime() - CLAIM_LASTS_MS)
  const whose = customerIds ? Prisma.sql`and n.customer_id = any(${[...customerIds]}::uuid[])` : Prisma.empty
  const which = movedClock === undefined ? Prisma.empty : Prisma.sql`and n.moved_clock = ${movedClock}`
  const none = alone
    ? Prisma.sql`and (n.kind = 'transactional' or not exists (select 1 from message o
        where o.customer_id = n.customer_id and o.id <> n.id and o.kind <> 'transactional' and o.status = 'sending'
          and o.claimed_at > ${left}))`
    : Prisma.empty
  const taken = db.$queryRaw<Claimed[]>`
    with next as (
      select n.id from message n
      where n.status in ('queued', 'sending') and n.due_at <= ${now}
        and (n.next_try_at is null or n.next_try_at <= ${realNow})
        and (n.status = 'queued' or n.claimed_at <= ${left}) ${whose} ${which} ${none}
      order by n.due_at, n.seq limit ${alone ? 1 : most} for update of n skip locked)
    update message m set status = 'sending', claimed_at = ${realNow}, next_try_at = null, attempts = m.attempts + 1
    from next where m.id = next.id
    returning m.id, m.customer_id as "customerId", m.cause, m.subject, m.kind, m.token, m.content, m.due_at as "dueAt",
      m.moved_clock as "movedClock", m.attempts`
  return alone ? (await db.$transaction([oneByOne(), taken]))[1] : taken
}

/** What a claimed message's customer is and said, at this very moment. */
export type Recipient = {
  name: string
  email: string | null
  /** customer | staff */
  role: string
  country: string | null
  consentRule: string | null
  /** Their newest word on messages of this kind, whatever the demo clock says. */
  choice: 'on' | 'off' | null
  /** What the mail server said when it refused their address for good. */
  refused: string | null
  /** They put this message away in the shop, on some device. */
  putAway: boolean
  /** Domain time at which they had as many as anybody gets in 24 hours, that is the oldest of these; null where they had not. */
  hadEnoughAt: Date | null
  /** The time zone that they answered, and the programme's. */
  zone: string | null
  programmeZone: string | null
  /** The message's trigger as data, live or paused; null where there is none. */
  trigger: unknown
}

/** The recipients of claimed messages as of a moment (domain time), by message. Whoever was erased meanwhile has neither message nor entry. */
export async function recipientsOf(claimed: readonly Claimed[], now: Date): Promise<ReadonlyMap<string, Recipient>> {
  const rows = await db.$queryRaw<(Recipient & { id: string })[]>`
    select m.id, c.name, c.email, c.role, c.country, c.consent_rule as "consentRule", r.said as refused,
      (select x.choice from message_choice x where x.customer_id = m.customer_id and x.kind = m.kind
        order by x.seq desc limit 1) as choice,
      exists (select 1 from message_mark k where k.message_id = m.id and k.what = 'dismissed'
        and k.at <= ${now}) as "putAway",
      (select h.sent_at from message h where h.customer_id = m.customer_id and h.status = 'sent' and not h.moved_clock
          and h.kind <> 'transactional' and h.sent_at > ${now}::timestamptz - interval '24 hours'
        order by h.sent_at desc offset ${CAPS.perDay - 1} limit 1) as "hadEnoughAt",
      (select z.value from customer_answer z where z.customer_id = c.id and z.question = 'time-zone'
        order by z.seq desc limit 1) as zone,
      (select p.definition->>'timeZone' from programme_version p where p.effective_from <= ${now}
        order by p.effective_from desc, p.id desc limit 1) as "programmeZone",
      (select t.definition from message_trigger t where t.key = m.cause) as trigger
    from message m join customer c on c.id = m.customer_id and c.erased_at is null
      left join mail_refusal r on r.customer_id = m.customer_id
    where m.id = any(${claimed.map(({ id }) => id)}::uuid[])`
  return new Map(rows.map(({ id, ...recipient }) => [id, recipient]))
}

/** What became of a claimed message. */
export type Fate =
  | { status: 'sent'; sentAt: Date; said: string }
  | { status: 'kept'; sentAt: Date }
  | { status: 'suppressed'; reason: MessageReason; said: string | null }
  /** Put back. `counts`: whether that was one of its attempts. `said` is null where nobody was asked: it waits. */
  | { status: 'queued'; nextTryAt: Date; said: string | null; counts: boolean }

/**
 * Writes down what became of messages, unless the claim is no longer ours: whoever took over says so then.
 * @returns of how many it was written.
 */
export function settle(claimed: readonly Claimed[], fate: Fate): Promise<number> {
  const reason = fate.status === 'suppressed' ? fate.reason : null
  const said = fate.status === 'kept' ? null : fate.said
  const sentAt = 'sentAt' in fate ? fate.sentAt : null
  const nextTryAt = fate.status === 'queued' ? fate.nextTryAt : null
  const givenBack = fate.status === 'queued' && !fate.counts ? 1 : 0
  return db.$executeRaw`
    update message m set status = ${fate.status}, reason = ${reason}, sent_at = ${sentAt}, next_try_at = ${nextTryAt},
      claimed_at = null, said = coalesce(${said}, m.said), attempts = m.attempts - ${givenBack}::int
    from unnest(${claimed.map(({ id }) => id)}::uuid[], ${claimed.map(({ attempts }) => attempts)}::int[]) as mine(id, attempts)
    where m.id = mine.id and m.attempts = mine.attempts and m.status = 'sending'`
}

/** Nothing is sent to this customer's address any more. The first refusal's words stay; of who is erased nothing is written. */
export async function refuseAddress(customerId: string, said: string, at: Date): Promise<void> {
  await db.$executeRaw`
    insert into mail_refusal (customer_id, said, at)
    select id, ${said}, ${at} from customer where id = ${customerId}::uuid and erased_at is null
    on conflict (customer_id) do nothing`
}
