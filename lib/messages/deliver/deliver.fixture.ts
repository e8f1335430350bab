import { randomUUID } from 'node:crypto'
import { db } from '@/lib/core/db'
import type { Prisma } from '@/lib/generated/prisma/client'
import { daysAgo, TEST_NOW } from '@/test/database'
import type { MessageContent } from '../schema'

/** What a message says, of which a test names only what it is about. */
export const contentOf = (values: Partial<MessageContent> = {}): MessageContent => ({
  language: 'en',
  subject: 'Still thinking of it?',
  preview: 'It is still here.',
  headline: 'Still thinking of it?',
  paragraphs: ['The gown you looked at is still here.'],
  relation: null,
  rows: [],
  pieces: [],
  offer: null,
  action: { label: 'Go on', path: '/' },
  landing: { cause: 'browse-left', headline: 'Still thinking of it?', line: 'Here it is.', pieces: [] },
  ...values,
})

/** What a delivery reports that had nothing to do. */
export const NOTHING = { sent: 0, kept: 0, suppressed: 0, retrying: 0, waiting: 0, unfinished: false }

type MessageInput = Partial<Omit<Prisma.MessageUncheckedCreateInput, 'content'>> & {
  customerId: string
  content?: MessageContent
}

/** A queued message of a campaign, which nothing but an erased account makes stale; due an hour ago. */
export function givenMessage({ content, ...values }: MessageInput) {
  const id = values.id ?? randomUUID()
  return db.message.create({
    data: {
      ...{ id, cause: 'campaign', subject: `campaign:${id}`, kind: 'reminders', status: 'queued' },
      ...{ why: { reasons: [] }, token: `token-${id}`, at: daysAgo(1 / 12), dueAt: daysAgo(1 / 24) },
      ...values,
      content: content ?? contentOf(),
    },
  })
}

/** What a customer said of a kind of message. */
export const givenChoice = (customerId: string, kind: string, choice: 'on' | 'off', at = TEST_NOW) =>
  db.messageChoice.create({ data: { id: randomUUID(), customerId, kind, choice, source: 'account', at } })
