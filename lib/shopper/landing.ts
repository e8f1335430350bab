import { z } from 'zod'

/**
 * What a page goes on with for who came by a message: what the message was about, in the language that it was written in,
 * and nothing about whom it was written to. Whoever was handed the link reads no more than this.
 */
export const landingSchema = z.strictObject({
  /** The message's cause: "cart-left", "new-from-house", ... */
  cause: z.string(),
  headline: z.string(),
  line: z.string(),
  /** Slugs of the pieces that it showed, in their order. */
  pieces: z.array(z.string()),
})
export type Landing = z.infer<typeof landingSchema>

/** The source of an arrival by a message; its campaign is the message's id. */
export const MESSAGE_SOURCE = 'message'
