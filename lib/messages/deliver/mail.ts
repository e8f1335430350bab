import { z } from 'zod'
import type { SendMailOptions } from 'nodemailer'
import { mailboxOf, oneLine, type Mailbox } from '@/lib/core/mailbox'
import type { Letter } from '../letter/render'
import { unsubscribePath } from '../links'

/** Whom a letter is from and to, and what it is about. */
export type Posted = {
  id: string
  token: string
  kind: string
  language: string
  to: { name: string; address: string }
  letter: Letter
}

/** `from`: as MAIL_FROM has it, "Sorento <letters@sorento.example>"; `site`: the shop's origin. */
export type Sender = { from: string; site: string }

/** The sender's parts. Throws where there is no address: MAIL_FROM is checked when the process starts. */
function mailbox(text: string): Mailbox {
  const found = mailboxOf(text)
  if (!found) throw new Error('MAIL_FROM holds no e-mail address')
  return found
}

/** Whether a letter can be addressed to this at all. Accounts checked it once; who was imported was never asked. */
export const isAddress = (address: string | null): address is string => z.email().max(254).safeParse(address).success

/**
 * What makes copies of a message the same message, whoever sends it and how often: its own id at the sender's domain.
 * A server or mail client that meets it again drops or hides the copy.
 */
export const messageIdOf = (id: string, { from }: Pick<Sender, 'from'>): string =>
  `<${id}@${mailbox(from).address.split('@')[1]}>`

/**
 * An e-mail as it is handed to the mail server. Whoever gets one that they can say no to finds where, for mail clients'
 * own button too (RFC 2369, RFC 8058); what is transactional carries neither header. `Auto-Submitted` keeps absence notices
 * from answering (RFC 3834).
 */
export function mailOf(posted: Posted, sender: Sender, date: Date): SendMailOptions {
  const { id, token, kind, language, to, letter } = posted
  const from = mailbox(sender.from)
  const no: Record<string, string | { prepared: boolean; value: string }> =
    kind === 'transactional'
      ? {}
      : {
          // In one line: the standard folds it, and not every reader of headers unfolds.
          'List-Unsubscribe': { prepared: true, value: `<${sender.site}${unsubscribePath(token)}>` },
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }
  return {
    envelope: { from: from.address, to: to.address },
    from,
    to: { name: oneLine(to.name), address: to.address },
    subject: oneLine(letter.subject),
    text: letter.text,
    html: letter.html,
    messageId: messageIdOf(id, sender),
    date,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language, ...no },
    xMailer: false,
    // Nothing in a letter may make this process read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
