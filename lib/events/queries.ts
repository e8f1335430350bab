import 'server-only'
import type { Prisma } from '@/lib/generated/prisma/client'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { logFault } from '@/lib/core/log'
import type { EventKind } from './schema'

/** A fact to be written. Absent fields are null. */
export type NewFact = {
  kind: EventKind
  at: Date
  movedClock: boolean
  visitorId?: string | null
  customerId?: string | null
  visitId?: string | null
  product?: string | null
  colour?: string | null
  category?: string | null
  house?: string | null
  value?: string | null
  query?: string | null
  orderId?: string | null
  quantity?: number | null
  place?: string | null
  channel?: 'web' | 'till'
  data?: Prisma.InputJsonValue
  /** What makes it the same fact when it is said twice; the second is dropped. */
  dedupe?: string | null
}

/** Appends facts in one statement. Facts already known by their `dedupe` are left as they are. */
export async function appendFacts(facts: readonly NewFact[], within: Transaction = db): Promise<void> {
  if (facts.length === 0) return
  await within.event.createMany({ data: facts.map((fact) => ({ id: newId(), ...fact })), skipDuplicates: true })
}

/** Like `appendFacts`, for facts a page must not fail for: a fault is logged, the shopper sees their page. */
export async function noteFacts(facts: readonly NewFact[]): Promise<void> {
  try {
    await appendFacts(facts)
  } catch (error) {
    logFault('events: facts were not written', error, { kinds: facts.map((fact) => fact.kind).join(',') })
  }
}
