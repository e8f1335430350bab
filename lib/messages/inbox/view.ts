import { productPictureAt } from '@/lib/catalog/pictures'
import { cardOf, type Card } from '@/lib/experience/cards'
import { sayIn, type Say } from '@/lib/experience/say'
import type { Shopper } from '@/lib/experience/schema'
import { languageOf, LOCALES, type Language } from '@/lib/shopper/language'
import { pathFrom } from '../links'
import type { MessageContent } from '../schema'
import { INBOX_PAGE } from './paging'
import type { InboxMessage } from './queries'

/** One line of the inbox. */
export type InboxLine = {
  id: string
  href: string
  /** The language of title and preview, where it is not the page's. */
  lang: Language | undefined
  title: string
  preview: string
  at: { text: string; dateTime: string }
  unread: boolean
  /** The first piece that it shows; null where it shows none. */
  picture: string | null
}

/** A list's thumbnails are this wide, in pixels of a dense screen. */
const THUMB = 160

const langOf = (content: MessageContent, say: Say): Language | undefined =>
  content.language === languageOf(say.locale) ? undefined : content.language

/** The pages of an inbox as links: none where there is one page. */
export function inboxPages(total: number, page: number) {
  const first = (page - 1) * INBOX_PAGE + 1
  return {
    first,
    last: Math.min(total, first + INBOX_PAGE - 1),
    newer: page > 1 ? (page === 2 ? '/account/inbox' : `/account/inbox?page=${page - 1}`) : null,
    older: page * INBOX_PAGE < total ? `/account/inbox?page=${page + 1}` : null,
  }
}

/** A message as a line of the list. */
export function inboxLine({ id, content, at, read }: InboxMessage, say: Say): InboxLine {
  const [piece] = content.pieces
  return {
    ...{ id, href: `/account/inbox/${id}`, lang: langOf(content, say), title: content.subject },
    preview: content.preview,
    at: { text: say.shortDate(at), dateTime: at.toISOString() },
    unread: !read,
    picture: piece ? productPictureAt(rooted(piece.picture), THUMB) : null,
  }
}

/** Below public/, with or without a slash before it. */
const rooted = (path: string) => (path.startsWith('/') ? path : `/${path}`)

/** What the message says, for its own page: in its own words, its pieces as the shop has them now. */
export function messageView(
  { id, content, at }: InboxMessage,
  { say: pageSay, catalogue, programme }: Pick<Shopper, 'say' | 'catalogue' | 'programme'>,
) {
  const { headline, paragraphs, relation, rows, offer, action } = content
  // All of it in one language: the one that it was written in.
  const lang = langOf(content, pageSay)
  const say = lang ? sayIn(LOCALES[lang], programme.currency, programme.timeZone) : pageSay
  return {
    ...{ headline, paragraphs, rows, lang },
    words: { relation: say.t('inbox.relation'), pieces: say.t('inbox.pieces') },
    at: { text: say.date(at), dateTime: at.toISOString() },
    relation: relation && {
      statement: relation.statement,
      figures: relation.figures.map(({ value, label }) => ({ figure: value, label })),
    },
    offer: offer && { title: offer.title, text: offer.text, until: offer.until },
    // What left the collection has no page any more, and what is there costs what the cart will say.
    cards: content.pieces.flatMap(({ slug, picture, reason }): Card[] => {
      const product = catalogue.bySlug.get(slug)
      if (!product) return []
      const way = product.colourways.find((candidate) => rooted(candidate.picture) === rooted(picture))
      return [cardOf(product, way?.slug ?? null, say, reason)]
    }),
    action: { label: action.label, href: pathFrom(id, action.path) },
  }
}

/** "Messages (2)"; the word alone where nothing waits to be read. */
export const messagesLabel = (unread: number, t: Say['t']): string =>
  unread > 0 ? t('nav.messagesUnread', { count: unread }) : t('nav.messages')
