import { Notice } from '@/components/notice'
import { Stars } from '@/components/stars'

export type OwnReviewItemProps = {
  /** Absent for a piece that has left the collection. */
  edit?: { href: string; label: string; name: string }
  piece: string
  rating: number
  ratingLabel: string
  title: string
  body: string
  date: string
  dateTime: string
  /** That nobody else sees it, and why. */
  hidden?: { title: string; text: string }
}

/** One of somebody's own reviews, in their account. */
export function OwnReviewItem(props: OwnReviewItemProps) {
  const { edit, piece, rating, ratingLabel, title, body, date, dateTime, hidden } = props
  return (
    <li>
      <article>
        <p className="caption text-muted">{piece}</p>
        <p className="caption flex items-center gap-3">
          <Stars of5={rating} />
          <span className="num">{ratingLabel}</span>
        </p>
        <h2 className="font-medium" dir="auto">
          {title}
        </h2>
        <p className="words" dir="auto">
          {body}
        </p>
        <p className="caption text-muted">
          <time dateTime={dateTime}>{date}</time>
        </p>
        {hidden && <Notice kind="info" {...hidden} />}
        {edit && (
          <p>
            <a className="link alone caption" href={edit.href} aria-label={edit.name}>
              {edit.label}
            </a>
          </p>
        )}
      </article>
    </li>
  )
}
