import type { ReactNode } from 'react'

export type InboxListProps = {
  /** "New", said of what nobody has read. */
  unreadWord: string
  /** The letter that stands where a message shows no picture. */
  mark: string
  items: readonly {
    id: string
    href: string
    /** Where it is written in another language than the page. */
    lang?: string
    title: string
    preview: string
    at: { text: string; dateTime: string }
    unread: boolean
    /** A small picture of what it shows. */
    picture: string | null
    /** A form that puts it away. */
    children?: ReactNode
  }[]
}

/** Messages under hairlines, newest first. The title's link covers the line; what can be done about it stands above. */
export function InboxList({ unreadWord, mark, items }: InboxListProps) {
  return (
    <ul className="inbox">
      {items.map(({ id, href, lang, title, preview, at, unread, picture, children }) => (
        <li key={id} className={unread ? 'unread' : undefined}>
          <div className="thumb">
            {picture ? (
              <img src={picture} width={80} height={100} alt="" loading="lazy" decoding="async" />
            ) : (
              <span className="display d28" aria-hidden>
                {mark}
              </span>
            )}
          </div>
          <div className="what">
            <p className="when">
              {unread && <span className="new">{unreadWord}</span>}
              <time dateTime={at.dateTime}>{at.text}</time>
            </p>
            <h2>
              <a href={href} lang={lang}>
                {title}
              </a>
            </h2>
            <p lang={lang} className="text-muted">
              {preview}
            </p>
          </div>
          {children}
        </li>
      ))}
    </ul>
  )
}
