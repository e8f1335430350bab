import { db } from '@/lib/core/db'
import { PERSONAS } from '@/lib/demo/personas'
import { deliverDue } from '@/lib/messages/deliver/deliver'
import { runMessages } from '@/lib/messages/run/run'
import { stillDue } from '@/lib/messages/run/still-due'
import { daysBefore } from './past/calendar'

/**
 * Days before SEED_NOW on which messages were decided for the personas: two in the last week at most and none in the last
 * day, so that a presenter who gives cause for another meets no cap.
 */
const PERSONAS_DAYS = [8, 5, 2] as const
/** For so many of everybody else they were decided two days ago, and for as many just now. */
const OTHERS = 30

/** How many messages there are afterwards, and of how many customers they were decided. */
export type SeededMessages = { customers: number; messages: number }

/**
 * Writes the messages with which outbox and inboxes begin, by the shop's own run as of some moments of the past: real
 * decisions about a seeded database, so it comes after the seed is committed. Nothing is ever sent: what is due is kept,
 * also where there is a mail server. The same seed gives the same messages but for ids, tokens and the order of those of
 * one moment. Throws where one could not be decided.
 */
export async function writeMessages(seedNow: Date, realNow: Date): Promise<SeededMessages> {
  const personas = PERSONAS.flatMap(({ id, role }) => (id && role === 'customer' ? [id] : []))
  const others = await db.customer.findMany({
    where: { seeded: true, role: 'customer', id: { notIn: personas } },
    orderBy: { id: 'asc' },
    take: 2 * OTHERS,
    select: { id: true },
  })
  const ids = others.map(({ id }) => id)
  const rounds = [
    ...PERSONAS_DAYS.map((days, i, all) => ({
      asOf: daysBefore(seedNow, days),
      customerIds: i === all.length - 1 ? [...personas, ...ids.slice(0, OTHERS)] : personas,
    })),
    { asOf: seedNow, customerIds: ids.slice(OTHERS) },
  ]
  for (const { asOf, customerIds } of rounds) {
    const { failed } = await runMessages({ asOf, customerIds })
    if (failed > 0) throw new Error(`For ${failed} customers nothing could be decided as of ${asOf.toISOString()}`)
    await deliverDue({ now: asOf, realNow }, { post: null, stillDue })
  }
  await deliverDue({ now: seedNow, realNow }, { post: null, stillDue })
  return { customers: personas.length + ids.length, messages: await db.message.count() }
}
