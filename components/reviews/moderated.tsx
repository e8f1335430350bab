import { ActionForm, FormSubmit, FormText, type ActionFormProps } from '@/components/form'
import { Stars } from '@/components/stars'

export type ModeratedReviewProps = {
  action: ActionFormProps['action']
  id: string
  piece: { href: string; name: string }
  rating: number
  ratingLabel: string
  title: string
  body: string
  /** "Alice H., November 2, 2026" */
  by: string
  dateTime: string
  /** What is to know of it: hidden since when, by whom and why; that a moved clock wrote it. */
  notes: readonly string[]
  hidden: boolean
  words: { reason: string; hint: string; hide: string; show: string; pending: string }
}

/** A review as staff see it, with what they can do: hide it with a reason, or show it again. */
export function ModeratedReview(props: ModeratedReviewProps) {
  const { action, id, piece, rating, ratingLabel, title, body, by, dateTime, notes, hidden, words } = props
  return (
    <li className="moderated">
      <article>
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
          <time dateTime={dateTime}>{by}</time>
        </p>
        <p className="caption">
          <a className="link" href={piece.href}>
            {piece.name}
          </a>
        </p>
        {notes.map((note) => (
          <p key={note} className="caption">
            {note}
          </p>
        ))}
      </article>
      <ActionForm action={action}>
        <input type="hidden" name="review" value={id} />
        <input type="hidden" name="verdict" value={hidden ? 'shown' : 'hidden'} />
        {!hidden && (
          <FormText
            name={`reason-${id}`}
            label={words.reason}
            hint={words.hint}
            maxLength={300}
            autoComplete="off"
            required
          />
        )}
        <FormSubmit label={hidden ? words.show : words.hide} pending={words.pending} quiet />
      </ActionForm>
    </li>
  )
}
