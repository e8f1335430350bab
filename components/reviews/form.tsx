'use client'

import { startTransition, useActionState, useMemo, type FormEvent } from 'react'
import { describedBy, ErrorSummary, Field, TextField, type FormState } from '@/components/form'

export type ReviewFormProps = {
  action: (before: FormState, form: FormData) => Promise<FormState>
  product: string
  /** "Rapace gown by Corvane" */
  piece: string
  /** What was written before, to be edited. */
  before?: { rating: number; title: string; body: string }
  ratings: readonly { value: string; label: string }[]
  /** What opens the form: "Write a review". */
  summary: string
  words: { rating: string; title: string; body: string; hint: string; submit: string; pending: string }
}

/**
 * Rating, title and text, folded until asked for. Works as a plain form without a script; what was typed stays after a
 * refusal, which is never folded away.
 */
export function ReviewForm({ action, product, piece, before, ratings, summary, words }: ReviewFormProps) {
  const [state, submit, pending] = useActionState(action, { status: 'idle' })
  const failed = state.status === 'error' ? state : undefined
  const errors: Readonly<Record<string, string>> = failed?.errors ?? {}
  const values = failed?.values ?? {}
  // The same list for the same answer: a new one takes focus.
  const items = useMemo(
    () =>
      ['rating', 'title', 'body'].flatMap((name) => {
        const text = failed?.errors[name]
        return text ? [{ id: name === 'rating' ? 'rating-5' : name, text }] : []
      }),
    [failed],
  )
  // Not left to React's form action alone: that would empty the form after a refusal.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    startTransition(() => submit(data))
  }
  const rated = values.rating ?? (before && String(before.rating))
  const body = { id: 'body', hint: words.hint, error: errors.body }
  return (
    <details className="numbers" open={failed ? true : undefined}>
      <summary>
        {summary}
        <span className="chev" />
      </summary>
      {/* The address of this place opens the fold. */}
      <form id="write-review" action={submit} onSubmit={onSubmit} className="form pt-4 pb-6" noValidate>
        <h3 className="font-medium">{piece}</h3>
        {failed && <ErrorSummary title={failed.message} items={items} />}
        <input type="hidden" name="product" value={product} />
        <fieldset className="opts" aria-describedby={errors.rating ? 'rating-error' : undefined}>
          <legend className="caption">{words.rating}</legend>
          {ratings.map(({ value, label }) => (
            <label key={value} className="opt">
              <input
                type="radio"
                id={`rating-${value}`}
                name="rating"
                value={value}
                defaultChecked={rated === value}
                required
              />
              {label}
            </label>
          ))}
          {errors.rating && (
            <p className="wrong caption" id="rating-error">
              {errors.rating}
            </p>
          )}
        </fieldset>
        <TextField
          id="title"
          name="title"
          label={words.title}
          error={errors.title}
          defaultValue={values.title ?? before?.title}
          maxLength={200}
          autoComplete="off"
          required
        />
        <Field {...body} label={words.body}>
          <textarea
            id="body"
            name="body"
            className="input"
            rows={6}
            maxLength={5_000}
            defaultValue={values.body ?? before?.body}
            aria-invalid={errors.body ? true : undefined}
            aria-describedby={describedBy(body)}
            required
          />
        </Field>
        <button className="btn full" aria-disabled={pending}>
          {pending ? words.pending : words.submit}
        </button>
      </form>
    </details>
  )
}
