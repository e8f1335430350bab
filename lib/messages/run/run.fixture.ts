import { randomUUID } from 'node:crypto'
import { db } from '@/lib/core/db'
import { isHeldOut } from '@/lib/experiments/assign'
import { HOLDOUT_SHARE } from '@/lib/experiments/schema'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysAgo, givenCustomer, givenPiece } from '@/test/database'
import type { TriggerKey } from '../schema'
import { TRIGGER_SEEDS } from '../seeds'

// What the database tests of a run share: a shop with a programme, one gown, and all triggers.

export const GOWN = 'test-gown:scarlet:4'

/** A moment of the tests' story at which it is noon in New York: nobody's quiet hours. */
export const NOON = new Date('2026-11-21T17:00:00Z')
export const hoursBefore = (hours: number, at = NOON): Date => new Date(at.getTime() - hours * 3_600_000)

/** The shop, with these triggers live; all of them unless named. */
export async function givenShop(keys: readonly TriggerKey[] = TRIGGER_SEEDS.map(({ key }) => key)): Promise<void> {
  await db.programmeVersion.create({
    data: { id: randomUUID(), name: 'Sorento', effectiveFrom: daysAgo(1_000), definition: structuredClone(sorento) },
  })
  // Another version each time: what is kept in memory is another test's.
  await db.setting.createMany({
    data: ['catalogueVersion', 'editorialVersion'].map((key) => ({ key, value: randomUUID() })),
  })
  await givenPiece()
  await db.messageTrigger.createMany({
    data: TRIGGER_SEEDS.filter(({ key }) => keys.includes(key)).map(({ key, definition }) => {
      return { key, status: 'live', definition: structuredClone(definition), updatedAt: daysAgo(100) }
    }),
  })
}

/** An id that is held out of everything, or is not. */
export function idOf(heldOut: boolean): string {
  for (;;) {
    const id = randomUUID()
    if (isHeldOut(HOLDOUT_SHARE, id) === heldOut) return id
  }
}

/** A customer in New York, not held out unless named, with one gown in their cart since so many hours before NOON. */
export async function givenCartLeft(hours = 3, values: Parameters<typeof givenCustomer>[0] = {}) {
  const customer = await givenCustomer({ id: idOf(false), country: 'US', ...values })
  await db.cart.create({
    data: {
      id: randomUUID(),
      customerId: customer.id,
      lines: { create: { sku: GOWN, quantity: 1, priceSeen: 312_000, addedAt: hoursBefore(hours) } },
    },
  })
  return customer
}

/** All that was decided for a customer, by cause, as a test compares it. */
export async function decidedFor(customerId: string) {
  const rows = await db.message.findMany({ where: { customerId }, orderBy: [{ cause: 'asc' }, { seq: 'asc' }] })
  return rows.map(({ cause, status, reason }) => [cause, status, reason])
}
