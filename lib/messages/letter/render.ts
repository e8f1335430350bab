import { createElement } from 'react'
import { translator } from '@/lib/core/messages'
import { LOCALES } from '@/lib/shopper/language'
import type { MessageContent } from '../schema'
import { textOf } from './text'
import { urlsOf, type LetterLinks } from './urls'

export type { LetterLinks }

export type Letter = { subject: string; html: string; text: string }

/** What can end a header, or turn the direction of what stands behind it. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g

/**
 * The two parts of an e-mail, in the shop's look and the message's language. Words are text wherever they stand: nothing
 * that a customer or a marketer wrote can become markup or a header. The template is loaded with the first letter.
 */
export async function renderLetter(content: MessageContent, links: LetterLinks): Promise<Letter> {
  const [{ render }, { LetterDocument }] = await Promise.all([import('@react-email/components'), import('./document')])
  const t = translator(LOCALES[content.language])
  const urls = urlsOf(content.action.path, links)
  const subject = content.subject.replace(UNSEEN, ' ').trim()
  const props = { content: { ...content, subject }, urls, t }
  return { subject, html: await render(createElement(LetterDocument, props)), text: textOf(props) }
}
