import type { ReactNode } from 'react'
import { Stars } from '@/components/stars'

/** "4.6 of 5, 12 reviews" under the price, leading to them. */
export function RatingLine({ average, label, href }: { average: number; label: string; href: string }) {
  return (
    <p className="rating-line">
      <Stars of5={average} />
      <a className="link alone caption num" href={href}>
        {label}
      </a>
    </p>
  )
}

export type ReviewsProps = {
  title: string
  /** Of all reviews; absent without any. */
  summary?: {
    average: number
    /** "4.6" */
    figure: string
    line: string
    /** 5 to 1. `share` in percent. */
    ratings: readonly { label: string; count: string; share: number }[]
    label: string
  }
  /** Instead of reviews where there is none. */
  none?: string
  /** The asker's own review, a form, a notice. */
  aside?: ReactNode
  items: readonly ReviewItem[]
  newer?: { href: string; label: string }
  older?: { href: string; label: string }
  /** Names the links to other pages. */
  pages: string
}

export type ReviewItem = {
  id: string
  rating: number
  /** "5 of 5" */
  ratingLabel: string
  title: string
  body: string
  /** "Alice H., November 2, 2026" */
  by: string
  dateTime: string
  /** "Verified purchase" */
  verified: string
}

/** What those who bought a piece say of it: the mean, how it is spread, and one page of reviews. */
export function Reviews({ title, summary, none, aside, items, newer, older, pages }: ReviewsProps) {
  return (
    <section id="reviews" className="wrap reviews" aria-labelledby="reviews-title">
      <div className="overall">
        <h2 id="reviews-title" className="display d40">
          {title}
        </h2>
        {summary && (
          <>
            <p className="figure">
              <span className="display d64 num">{summary.figure}</span>
              <Stars of5={summary.average} />
            </p>
            <p className="caption num">{summary.line}</p>
            <ul className="spread num" aria-label={summary.label}>
              {summary.ratings.map((rating) => (
                <li key={rating.label}>
                  <span>{rating.label}</span>
                  <meter min={0} max={100} value={rating.share} aria-hidden />
                  <span>{rating.count}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {aside}
      </div>
      <div>
        {none && <p className="text-muted">{none}</p>}
        <ul className="review-list">
          {items.map((item) => (
            <ReviewView key={item.id} {...item} />
          ))}
        </ul>
        {(newer ?? older) && (
          <nav className="caption flex gap-6 pt-6" aria-label={pages}>
            {newer && (
              <a className="link alone" href={newer.href}>
                {newer.label}
              </a>
            )}
            {older && (
              <a className="link alone" href={older.href}>
                {older.label}
              </a>
            )}
          </nav>
        )}
      </div>
    </section>
  )
}

/** One review. Its words are somebody else's: plain text, in their own direction of reading, and nothing in it a link. */
function ReviewView({ rating, ratingLabel, title, body, by, dateTime, verified }: ReviewItem) {
  return (
    <li>
      <article>
        <p className="caption flex items-center gap-3">
          <Stars of5={rating} />
          <span className="num">{ratingLabel}</span>
        </p>
        <h3 className="font-medium" dir="auto">
          {title}
        </h3>
        <p className="words" dir="auto">
          {body}
        </p>
        <p className="caption text-muted">
          <time dateTime={dateTime}>{by}</time>
        </p>
        <p className="caption text-muted">{verified}</p>
      </article>
    </li>
  )
}
