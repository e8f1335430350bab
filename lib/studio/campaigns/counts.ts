import 'server-only'
import { db } from '@/lib/core/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { audienceWhere, readAudienceRun, unreachable } from '@/lib/messages/campaigns/audience'
import type { Campaign } from '@/lib/messages/campaigns/queries'
import type { MessageReason, MessageStatus } from '@/lib/messages/schema'

/** How many messages of a campaign stand how; by the index of campaigns. */
export type Stood = { status: MessageStatus; reason: MessageReason | null; count: number }

/** What became of a sent campaign's messages. */
export const readStood = (campaignId: string): Promise<Stood[]> =>
  db.$queryRaw<Stood[]>`select status, reason, count(*)::int as count from message
    where campaign_id = ${campaignId}::uuid and not moved_clock group by status, reason order by count desc, status, reason`

/**
 * How many of a sent campaign's audience have no message of it: with few exceptions those who had enough messages when it
 * was written, as nothing is written down of them. The audience is that of the batch it was sent by; who was erased since
 * is not counted. Zero while it is still being written.
 */
export async function readUnwritten({ id, definition, sentAt, finishedAt }: Campaign): Promise<number> {
  const run = sentAt && finishedAt ? await readAudienceRun(sentAt) : null
  if (!run) return 0
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from value_row v
    join customer c on c.id = v.customer_id and c.erased_at is null and c.role <> 'staff' and not ${unreachable(Prisma.raw('c'))}
    where v.run_id = ${run.id}::uuid and ${audienceWhere(definition.audience)}
      and not exists (select 1 from message m where m.campaign_id = ${id}::uuid and m.customer_id = v.customer_id
        and not m.moved_clock)`
  return row?.count ?? 0
}
