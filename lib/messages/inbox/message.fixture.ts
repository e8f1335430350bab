import { randomUUID } from 'node:crypto'
import { db } from '@/lib/core/db'
import type { Prisma } from '@/lib/generated/prisma/client'
import { daysAgo } from '@/test/database'
import type { MessageContent } from '../schema'

/** What a message says, for tests: a gown left in a cart. */
export const aContent = (over: Partial<MessageContent> = {}): MessageContent => ({
  ...{ language: 'en', subject: 'Your gown is where you left it', preview: 'Your size is still here.' },
  headline: 'Your gown is where you left it',
  paragraphs: ['Your size is still here.'],
  ...{ relation: null, rows: [], pieces: [], offer: null },
  action: { label: 'Back to your cart', path: '/cart' },
  landing: {
    cause: 'cart-left',
    headline: 'Your gown is where you left it',
    line: 'Your size is still here.',
    pieces: [],
  },
  ...over,
})

/** Writes a message to a customer as a run would have, a day ago and kept; answers its id. */
export async function aMessage(
  customerId: string,
  subject: string,
  values: Partial<Omit<Prisma.MessageUncheckedCreateInput, 'customerId' | 'subject'>> = {},
): Promise<string> {
  const id = randomUUID()
  const at = values.at ?? daysAgo(1)
  await db.message.create({
    data: {
      ...{ id, customerId, cause: 'cart-left', subject: `cart:${id}`, kind: 'reminders', status: 'kept', token: id },
      ...{ at, dueAt: at, why: { reasons: [] }, content: aContent({ subject }) },
      ...values,
    },
  })
  return id
}
