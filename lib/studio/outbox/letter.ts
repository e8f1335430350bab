import 'server-only'
import { env } from '@/lib/core/env'
import { renderLetter, type Letter } from '@/lib/messages/letter/render'
import { unsubscribePath } from '@/lib/messages/links'
import { MESSAGE_SOURCE } from '@/lib/shopper/landing'
import type { Entry } from './entry'

/**
 * Stands in place of the message's id and of the token by which the customer says no without signing in: nobody's, so that
 * no look of staff is the customer's click, and opens nothing.
 */
const NOBODYS = 'preview'

/**
 * A message's letter as staff sees it: its two parts, without any link that leads anywhere. Following one would count as the
 * customer's own click, and saying no would be theirs to say. `nonce` lets its style sheet in where the page's policy is
 * asked; scripts there are none.
 */
export async function previewLetter(
  { kind, content }: Pick<Entry, 'kind' | 'content'>,
  nonce: string,
): Promise<Letter | null> {
  if (!content) return null
  const unsubscribe = kind === 'transactional' ? null : unsubscribePath(NOBODYS)
  // Its pictures are this page's own, wherever the shop is said to be; its text names whole addresses, of no arrival.
  const render = (site: string) => renderLetter(content, { site, messageId: NOBODYS, unsubscribe })
  const [{ html }, { subject, text }] = await Promise.all([render(''), render(env().SITE_URL)])
  return {
    subject,
    text: withoutArrival(text),
    html: withoutLinks(html).replaceAll('<style', `<style nonce="${nonce}"`),
  }
}

/** The text part without what makes its addresses arrivals by a message (`pathFrom` puts it last). */
export const withoutArrival = (text: string): string =>
  text.replaceAll(new RegExp(`[?&]utm_source=${MESSAGE_SOURCE}&utm_campaign=[\\w-]+`, 'g'), '')

/** The same without the addresses of links. They stay links to read: underlined, and named as such. */
const withoutLinks = (html: string): string => html.replaceAll(/(<a\b[^>]*?)\shref="[^"]*"/g, '$1')
