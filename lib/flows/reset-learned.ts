import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { kindIn, kindNotIn } from '@/lib/events/said'
import { CONTRIBUTED } from '@/lib/events/schema'
import { holdTraces, ofTraces, PAID, removeFacts } from './data-hold'
import type { FlowContext } from './types'

/** How many facts were removed. `said`: of their own accord; 0 unless that was asked for. */
export type Forgotten = { learned: number; said: number }

/**
 * Forgets what was learned: everything that was observed of a customer in whichever of their browsers, or in this browser
 * where nobody is signed in, what they were shown included. Purchases and returns stay, for orders do. What they said of
 * their own accord (wishes, opinions, follows, tastes, ratings) goes only where `said` asks for it; reviews stay, which
 * are read by others and have their own way of being withdrawn. Which arms of experiments a customer was shown stays, for no
 * page is chosen by it; of a browser where nobody is signed in it goes too.
 *
 * Facts that were being written when this began are waited for and removed; a page that is still being made then is a
 * look of its own, learned afterwards. What was removed is recorded in counts; nothing removed is no record. A browser whose visitor is somebody
 * else's has nothing to forget.
 */
export async function resetLearned(
  ctx: Pick<FlowContext, 'visitorId' | 'customerId' | 'now'>,
  { said }: { said: boolean },
): Promise<Forgotten> {
  return db.$transaction(async (tx) => {
    const traces = await holdTraces(tx, ctx, { undone: false })
    if (!traces) return { learned: 0, said: 0 }
    const whose = ofTraces(traces)
    const learned = await removeFacts(tx, Prisma.sql`${whose} and ${kindNotIn([...PAID, ...CONTRIBUTED])}`)
    const spoken = said ? await removeFacts(tx, Prisma.sql`${whose} and ${kindIn(CONTRIBUTED)}`) : 0
    const removed = { learned, said: spoken }
    // Which arm a customer was shown is no profile, and who is measured must not begin anew; a browser's is its own trace.
    if (!traces.customerId) {
      const who = { in: [...traces.visitorIds] }
      await tx.experimentExposure.deleteMany({ where: { who, customerId: null } })
    }
    if (learned + spoken === 0) return removed
    const subject = ctx.customerId ?? ctx.visitorId
    await tx.erasure.create({ data: { id: newId(), kind: 'learned', subject, at: ctx.now, removed } })
    return removed
  })
}
