import { z } from 'zod'

/** What became of one attempt. `said`: the server's code and first line, or what went wrong on the way to it. */
export type Answer =
  | { is: 'taken'; said: string }
  /** Never again, as it stands. `address`: because nobody reads mail there, so nothing else will arrive either. */
  | { is: 'refused'; said: string; address: boolean }
  /** Perhaps later. `reached`: the server answered about this message, so that others may fare better. */
  | { is: 'later'; said: string; reached: boolean }

const faultSchema = z.object({
  message: z.string().catch(''),
  response: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
})

/** Words of somebody else's server: one line without what could break a page or a log, and not endless. */
export function firstLine(text: string): string {
  const [line = ''] = text.trim().split(/\r?\n/)
  return line.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 300)
}

/** The recipient is asked after, or the message handed over: only then does a no mean this message. */
const ABOUT_THE_MESSAGE = ['RCPT TO', 'DATA']

/** Where a plain reply code says that there is no such mailbox (RFC 5321, 4.2.3), and none of the enhanced codes says why. */
const NO_MAILBOX = [550, 551, 553]

/**
 * Enhanced codes (RFC 3463, RFC 7505) that say that nobody reads mail at this address: bad mailbox, system or syntax, one
 * that moved away, a domain that takes no mail, a mailbox that was closed. Not 5.1.7 and 5.1.8, which are about the sender,
 * nor 5.2.2, a full mailbox, nor 5.7, which is about who we are.
 */
const NOBODY_THERE = /\b5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b/
const ENHANCED = /^\d{3}[ -](?:#)?\d\.\d{1,3}\.\d{1,3}\b/

/**
 * What an attempt that failed means. A permanent no (5xx) to the recipient or to the message is final; one to the greeting,
 * to our name and password, or to the sender is a fault of the configuration, and no message is lost for it.
 */
export function answerOf(error: unknown): Answer {
  const { message, response, responseCode: code, command } = faultSchema.catch({ message: String(error) }).parse(error)
  if (code === undefined || response === undefined) {
    return { is: 'later', said: firstLine(message || 'No answer'), reached: false }
  }
  const said = firstLine(response)
  const about = command !== undefined && ABOUT_THE_MESSAGE.includes(command)
  // 421 in whatever place: the server is closing (RFC 5321, 3.8).
  if (!about || code === 421) return { is: 'later', said, reached: false }
  if (code < 500) return { is: 'later', said, reached: true }
  const plain = command === 'RCPT TO' && NO_MAILBOX.includes(code) && !ENHANCED.test(said)
  return { is: 'refused', said, address: plain || NOBODY_THERE.test(said) }
}
