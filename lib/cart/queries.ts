import 'server-only'
import { parseSku } from '@/lib/catalog/sku'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import type { Minor } from '@/lib/core/money'
import { fail, ok, type Result } from '@/lib/core/result'
import { appendFacts } from '@/lib/events/queries'
import { Prisma } from '@/lib/generated/prisma/client'
import { mostOf, quantityAfterAdding, type CartLineView, type CartView } from './rules'

/** Whose cart: the customer's when somebody is signed in, else this browser's. */
export type CartOwner = { visitorId: string; customerId: string | null }

/** Who changes a cart, when, where, and whether that may be written down as behaviour. */
export type CartChange = CartOwner & {
  now: Date
  visitId: string | null
  movedClock: boolean
  learns: boolean
  /** "product", "cart.nudge", "cart.reminder", … */
  place: string | null
}

/**
 * What a changed line holds now. `capped` says that fewer were put in than were asked for, because `left` is all there
 * is.
 */
export type CartChanged = {
  sku: string
  product: string
  name: string
  quantity: number
  capped: boolean
  left: number
}

/** `unknown`: no such piece. `sold-out`: none left. `no-more`: all that are left are in the cart already. */
export type CartFault = { code: 'unknown' } | { code: 'sold-out' } | { code: 'no-more'; left: number }

const ownedBy = ({ visitorId, customerId }: CartOwner): Prisma.Sql =>
  customerId ? Prisma.sql`c.customer_id = ${customerId}::uuid` : Prisma.sql`c.visitor_id = ${visitorId}::uuid`

/**
 * A cart with all that a page shows of its lines, in one query, by when they were added. No cart reads as an empty one.
 */
export async function readCart(owner: CartOwner, within: Transaction = db): Promise<CartView> {
  const rows = await within.$queryRaw<(Omit<CartLineView, 'house'> & { houseSlug: string; houseName: string })[]>`
    select l.sku, l.quantity, l.price_seen as "priceSeen", l.added_at as "addedAt",
      v.product_slug as product, v.colour_slug as colour, v.size, v.stock,
      p.name as "productName", p.price as "unitPrice", p.currency, p.category_slug as category, p.subcategory,
      h.slug as "houseSlug", h.name as "houseName", w.name as "colourName", w.picture, w.alt
    from cart c
    join cart_line l on l.cart_id = c.id
    join variant v on v.sku = l.sku
    join product p on p.slug = v.product_slug
    join house h on h.slug = p.house_slug
    join colourway w on w.product_slug = v.product_slug and w.slug = v.colour_slug
    where ${ownedBy(owner)}
    order by l.added_at, l.sku`
  const lines = rows.map(({ houseSlug, houseName, ...line }) => ({
    ...line,
    house: { slug: houseSlug, name: houseName },
  }))
  return { lines, count: lines.reduce((sum, line) => sum + line.quantity, 0) }
}

/**
 * The id of this owner's cart, made when there is none, and locked until the transaction ends: two changes of one cart
 * come one after the other, so that two quick additions both count.
 */
export async function lockCart(tx: Transaction, { visitorId, customerId }: CartOwner): Promise<string> {
  const rows = customerId
    ? await tx.$queryRaw<{ id: string }[]>`
        insert into cart (id, customer_id) values (${newId()}::uuid, ${customerId}::uuid)
        on conflict (customer_id) do update set customer_id = excluded.customer_id returning id`
    : await tx.$queryRaw<{ id: string }[]>`
        insert into cart (id, visitor_id) values (${newId()}::uuid, ${visitorId}::uuid)
        on conflict (visitor_id) do update set visitor_id = excluded.visitor_id returning id`
  if (!rows[0]) throw new Error('the cart was neither found nor made')
  return rows[0].id
}

type Held = {
  product: string
  colour: string
  category: string
  name: string
  price: Minor
  stock: number
  held: number
}

/** A piece with what this cart holds of it. */
async function readHeld(tx: Transaction, cartId: string, sku: string): Promise<Held | null> {
  const rows = await tx.$queryRaw<Held[]>`
    select v.product_slug as product, v.colour_slug as colour, p.category_slug as category, p.name, p.price, v.stock,
      coalesce(l.quantity, 0) as held
    from variant v join product p on p.slug = v.product_slug
    left join cart_line l on l.cart_id = ${cartId}::uuid and l.sku = v.sku
    where v.sku = ${sku}`
  return rows[0] ?? null
}

/**
 * Puts `quantity` more units of a piece into the cart, as many as there are. A new line remembers the price of this
 * moment as the one seen; a line that was there keeps the price it had, so that a change is still told.
 * @param quantity 1 to 99.
 */
