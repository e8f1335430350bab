import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { allLetters, readLetterChoices, sayLetters } from '@/lib/flows/letters'
import { MESSAGE_KINDS, takes, type MessageKind } from '@/lib/shopper/letters'
import { consentOf, type Consent } from '@/lib/shopper/market'
import { markUnsubscribed } from '../inbox/marks'

/** What a link by which one says no leads to: which kind of message, and how it stands; nothing of whose it is. */
export type UnsubscribeLink = {
  kind: MessageKind
  /** Whether such messages are written to them now. */
  on: boolean
  /** Whether any other kind is. */
  others: boolean
  /** Whether the no was said by this very link, and can be taken back by it. */
  undo: boolean
}

type Found = { id: string; customerId: string; kind: MessageKind; consent: Consent }

/** When a word is said by a link, and whether under a moved clock (absent: it was not). */
type When = { now: Date; movedClock?: boolean }

/** No token that we ever made is longer. */
const MOST_CHARACTERS = 100

/** The message of a token; null for a made-up one, for what nobody can say no to, and for who is nobody any more. */
async function find(token: string, within: Transaction = db): Promise<Found | null> {
  if (token.length > MOST_CHARACTERS) return null
  const message = await within.message.findUnique({
    where: { token, customer: { erasedAt: null } },
    select: { id: true, customerId: true, kind: true, customer: { select: { country: true, consentRule: true } } },
  })
  const kind = MESSAGE_KINDS.find((one) => one === message?.kind)
  return message && kind ? { ...message, kind, consent: consentOf(message.customer) } : null
}

/** How a link stands. Reads only: mail scanners follow every link. */
export async function readUnsubscribe(token: string): Promise<UnsubscribeLink | null> {
  const found = await find(token)
  if (!found) return null
  const { id, kind, consent, customerId } = found
  const said = await readLetterChoices(customerId)
  const choices = Object.fromEntries([...said].map(([key, { choice }]) => [key, choice]))
  const last = said.get(kind)
  return {
    kind,
    on: takes(kind, choices, consent),
    others: MESSAGE_KINDS.some((one) => one !== kind && takes(one, choices, consent)),
    undo: last?.choice === 'off' && last.messageId === id,
  }
}

/**
 * Says no by a message's link, to its kind or to all kinds, without asking who follows it: the token is the permission.
 * Noted of the message, for what is measured. The same no again is one no. What is queued asks once more before it is sent.
 * @returns whether there is such a message.
 */
export async function unsubscribe(
  token: string,
  { what, source, ...when }: When & { what: 'kind' | 'all'; source: 'one-click' | 'unsubscribe-page' },
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const found = await find(token, tx)
    if (!found) return false
    const { id: messageId, customerId, kind } = found
    const choices = what === 'all' ? allLetters('off') : { [kind]: 'off' as const }
    const changed = await sayLetters({ customerId, choices, source, ...when, messageId, expressly: true }, tx)
    // Who had said no before ends nothing by this message.
    if (changed.length > 0) await markUnsubscribed(messageId, when.now, tx)
    return true
  })
}

/**
 * Takes back, for the message's kind, a no that was said by this very link: whoever was handed the letter can undo no
 * other. The mark stays, for it was said.
 * @returns whether there is such a message.
 */
export async function subscribeAgain(token: string, when: When): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const found = await find(token, tx)
    if (!found) return false
    const { id: messageId, customerId, kind } = found
    await tx.$queryRaw`select id from customer where id = ${customerId}::uuid for update`
    const last = (await readLetterChoices(customerId, tx)).get(kind)
    if (last?.choice === 'off' && last.messageId === messageId) {
      const source = 'unsubscribe-page' as const
      await sayLetters({ customerId, choices: { [kind]: 'on' }, source, ...when, messageId, expressly: true }, tx)
    }
    return true
  })
}
