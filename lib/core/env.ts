import 'server-only'
import { z } from 'zod'

/** A key that may not be guessed; commas and white space separate several. */
const SHORTEST_KEY = 32

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  /** Signs the session JWT (Auth.js). */
  AUTH_SECRET: z.string().min(16),
  /** Signs the visitor, visit and demo cookies. */
  COOKIE_SECRET: z.string().min(16),
  /** "1" switches the presenter's tools on. Never by default: without it all of it answers 404. */
  DEMO: z
    .enum(['0', '1'])
    .default('0')
    .transform((v) => v === '1'),
  /**
   * Who may report purchases (`POST /api/purchases`): one key, or several separated by commas, so that a key can be
   * exchanged while the old one still works. Unset: nobody may.
   */
  PURCHASES_API_KEY: z
    .string()
    .default('')
    .transform((keys) => keys.split(/[\s,]+/).filter(Boolean))
    .refine((keys) => keys.every((key) => key.length >= SHORTEST_KEY), `each key needs ${SHORTEST_KEY} characters`),
  /** Who may run messages from outside (`POST /api/messages/run`): keys like those above. Unset: nobody may. */
  MESSAGES_API_KEY: z
    .string()
    .default('')
    .transform((keys) => keys.split(/[\s,]+/).filter(Boolean))
    .refine((keys) => keys.every((key) => key.length >= SHORTEST_KEY), `each key needs ${SHORTEST_KEY} characters`),
  /** The mail server, as "smtps://user:password@host:465". Unset: messages are kept in the outbox. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom messages are from. */
  MAIL_FROM: z.string().min(3).default('Sorento <letters@sorento.example>'),
  /** The shop's own address, which links in messages begin with: "https://sorento.example". */
  SITE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .default('http://localhost:3000'),
})
export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/**
 * The process's configuration, read once when first asked for, so that a build needs none.
 * Throws an error that names each missing or malformed variable.
 */
export function env(): Env {
  if (parsed) return parsed
  const result = schema.safeParse(process.env)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    throw new Error(`The environment is not complete. ${faults}. See "Configuration" in the README.`)
  }
  parsed = result.data
  return parsed
}
