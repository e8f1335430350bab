import 'server-only'
import type { Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'

/** Whether a string from outside can be an order's number at all. */
export const isOrderNumber = (text: string): boolean => /^[A-Z0-9][A-Z0-9-]{0,39}$/.test(text)

const digits = (count: number): string => {
  const lowest = 10 ** (count - 1)
  return String(lowest + (parseInt(newId().replaceAll('-', '').slice(0, 11), 16) % (9 * lowest)))
}

/**
 * An order number that is still free: "S-" and six digits, drawn at random so that it tells nobody how much the house
 * sells; eight digits once six are hard to find. The unique index has the last word.
 */
export async function freeNumber(tx: Transaction): Promise<string> {
  const drawn = [6, 6, 6, 8, 8].map((count) => `S-${digits(count)}`)
  const taken = await tx.order.findMany({ where: { number: { in: drawn } }, select: { number: true } })
  const free = drawn.find((number) => !taken.some((order) => order.number === number))
  if (!free) throw new Error('no free order number was found')
  return free
}
