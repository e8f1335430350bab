import { z } from 'zod'
import { LENGTHS, lengthOf, plainText } from './text'

/** What is wrong with a field of a review: the messages `review.wrong.<fault>`. */
export type ReviewFault =
  'rating' | 'titleShort' | 'titleLong' | 'bodyShort' | 'bodyLong' | 'reasonShort' | 'reasonLong'

const words = (field: keyof typeof LENGTHS, lines: boolean) =>
  z
    .unknown()
    .transform((typed) => plainText(typed, { lines }))
    .superRefine((text, context) => {
      const { least, most } = LENGTHS[field]
      const length = lengthOf(text)
      const fault = length < least ? `${field}Short` : length > most ? `${field}Long` : null
      if (fault) context.addIssue({ code: 'custom', message: fault satisfies string })
    })

/** A review as the form sends it: 1 to 5, a title, a text of paragraphs. The words come out clean and plain. */
export const reviewSchema = z.object({
  rating: z
    .string('rating')
    .regex(/^[1-5]$/, 'rating')
    .transform(Number),
  title: words('title', false),
  body: words('body', true),
})
export type ReviewWords = z.infer<typeof reviewSchema>

/** Staff's word on a review; hiding needs a reason, which its author will read. */
export const verdictSchema = z.discriminatedUnion('verdict', [
  z.object({ review: z.uuid(), verdict: z.literal('hidden'), reason: words('reason', false) }),
  z.object({ review: z.uuid(), verdict: z.literal('shown') }),
])

/** What is wrong, by field; the first fault of each. */
export function faultsOf(error: z.ZodError): Partial<Record<string, ReviewFault>> {
  const faults: Partial<Record<string, ReviewFault>> = {}
  for (const { path, message } of error.issues) faults[String(path[0])] ??= message as ReviewFault
  return faults
}

/** A review as readers see it. */
export type Review = {
  id: string
  at: Date
  rating: number
  title: string
  body: string
  /** "Alice H."; empty where the name had no letters. */
  author: string
  /** Whether it is the asker's own. */
  own: boolean
}

/** The asker's own newest review of a piece; `hidden` says why nobody else sees it. */
export type OwnReview = Review & { product: string; hidden: string | null }

/** How many gave each rating, 1 to 5. */
export type Ratings = Readonly<Record<1 | 2 | 3 | 4 | 5, number>>

export type Reviews = {
  ratings: Ratings
  /** One page, newest first. */
  reviews: Review[]
  own: OwnReview | null
}

/** How many there are, and their mean; null without any. */
export function ratingOf(ratings: Ratings): { count: number; average: number } | null {
  const entries = Object.entries(ratings)
  const count = entries.reduce((sum, [, each]) => sum + each, 0)
  if (count === 0) return null
  return { count, average: entries.reduce((sum, [rating, each]) => sum + Number(rating) * each, 0) / count }
}