export async function addToCart(
  change: CartChange & { sku: string; quantity: number },
): Promise<Result<CartChanged, CartFault>> {
  const { sku, now } = change
  if (!parseSku(sku)) return fail({ code: 'unknown' })
  return db.$transaction(async (tx) => {
    const cartId = await lockCart(tx, change)
    const piece = await readHeld(tx, cartId, sku)
    if (!piece) return fail({ code: 'unknown' as const })
    const quantity = quantityAfterAdding({ held: piece.held, asked: change.quantity, stock: piece.stock })
    if (piece.stock <= 0) return fail({ code: 'sold-out' as const })
    if (quantity === piece.held) return fail({ code: 'no-more' as const, left: piece.stock })
    await tx.cartLine.upsert({
      where: { cartId_sku: { cartId, sku } },
      create: { cartId, sku, quantity, priceSeen: piece.price, addedAt: now },
      update: { quantity },
    })
    await noteChange(tx, change, piece, quantity - piece.held)
    return ok(changed(sku, piece, quantity, quantity < piece.held + change.quantity))
  })
}

/**
 * Sets a line's quantity, as far as there are that many; 0 removes the line. A piece that is not in the cart, and one
 * that is sold out and not set to 0, is a fault and changes nothing.
 * @param quantity 0 to 99.
 */
export async function setQuantity(
  change: CartChange & { sku: string; quantity: number },
): Promise<Result<CartChanged, CartFault>> {
  const { sku } = change
  if (!parseSku(sku)) return fail({ code: 'unknown' })
  return db.$transaction(async (tx) => {
    const cartId = await lockCart(tx, change)
    const piece = await readHeld(tx, cartId, sku)
    if (!piece || piece.held === 0) return fail({ code: 'unknown' as const })
    const quantity = Math.min(change.quantity, mostOf(piece.stock))
    if (change.quantity > 0 && quantity === 0) return fail({ code: 'sold-out' as const })
    const where = { cartId_sku: { cartId, sku } }
    if (quantity === 0) await tx.cartLine.delete({ where })
    else await tx.cartLine.update({ where, data: { quantity } })
    await noteChange(tx, change, piece, quantity - piece.held)
    return ok(changed(sku, piece, quantity, quantity < change.quantity))
  })
}

/** Takes a line out of the cart. One that is not there is a fault. */
export const removeLine = (change: CartChange & { sku: string }): Promise<Result<CartChanged, CartFault>> =>
  setQuantity({ ...change, quantity: 0 })

const changed = (sku: string, piece: Held, quantity: number, capped: boolean): CartChanged => {
  return { sku, product: piece.product, name: piece.name, quantity, capped, left: piece.stock }
}

/** The behavioural fact of a change by `units` (negative: taken out), only of a shopper who may be learned from. */
async function noteChange(tx: Transaction, change: CartChange, piece: Held, units: number): Promise<void> {
  if (!change.learns || units === 0) return
  const { now, movedClock, visitorId, customerId, visitId, place } = change
  const { product, colour, category } = piece
  const who = { visitorId, customerId, visitId, movedClock, place }
  const kind = units > 0 ? 'cart-add' : 'cart-remove'
  await appendFacts([{ kind, at: now, ...who, product, colour, category, quantity: Math.abs(units) }], tx)
}

/**
 * Notes which prices the shopper has been shown, so that a change is told once: called with what the cart page's own
 * form says it had shown, when the shopper acts on it. A prefetch, a second tab or a crash between telling and reading
 * therefore loses no notice, and a price that changed once more since the page was shown is told again.
 */
export async function acknowledgePrices(owner: CartOwner, shown: ReadonlyMap<string, Minor>): Promise<void> {
  if (shown.size === 0) return
  const rows = [...shown].map(([sku, price]) => Prisma.sql`(${sku}::text, ${price}::int)`)
  await db.$executeRaw`
    update cart_line l set price_seen = s.price
    from cart c, (values ${Prisma.join(rows)}) as s (sku, price)
    where c.id = l.cart_id and ${ownedBy(owner)} and l.sku = s.sku and l.price_seen <> s.price`
}

/**
 * Takes out of a customer's cart what an order has bought. What was added to the cart after the order was reserved
 * stays.
 */
export async function takeOrdered(
  tx: Transaction,
  customerId: string,
  lines: readonly { sku: string; quantity: number }[],
): Promise<void> {
  const cartId = await lockCart(tx, { visitorId: '', customerId })
  const rows = Prisma.join(lines.map(({ sku, quantity }) => Prisma.sql`(${sku}::text, ${quantity}::int)`))
  const ordered = Prisma.sql`(values ${rows}) as o (sku, quantity)`
  await tx.$executeRaw`
    delete from cart_line l using ${ordered} where l.cart_id = ${cartId}::uuid and l.sku = o.sku and l.quantity <= o.quantity`
  await tx.$executeRaw`
    update cart_line l set quantity = l.quantity - o.quantity from ${ordered}
    where l.cart_id = ${cartId}::uuid and l.sku = o.sku and l.quantity > o.quantity`
}
