import { z } from 'zod'
import { valuesIn } from '@/lib/catalog/listing'
import { CAUSES, REASONS, STATUSES, type Cause, type MessageReason, type MessageStatus } from '@/lib/messages/schema'
import { searchOf } from '../customers/filter'

/** Which messages are listed. Null and "" ask nothing. */
export type OutboxFilter = {
  /** Part of a name or an e-mail, or the till's reference. */
  search: string
  status: MessageStatus | null
  reason: MessageReason | null
  cause: Cause | null
}

export const EVERY_MESSAGE: OutboxFilter = { search: '', status: null, reason: null, cause: null }

/** How many are counted of each status: beyond it the page says "more than". */
export const MESSAGES_COUNTED = 10_000

/** Where a page begins: behind a message, or before it, by the order in which they were decided. */
export type OutboxTurn = { to: 'older' | 'newer'; seq: number }

type Params = Readonly<Record<string, string | string[] | undefined>>

/** What the address asks for. What it cannot mean asks nothing. */
export function outboxFilterOf(params: Params): OutboxFilter {
  const one = (name: string): string => valuesIn(params, name)[0]?.trim() ?? ''
  return {
    search: searchOf(params, 'q'),
    status: STATUSES.find((status) => status === one('status')) ?? null,
    reason: REASONS.find((reason) => reason === one('reason')) ?? null,
    cause: CAUSES.find((cause) => cause === one('cause')) ?? null,
  }
}

const seqSchema = z.coerce.number().int().min(0)

/** Which page the address asks for; null for the first one, and for what is no page. */
export function outboxTurnOf(params: Params): OutboxTurn | null {
  for (const to of ['older', 'newer'] as const) {
    const seq = seqSchema.safeParse(valuesIn(params, to)[0] || undefined)
    if (seq.success) return { to, seq: seq.data }
  }
  return null
}

/** The outbox's address for a filter and a page of it. */
export function outboxAddress(filter: OutboxFilter, turn: OutboxTurn | null = null): string {
  const asked = new URLSearchParams()
  if (filter.search) asked.set('q', filter.search)
  for (const name of ['status', 'reason', 'cause'] as const) if (filter[name]) asked.set(name, filter[name])
  if (turn) asked.set(turn.to, String(turn.seq))
  const query = asked.toString()
  return query ? `/studio/outbox?${query}` : '/studio/outbox'
}
