import 'server-only'
import { isIPv6 } from 'node:net'
import { db, type Transaction } from '@/lib/core/db'
import { sha256 } from '@/lib/core/ids'
import { fail, ok, type Result } from '@/lib/core/result'

/** How many attempts within how long, in real time; nothing that is counted here counts for longer. An account is an e-mail, whether or not it is known. */
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
 * nothing is counted, and the answer says in how many minutes to try again. In parallel, too, no more than the share
 * ever pass. Only hashes of subjects are kept, and only while they count.
 */
export async function countAttempt(
  subjects: Readonly<Partial<Record<AttemptKind, string>>>,
  realNow: Date,
): Promise<Result<Counted, { minutes: number }>> {
  const since = new Date(realNow.getTime() - ATTEMPTS_WITHIN_MS)
  await forgetOlder(realNow)
  const ids: string[] = []
  for (const kind of Object.keys(MOST_ATTEMPTS) as AttemptKind[]) {
    const name = subjects[kind]
    if (name === undefined) continue
    const claimed = await claimPlace(`${kind}:${sha256(name)}`, MOST_ATTEMPTS[kind], { realNow, since })
    if ('id' in claimed) {
      ids.push(claimed.id)
      continue
    }
    await giveBack({ ids })
    return fail({ minutes: Math.max(1, Math.ceil((claimed.freeAt.getTime() - realNow.getTime()) / 60_000)) })
  }
  return ok({ ids })
}

/** Takes back an attempt that succeeded. */
export async function giveBack({ ids }: Counted): Promise<void> {
  if (ids.length > 0) await db.signInAttempt.deleteMany({ where: { id: { in: ids } } })
}

/**
 * Takes one of a subject's `most` places. A place is a row whose id follows from subject and number, so the primary key
 * decides between two that want it; it is free while its row is absent or too old to count. One statement looks and
 * takes, so nothing is locked from one statement to the next.
 */
async function claimPlace(
  subject: string,
  most: number,
  { realNow, since }: { realNow: Date; since: Date },
): Promise<{ id: string } | { freeAt: Date }> {
  const places = Array.from({ length: most }, (_, i) => sha256(`${subject}:${i}`).slice(0, 32))
  for (;;) {
    const [taken] = await db.$queryRaw<{ id: string }[]>`
      insert into sign_in_attempt (id, subject, at)
      select place.id, ${subject}, ${realNow} from unnest(${places}::uuid[]) as place (id)
      where not exists (select 1 from sign_in_attempt own where own.id = place.id and own.at > ${since})
      order by random() limit 1
      on conflict (id) do update set at = excluded.at where sign_in_attempt.at <= ${since}
      returning id`
    if (taken) return taken
    const used = await db.signInAttempt.findMany({
      where: { subject, at: { gt: since } },
      orderBy: { at: 'asc' },
      select: { at: true },
    })
    // Fewer than all: somebody was faster at the place we wanted, and there are others.
    if (used[0] && used.length >= most) return { freeAt: new Date(used[0].at.getTime() + ATTEMPTS_WITHIN_MS) }
  }
}

/** Forgets some of what no longer counts, whoever it was about and for whatever it counted: more than comes in. */
export async function forgetOlder(realNow: Date, within: Transaction = db): Promise<void> {
  const since = new Date(realNow.getTime() - ATTEMPTS_WITHIN_MS)
  await within.$executeRaw`
    delete from sign_in_attempt where id in (
      select id from sign_in_attempt where at <= ${since} limit 100 for update skip locked)`
}
