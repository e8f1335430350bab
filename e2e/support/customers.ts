import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { shopNow, type Shop } from './shop'

/** Every customer of the tests has it. */
export const PASSWORD = 'a quiet evening in'

export type Customer = { id: string; name: string; email: string }

// The shop reads the cost from the hash, so the tests need not pay for a real one.
const passwordHash = hash(PASSWORD, { memoryCost: 1_024, timeCost: 1, parallelism: 1 })

/** An account without any past. */
export async function newCustomer(shop: Shop, name = 'Alice Hartwell'): Promise<Customer> {
  const id = randomUUID()
  const email = `${name.split(' ')[0]?.toLowerCase()}.${id}@example.com`
  await shop.database.rows(
    'insert into customer (id, email, name, password_hash, country, created_at) values ($1, $2, $3, $4, $5, $6)',
    [id, email, name, await passwordHash, 'US', daysBefore(await shopNow(shop), 30)],
  )
  return { id, name, email }
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

/** A size of a piece that somebody bought: "rapace-off-shoulder-gown:scarlet:4". */
export type Bought = { skus: readonly string[]; daysAgo: number }

/** Writes a paid order as the order flow writes it, and answers with its number. Prices are those of today. */
export async function giveOrder(shop: Shop, customer: Customer, { skus, daysAgo }: Bought): Promise<string> {
  const { database } = shop
  const at = daysBefore(await shopNow(shop), daysAgo)
  const pieces = await database.rows<Record<string, string> & { price: number }>(
    `select v.sku, v.product_slug, v.colour_slug, v.size, p.name, p.price, h.name as house, w.name as colour
     from variant v join product p on p.slug = v.product_slug join house h on h.slug = p.house_slug
     join colourway w on w.product_slug = p.slug and w.slug = v.colour_slug where v.sku = any($1)`,
    [skus],
  )
  if (pieces.length !== skus.length) throw new Error(`not all of these are for sale: ${skus.join(', ')}`)
  const amount = pieces.reduce((sum, piece) => sum + piece.price, 0)
  const id = randomUUID()
  const number = `E-${id.slice(0, 8).toUpperCase()}`
  await database.together(async (client) => {
    await client.query(
      `insert into "order" (id, number, customer_id, key, content_hash, status, channel, placed_at, reserved_at,
         currency, merchandise, discount, shipping, total, country)
       values ($1, $2, $3, $2, 'test', 'confirmed', 'web', $4, $4, 'USD', $5, 0, 0, $5, 'US')`,
      [id, number, customer.id, at, amount],
    )
    for (const [position, piece] of pieces.entries()) {
      await client.query(
        `insert into order_line (id, order_id, position, sku, product_slug, colour_slug, size, product_name, house_name,
           colour_name, quantity, unit_price, discount) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, 0)`,
        [
          ...[randomUUID(), id, position, piece.sku, piece.product_slug, piece.colour_slug, piece.size],
          ...[piece.name, piece.house, piece.colour, piece.price],
        ],
      )
    }
    const joined = await client.query('select 1 from membership_fact where customer_id = $1', [customer.id])
    if (joined.rowCount === 0 && amount >= 400_000) {
      await client.query(
        `insert into membership_fact (id, customer_id, kind, reason, order_id, at) values ($1, $2, 'join', 'order', $3, $4)`,
        [randomUUID(), customer.id, id, at],
      )
    }
  })
  return number
}

/** Bronze by one order of the red gown, the snake ring and the black pump, five days ago. */
export async function newBronze(shop: Shop, name?: string): Promise<Customer> {
  const customer = await newCustomer(shop, name)
  const skus = ['rapace-off-shoulder-gown:scarlet:4', 'bejewelled-snake-ring:gold:6', 'via-95-patent-pump:noir:38']
  await giveOrder(shop, customer, { skus, daysAgo: 5 })
  return customer
}
