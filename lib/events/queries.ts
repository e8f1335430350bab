import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { logFault } from '@/lib/core/log'
import type { EventKind } from './schema'

/** A fact to be written. Absent fields are null. */
export type NewFact = {
  /** A new one unless given. A fact whose id is known already is left as it is. */
  id?: string
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

/** The lock under which it is decided whose a visitor is, and under which what it did is removed. */
export const visitorLock = (visitorId: string): string => `visitor:${visitorId}`

/** Each column of the log that a fact fills, with its type; named as in `NewFact`, in snake case there. */
const COLUMNS = {
  ...{ id: 'uuid', kind: 'text', at: 'timestamptz', movedClock: 'boolean', visitorId: 'uuid', customerId: 'uuid' },
  ...{ visitId: 'text', product: 'text', colour: 'text', category: 'text', house: 'text', value: 'text' },
  ...{ query: 'text', orderId: 'uuid', quantity: 'int', place: 'text', channel: 'text', data: 'jsonb', dedupe: 'text' },
} satisfies Record<keyof NewFact, string>

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const names = Prisma.raw(Object.keys(COLUMNS).map(snake).join(', '))
const given = Prisma.raw(
  Object.entries(COLUMNS)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', '),
)
const picked = Prisma.raw(
  Object.keys(COLUMNS)
    .map((name) => `fact."${name}"`)
    .join(', '),
)

/**
 * Appends facts in one statement. Facts already known by their `dedupe` or their id are left as they are.
 *
 * Written by themselves they wait while somebody decides whose their visitor is, or removes what it did, so that a page
 * on its way slips nothing in between. Within a transaction that may hold a cart they wait for nobody: linking takes
 * carts after visitors, and two that wait for each other would both lose.
 * @returns how many were new.
 */
export async function appendFacts(facts: readonly NewFact[], within: Transaction = db): Promise<number> {
  if (facts.length === 0) return 0
  const visitors = within === db ? [...new Set(facts.flatMap(({ visitorId }) => visitorId ?? []))].sort() : []
  const rows = facts.map((fact) => ({ id: newId(), channel: 'web', ...fact }))
  return within.$executeRaw`
    with held as materialized (
      select count(pg_advisory_xact_lock_shared(hashtextextended(name, 0))) from unnest(${visitors.map(visitorLock)}::text[]) name)
    insert into event (${names})
    select ${picked} from held, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as fact (${given})
    on conflict do nothing`
}

/** Like `appendFacts`, for facts a page must not fail for: a fault is logged, the shopper sees their page. */
export async function noteFacts(facts: readonly NewFact[]): Promise<void> {
  try {
    await appendFacts(facts)
  } catch (error) {
    logFault('events: facts were not written', error, { kinds: facts.map((fact) => fact.kind).join(',') })
  }
}
