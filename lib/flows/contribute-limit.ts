import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { newId, sha256 } from '@/lib/core/ids'
import { forgetOlder, networkOf } from './attempts'

/** How often somebody may say something within how long, in real time: by browser or customer, and by network. */
export const SAYING_WITHIN_MS = 10 * 60_000
export const MOST_SAID = {
  said: { own: 80, network: 800 },
  review: { own: 10, network: 60 },
} as const

/**
 * Counts one act of saying against who does it and against the network it comes from; false once either has had its
 * share, and then nothing is counted. Call it under the shopper's own lock: their share is then exact; a network's can be
 * passed by as many as ask at the same moment. Only hashes are kept, and only while they count.
 */
export async function countSaying(
  what: keyof typeof MOST_SAID,
  who: { shopper: string; peer: string | null; realNow: Date },
  within: Transaction = db,
): Promise<boolean> {
  const since = new Date(who.realNow.getTime() - SAYING_WITHIN_MS)
  const own = `${what}:${sha256(who.shopper)}`
  const network = `${what}-network:${sha256(networkOf(who.peer))}`
  const subjects = [own, network]
  await forgetOlder(who.realNow, within)
  await within.signInAttempt.deleteMany({ where: { subject: { in: subjects }, at: { lte: since } } })
  const counts = await within.signInAttempt.groupBy({
    by: ['subject'],
    where: { subject: { in: subjects } },
    _count: true,
  })
  const countOf = (subject: string) => counts.find((count) => count.subject === subject)?._count ?? 0
  if (countOf(own) >= MOST_SAID[what].own || countOf(network) >= MOST_SAID[what].network) return false
  await within.signInAttempt.createMany({
    data: subjects.map((subject) => ({ id: newId(), subject, at: who.realNow })),
  })
  return true
}
