import { randomUUID } from 'node:crypto'
import type { Shop } from './shop'

// What everybody sees, changed for a while: only for tests that have the shop to themselves (*.alone.spec.ts).

/** Runs `work` while a piece costs `price` cents. */
export async function withPrice<T>(
  { database }: Shop,
  slug: string,
  price: number,
  work: () => Promise<T>,
): Promise<T> {
  const set = (amount: number) => database.rows('update product set price = $2 where slug = $1', [slug, amount])
  const before = await database.row<{ price: number }>('select price from product where slug = $1', [slug])
  await set(price)
  return work().finally(() => set(before.price))
}

/** Runs `work` while so many of a size are left. Afterwards as many as before, less what was sold meanwhile. */
export async function withStock<T>({ database }: Shop, sku: string, stock: number, work: () => Promise<T>): Promise<T> {
  const before = await database.row<{ stock: number }>('select stock from variant where sku = $1', [sku])
  await database.rows('update variant set stock = $2 where sku = $1', [sku, stock])
  return work().finally(() => database.rows('update variant set stock = $2 where sku = $1', [sku, before.stock]))
}

/** Runs `work` while Bronze begins at `threshold` cents: a new version of the programme, in force since yesterday. */
export async function withBronzeAt<T>({ database }: Shop, threshold: number, work: () => Promise<T>): Promise<T> {
  const id = randomUUID()
  const { name, definition } = await database.row<{ name: string; definition: { tiers: { key: string }[] } }>(
    'select name, definition from programme_version order by effective_from desc limit 1',
  )
  const tiers = definition.tiers.map((tier) => (tier.key === 'bronze' ? { ...tier, threshold } : tier))
  await database.rows(
    `insert into programme_version (id, name, definition, effective_from)
     select $1, $2, $3, value::timestamptz - interval '1 day' from setting where key = 'seedNow'`,
    [id, name, JSON.stringify({ ...definition, tiers })],
  )
  return work().finally(() => database.rows('delete from programme_version where id = $1', [id]))
}
