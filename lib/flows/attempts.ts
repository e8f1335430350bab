import 'server-only'
import { isIPv6 } from 'node:net'
import { db, type Transaction } from '@/lib/core/db'
import { newId, sha256 } from '@/lib/core/ids'
import { fail, ok, type Result } from '@/lib/core/result'

/** How many attempts within how long, in real time. An account is an e-mail, whether or not it is known. */
export const ATTEMPTS_WITHIN_MS = 15 * 60_000
export const MOST_ATTEMPTS = { account: 10, address: 30, opening: 100 } as const
export type AttemptKind = keyof typeof MOST_ATTEMPTS

/** A counted attempt, so that one that succeeded can be given back: only failures add up. */
export type Counted = { ids: string[] }

/**
 * The part of a network address that belongs to one subscriber: all of an IPv4 address, the first 64 bits of an IPv6
 * one (RFC 6177: at least that much is handed to a single site).
 */
export function networkOf(address: string | null): string {
  const plain = (address ?? 'unknown').replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase()
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = (plain.split('%')[0] ?? plain).split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * Counts one attempt against each subject, before anything is checked, unless one of them has had its share: then
 * nothing is counted, and the answer says in how many minutes to try again. Attempts in parallel wait for each other,
 * so that no more than the share ever pass. Only hashes of subjects are kept, and only while they count.
 */
export async function countAttempt(
  subjects: Readonly<Partial<Record<AttemptKind, string>>>,
  realNow: Date,
): Promise<Result<Counted, { minutes: number }>> {
  const counted = (Object.keys(MOST_ATTEMPTS) as AttemptKind[]).flatMap((kind) => {
    const subject = subjects[kind]
    return subject === undefined ? [] : [{ subject: `${kind}:${sha256(subject)}`, most: MOST_ATTEMPTS[kind] }]
  })
  const since = new Date(realNow.getTime() - ATTEMPTS_WITHIN_MS)
  return db.$transaction(async (tx) => {
    await lockSubjects(tx, counted)
    await forgetOlder(tx, since)
    const earlier = await tx.signInAttempt.findMany({
      where: { subject: { in: counted.map(({ subject }) => subject) }, at: { gt: since } },
      orderBy: { at: 'asc' },
      select: { subject: true, at: true },
    })
    const waits = counted.flatMap(({ subject, most }) => {
      const own = earlier.filter((attempt) => attempt.subject === subject)
      // A place is free once all but `most` - 1 of them have become too old to count.
      const last = own[own.length - most]
      return last ? [last.at.getTime() + ATTEMPTS_WITHIN_MS - realNow.getTime()] : []
    })
    if (waits.length > 0) return fail({ minutes: Math.max(1, Math.ceil(Math.max(...waits) / 60_000)) })
    const rows = counted.map(({ subject }) => ({ id: newId(), subject, at: realNow }))
    await tx.signInAttempt.createMany({ data: rows })
    return ok({ ids: rows.map(({ id }) => id) })
  })
}

/** Takes back an attempt that succeeded. */
export async function giveBack({ ids }: Counted): Promise<void> {
  await db.signInAttempt.deleteMany({ where: { id: { in: ids } } })
}

async function lockSubjects(tx: Transaction, counted: readonly { subject: string }[]): Promise<void> {
  const names = counted.map(({ subject }) => subject).sort()
  await tx.$queryRaw`
    select count(pg_advisory_xact_lock(hashtextextended(subject, 0)))
    from (select unnest(${names}::text[]) as subject order by 1) subjects`
}

/** Forgets some of what no longer counts, whoever it was about: what comes in is less than what goes out. */
async function forgetOlder(tx: Transaction, since: Date): Promise<void> {
  await tx.$executeRaw`
    delete from sign_in_attempt where id in (
      select id from sign_in_attempt where at <= ${since} limit 100 for update skip locked)`
}
