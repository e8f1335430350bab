import { randomUUID } from 'node:crypto'
import type { MessageContent } from '@/lib/messages/schema'
import type { Customer } from './customers'
import { shopNow, type Shop } from './shop'

const HOUR_MS = 3_600_000

/** What a message says that reminds of a gown left in a cart. */
export const CART_LEFT: MessageContent = {
  ...{ language: 'en', subject: 'One piece is in your cart', preview: 'Rapace gown, by Corvane. It stays there.' },
  headline: 'Your cart is as you left it',
  paragraphs: ['The Rapace gown by Corvane is in it.', 'Nothing is set aside, so a size may sell before.'],
  relation: { statement: 'Two years together', figures: [{ value: '3', label: 'orders' }] },
  rows: [],
  pieces: ['rapace-off-shoulder-gown', 'bejewelled-snake-ring'].map((slug) => ({
    ...{ slug, name: slug, house: 'Corvane', price: '$1.00', picture: '', alt: '' },
    reason: 'It is in your cart',
  })),
  offer: { title: 'For your next order', text: '10% off your next order.', until: 'Until December 22, 2026' },
  action: { label: 'See your cart', path: '/cart' },
  landing: {
    ...{ cause: 'cart-left', headline: 'As it was left', line: 'Rapace gown by Corvane, and what goes with it.' },
    pieces: ['rapace-off-shoulder-gown', 'bejewelled-snake-ring'],
  },
}

export type Given = { content?: Partial<MessageContent>; status?: string; hoursAgo?: number }

/** Writes a message as a run would have, an hour ago and kept; answers its id. */
export async function giveMessage(
  shop: Shop,
  customer: Customer,
  { content = {}, status = 'kept', hoursAgo = 1 }: Given = {},
): Promise<string> {
  const id = randomUUID()
  const at = new Date((await shopNow(shop)).getTime() - hoursAgo * HOUR_MS)
  const values = { piece: 'Rapace gown', date: at.toISOString() }
  const why = { reasons: [{ key: 'message.why.cart-left.1', values, facts: [] }] }
  const said = { ...CART_LEFT, ...content }
  const pictures = await shop.database.rows<{ slug: string; picture: string }>(
    'select product_slug as slug, picture from colourway where product_slug = any($1) and position = 0',
    [said.pieces.map(({ slug }) => slug)],
  )
  const pieces = said.pieces.map((piece) => {
    return { ...piece, picture: pictures.find(({ slug }) => slug === piece.slug)?.picture ?? '' }
  })
  await shop.database.rows(
    `insert into message (id, customer_id, cause, subject, kind, status, content, why, token, at, due_at)
     values ($1, $2, 'cart-left', $3, 'reminders', $4, $5, $6, $3, $7, $7)`,
    [id, customer.id, `cart:${id}`, status, { ...said, pieces }, why, at],
  )
  return id
}

/** What was done with a message, by name. */
export const marksOf = async ({ database }: Shop, id: string): Promise<string[]> =>
  (
    await database.rows<{ what: string }>('select what from message_mark where message_id = $1 order by what', [id])
  ).map(({ what }) => what)
