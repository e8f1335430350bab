import type { ReactNode } from 'react'

export type OfferBandProps = {
  /** "For your second order" */
  title: string
  /** "With your next order: 15% off and 500 points." */
  text: string
  /** "Until December 22, 2026" */
  until?: { text: string; dateTime: string } | null
  /** The link, and the panel that it opens: a dialog, which no paragraph may hold. */
  why?: ReactNode
  /** Under a heading of its own. */
  inner?: boolean
}

/** The shopper's one offer: a quiet band between two hairlines. */
export function OfferBand({ title, text, until, why, inner = false }: OfferBandProps) {
  const Heading = inner ? 'h3' : 'h2'
  return (
    <section className="offer" aria-labelledby="offer">
      <Heading className="display d28" id="offer">
        {title}
      </Heading>
      <p>{text}</p>
      <div className="caption">
        {until && (
          <p className="num text-muted">
            <time dateTime={until.dateTime}>{until.text}</time>
          </p>
        )}
        {why}
      </div>
    </section>
  )
}

export type OfferLinesProps = {
  /** What the offer does to this cart, a sentence each. */
  sentences: readonly string[]
  /** "This offer ended on November 20, 2026: 15% off." */
  ended?: string | null
  why?: ReactNode
}

/** The offer beside a total: what it does to it, and what ended. Nothing where there is nothing to say. */
export function OfferLines({ sentences, ended, why }: OfferLinesProps) {
  if (sentences.length === 0 && !ended) return null
  return (
    <div className="caption grid gap-1 pb-3">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {ended && <p className="text-muted">{ended}</p>}
      {sentences.length > 0 && why}
    </div>
  )
}
