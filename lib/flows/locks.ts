import 'server-only'
import type { Transaction } from '@/lib/core/db'
import { visitorLock } from '@/lib/events/queries'
import type { FlowContext } from './types'

/** Takes locks by their names, in the order given, until the transaction ends. */
export async function lockNames(tx: Transaction, names: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    select count(pg_advisory_xact_lock(hashtextextended(name, 0))) from unnest(${[...names]}::text[]) name`
}

/** One visitor's links are decided one after the other, and none while what it did is removed. */
export const lockVisitor = (tx: Transaction, visitorId: string): Promise<void> =>
  lockNames(tx, [visitorLock(visitorId)])

/** What one shopper says is decided one after the other, on whichever device they say it. */
export const lockSpeaker = (
  tx: Transaction,
  { visitorId, customerId }: Pick<FlowContext, 'visitorId' | 'customerId'>,
): Promise<void> => lockNames(tx, [`said:${customerId ?? visitorId}`])
