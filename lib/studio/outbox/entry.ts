import 'server-only'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import {
  CAUSES,
  contentSchema,
  triggerSchema,
  whySchema,
  type Cause,
  type MessageContent,
  type MessageReason,
  type MessageStatus,
  type MessageWhy,
  type TriggerDefinition,
} from '@/lib/messages/schema'

/** A message with all that is known of it. */
export type Entry = {
  id: string
  customerId: string
  /** Their name; null where they were erased since. */
  to: string | null
  cause: Cause
  subject: string
  kind: string
  status: MessageStatus
  reason: MessageReason | null
  arm: string | null
  /** Null where nothing was composed, or where it no longer fits its schema. */
  content: MessageContent | null
  why: MessageWhy
  at: Date
  dueAt: Date
  sentAt: Date | null
  attempts: number
  nextTryAt: Date | null
  said: string | null
  movedClock: boolean
  campaign: { id: string; name: string } | null
  marks: { what: string; at: Date }[]
  /** The trigger's rule as it is now; null for campaigns, and for what is transactional. */
  rule: TriggerDefinition | null
}

/** To whom a message is: asked first, so that the look is logged before anything else of it is read. */
export const readRecipient = (id: string): Promise<string | null> =>
  db.message.findUnique({ where: { id }, select: { customerId: true } }).then((row) => row?.customerId ?? null)

/** A message; null for what is none. */
export async function readEntry(id: string): Promise<Entry | null> {
  const row = await db.message.findUnique({
    where: { id },
    include: {
      marks: { orderBy: { at: 'asc' } },
      campaign: { select: { id: true, name: true } },
      customer: { select: { name: true, erasedAt: true } },
    },
  })
  const cause = CAUSES.find((each) => each === row?.cause)
  if (!row || !cause) return null
  const trigger = cause === 'campaign' ? null : await db.messageTrigger.findUnique({ where: { key: cause } })
  const rule = triggerSchema.safeParse(trigger?.definition)
  const content = row.content === null ? null : contentSchema.safeParse(row.content)
  if (content?.error) logFault('outbox: a message is shown without its letter', content.error, { id })
  const why = whySchema.safeParse(row.why)
  return {
    ...row,
    // The database's own check holds both to the words of the schema.
    ...{ status: row.status as MessageStatus, reason: row.reason as MessageReason | null, cause },
    to: row.customer.erasedAt ? null : row.customer.name,
    content: content?.data ?? null,
    why: why.data ?? { reasons: [] },
    rule: rule.data ?? null,
  }
}
