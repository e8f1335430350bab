import { z } from 'zod'

/** Whom an e-mail is from. `name` is empty where there is none. */
export type Mailbox = { name: string; address: string }

/** One line of plain text: no header can be ended by what somebody is called. */
export const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()

/** The parts of "Name <address>", or of an address alone; null where it is neither. */
export function mailboxOf(text: string): Mailbox | null {
  const [, name = '', address = text] = /^\s*(?:"?([^"<>]*?)"?\s*)<([^<>]+)>\s*$/.exec(text) ?? []
  const parsed = z.email().safeParse(address.trim())
  return parsed.success ? { name: oneLine(name), address: parsed.data } : null
}
