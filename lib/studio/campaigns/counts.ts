import 'server-only'
import { db } from '@/lib/core/db'
import type { MessageReason, MessageStatus } from '@/lib/messages/schema'

/** How many messages of a campaign stand how; by the index of campaigns. */
export type Stood = { status: MessageStatus; reason: MessageReason | null; count: number }

/** What became of a sent campaign's messages. */
export const readStood = (campaignId: string): Promise<Stood[]> =>
  db.$queryRaw<Stood[]>`select status, reason, count(*)::int as count from message
    where campaign_id = ${campaignId}::uuid and not moved_clock group by status, reason order by count desc, status, reason`
