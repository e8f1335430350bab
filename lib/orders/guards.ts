import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import type { Transaction } from '@/lib/core/db'

type Units = { sku: string; quantity: number }

/**
 * Everything that decides about one customer's orders, offers and tier waits here for its turn, until the transaction
 * ends. "No key update" lets rows that merely refer to the customer be written meanwhile (a cart, a link).
 * Throws when there is no such customer.
 */
export async function lockCustomer(tx: Transaction, customerId: string): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id from customer where id = ${customerId}::uuid for no key update`
  if (rows.length === 0) throw new Error(`no customer ${customerId}`)
}

/** Locks variants in one order for everybody, so that two transactions cannot hold what the other one wants. */
async function lockVariants(tx: Transaction, lines: readonly Units[]): Promise<void> {
  await tx.$queryRaw`
    select sku from variant where sku in (${Prisma.join(lines.map(({ sku }) => sku))}) order by sku for no key update`
}

const table = (lines: readonly Units[]) =>
  Prisma.sql`(values ${Prisma.join(lines.map(({ sku, quantity }) => Prisma.sql`(${sku}::text, ${quantity}::int)`))}) as wanted (sku, quantity)`

/**
 * Takes units out of stock where there are enough, in one statement that looks and takes at once. False when some line
 * found too few: then the caller must undo its transaction. Each sku may be given once.
 */
export async function takeStock(tx: Transaction, lines: readonly Units[]): Promise<boolean> {
  await lockVariants(tx, lines)
  const taken = await tx.$executeRaw`
    update variant set stock = stock - wanted.quantity from ${table(lines)}
    where variant.sku = wanted.sku and variant.stock >= wanted.quantity`
  return taken === lines.length
}

/** Puts units back into stock. */
export async function returnStock(tx: Transaction, lines: readonly Units[]): Promise<void> {
  await lockVariants(tx, lines)
  await tx.$executeRaw`
    update variant set stock = stock + wanted.quantity from ${table(lines)} where variant.sku = wanted.sku`
}
