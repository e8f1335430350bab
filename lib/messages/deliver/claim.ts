import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db } from '@/lib/core/db'
import type { MessageReason } from '../schema'
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

/**
 * Takes up to `most` messages whose time has come, the longest due first: queued ones, and those that somebody began to
 * send so long ago that they are gone. Committed before anybody talks to a server; runners at the same time pass over
 * each other's.
 */
export function claim({ now, customerIds, movedClock }: Wanted, realNow: Date, most: number): Promise<Claimed[]> {
  const left = new Date(realNow.getTime() - CLAIM_LASTS_MS)
  const whose = customerIds ? Prisma.sql`and customer_id = any(${[...customerIds]}::uuid[])` : Prisma.empty
  const which = movedClock === undefined ? Prisma.empty : Prisma.sql`and moved_clock = ${movedClock}`
  return db.$queryRaw<Claimed[]>`
    with next as (
      select id from message
      where status in ('queued', 'sending') and due_at <= ${now}
        and (next_try_at is null or next_try_at <= ${realNow})
        and (status = 'queued' or claimed_at <= ${left}) ${whose} ${which}
      order by due_at, seq limit ${most} for update skip locked)
    update message m set status = 'sending', claimed_at = ${realNow}, next_try_at = null, attempts = m.attempts + 1
    from next where m.id = next.id
    returning m.id, m.customer_id as "customerId", m.cause, m.subject, m.kind, m.token, m.content, m.due_at as "dueAt",
      m.moved_clock as "movedClock", m.attempts`
}

/** What a claimed message's customer is and said, at this very moment. */
export type Recipient = {
  name: string
  email: string | null
  country: string | null
  consentRule: string | null
  /** Their newest word on messages of this kind, whatever the demo clock says. */
  choice: 'on' | 'off' | null
  /** What the mail server said when it refused their address for good. */
  refused: string | null
}

/** The recipients of claimed messages, by message. Whoever was erased meanwhile has neither message nor entry. */
export async function recipientsOf(claimed: readonly Claimed[]): Promise<ReadonlyMap<string, Recipient>> {
  const rows = await db.$queryRaw<(Recipient & { id: string })[]>`
    select m.id, c.name, c.email, c.country, c.consent_rule as "consentRule", r.said as refused,
      (select x.choice from message_choice x where x.customer_id = m.customer_id and x.kind = m.kind
        order by x.seq desc limit 1) as choice
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
  | { status: 'queued'; nextTryAt: Date; said: string }

/**
 * Writes down what became of messages, unless the claim is no longer ours: whoever took over says so then.
 * @returns of how many it was written.
 */
export function settle(claimed: readonly Claimed[], fate: Fate): Promise<number> {
  const reason = fate.status === 'suppressed' ? fate.reason : null
  const said = fate.status === 'kept' ? null : fate.said
  const sentAt = 'sentAt' in fate ? fate.sentAt : null
  const nextTryAt = fate.status === 'queued' ? fate.nextTryAt : null
  return db.$executeRaw`
    update message m set status = ${fate.status}, reason = ${reason}, sent_at = ${sentAt}, next_try_at = ${nextTryAt},
      claimed_at = null, said = coalesce(${said}, m.said)
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
