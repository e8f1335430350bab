import type { MessageContent } from '../schema'

/** Where a letter's links lead. */
export type LetterLinks = {
  /** The shop's own origin: "https://sorento.example". */
  site: string
  messageId: string
  /** Where one says no to such messages (a path); null for what is transactional. */
  unsubscribe: string | null
}

export type Letter = { subject: string; html: string; text: string }

/** The two parts of an e-mail, in the shop's look. */
export async function renderLetter(content: MessageContent, links: LetterLinks): Promise<Letter> {
  void links
  return { subject: content.subject, html: `<p>${content.headline}</p>`, text: content.headline }
}
