import 'server-only'
import { z } from 'zod'
import { mailboxOf } from './mailbox'

const SHORTEST_KEY = 32
/** Keys that may not be guessed; commas and white space separate several. */
const keys = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((all) => all.every((key) => key.length >= SHORTEST_KEY), `each key needs ${SHORTEST_KEY} characters`)

/** Hosts that are this machine: a mail server there is a developer's own. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

const variables = z.object({
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
  PURCHASES_API_KEY: keys,
  /** Who may run messages from outside (`POST /api/messages/run`): keys like those above. Unset: nobody may. */
  MESSAGES_API_KEY: keys,
  /** The mail server, as "smtps://user:password@host:465". Unset: messages are kept in the outbox. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom messages are from. */
  MAIL_FROM: z
    .string()
    .refine((text) => mailboxOf(text) !== null, 'has to be an address, as "Sorento <letters@sorento.example>"')
    .default('Sorento <letters@sorento.example>'),
  /**
   * The shop's own address, which links in messages begin with: "https://sorento.example". Has to be set, and https, where
   * messages leave this machine.
   */
  SITE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .default('http://localhost:3000'),
})

/** What leaves the house has to lead back to it: links to nowhere cannot be taken back, nor can a plain http one. */
const schema = variables.check(({ value: { SMTP_URL, SITE_URL }, issues }) => {
  if (!SMTP_URL || LOOPBACK.test(new URL(SMTP_URL).hostname) || SITE_URL.startsWith('https://')) return
  const message =
    'with SMTP_URL at another machine, set it to the shop’s own https address, as in SITE_URL=https://sorento.example'
  issues.push({ code: 'custom', message, path: ['SITE_URL'], input: SITE_URL })
})
export type Env = z.infer<typeof variables>

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
