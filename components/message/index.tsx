import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/button'
import { Figures } from '@/components/figures'

export type MessageProps = {
  headline: string
  /** Where it is written in another language than the page. */
  lang?: string
  at: { text: string; dateTime: string }
  paragraphs: readonly string[]
  /** Lines of an order: "Total", "$4,190.00". */
  rows: readonly { label: string; value: string }[]
  relation: { statement: string; figures: readonly { figure: string; label: string }[] } | null
  offer: { title: string; text: string; until: string | null } | null
  action: { label: string; href: string }
  words: { relation: string; pieces: string }
  /** The pieces' cards; none where it shows no piece. */
  cards?: ReactNode
}

/** A message as a page: what its e-mail says, in the same order. */
export function Message(props: MessageProps) {
  const { headline, lang, at, paragraphs, rows, relation, offer, action, words, cards } = props
  return (
    <article className="message" lang={lang}>
      <header className="grid gap-3">
        <p className="caption num text-muted">
          <time dateTime={at.dateTime}>{at.text}</time>
        </p>
        <h1 className="display d64 text-balance">{headline}</h1>
      </header>
      <div className="grid max-w-[56ch] gap-4">
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      {rows.length > 0 && (
        <dl className="rows num">
          {rows.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {offer && (
        <section className="offer">
          <h2 className="display d28">{offer.title}</h2>
          <p>{offer.text}</p>
          {offer.until && <p className="caption num text-muted">{offer.until}</p>}
        </section>
      )}
      <p>
        <ButtonLink href={action.href}>{action.label}</ButtonLink>
      </p>
      {cards && (
        <section className="grid gap-4">
          <h2 className="sr-only">{words.pieces}</h2>
          <ul className="mini">{cards}</ul>
        </section>
      )}
      {relation && (
        <section className="grid gap-6">
          <h2 className="sr-only">{words.relation}</h2>
          <p className="display d28 text-balance">{relation.statement}</p>
          {relation.figures.length > 0 && <Figures items={relation.figures} />}
        </section>
      )}
    </article>
  )
}
