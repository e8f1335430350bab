import { z } from 'zod'
import { seal, unseal } from '@/lib/core/signed'
import { LANGUAGES } from './language'

/** Names of the shop's own cookies. All are HttpOnly and signed; Auth.js keeps the session's. */
export const COOKIES = {
  visitor: 'sorento-visitor',
  visit: 'sorento-visit',
  consent: 'sorento-consent',
  language: 'sorento-language',
  viewing: 'sorento-viewing',
  demo: 'sorento-demo',
} as const
export type CookieName = keyof typeof COOKIES

const arrivalSchema = z.object({ source: z.string().max(40), campaign: z.string().max(40).nullable() })

const schemas = {
  /**
   * `claimed`: this visitor was seen with a session, so it is somebody's, and nobody else may go on as it. `brief`: it ends
   * with the browser, because nothing may be learned here.
   */
  visitor: z.object({ id: z.uuid(), claimed: z.literal(true).optional(), brief: z.literal(true).optional() }),
  visit: z.object({
    id: z.string().max(40),
    number: z.number().int(),
    lastSeen: z.number(),
    arrival: arrivalSchema.nullable(),
  }),
  consent: z.object({ answer: z.enum(['yes', 'no']) }),
  /** What was chosen at the foot of a page. It is asked for, and tells of nobody: kept whatever the consent. */
  language: z.object({ language: z.enum(LANGUAGES) }),
  /** Whom staff asked to see the shop as, in whose session and as which visitor, until when (real time). */
  viewing: z.object({ staffId: z.uuid(), customerId: z.uuid(), visitorId: z.uuid(), until: z.number() }),
  /** The presenter's wishes for this browser; read only with DEMO=1. */
  demo: z.object({
    offsetMs: z
      .number()
      .int()
      .min(-20 * 366 * 86_400_000)
      .max(20 * 366 * 86_400_000)
      .default(0),
    country: z.string().length(2).nullable().default(null),
    source: z.string().max(40).nullable().default(null),
    /** Which journey this browser walks: steps begun, acts of the present step done, and the run's own secret. */
    journey: z
      .object({
        key: z.string().max(40),
        step: z.number().int().min(0).max(99),
        acts: z.number().int().min(0).max(99),
        run: z.string().max(40),
      })
      .nullable()
      .default(null),
    /** Arms that are shown whatever the assignment says, by experiment; nothing of it is counted. */
    forced: z.record(z.string().max(60), z.string().max(60)).default({}),
  }),
} as const
export type CookieValue<N extends CookieName> = z.infer<(typeof schemas)[N]>

/** Reads one of our cookies; null when it is absent, forged or no longer of the right shape. */
export function openCookie<N extends CookieName>(
  name: N,
  sealed: string | undefined,
  secret: string,
): CookieValue<N> | null {
  const result = schemas[name].safeParse(unseal(name, sealed, secret))
  return result.success ? (result.data as CookieValue<N>) : null
}

/** Seals a value for one of our cookies. */
export const sealCookie = <N extends CookieName>(name: N, value: CookieValue<N>, secret: string): string =>
  seal(name, value, secret)

/** Whether a request's cookies hold a session of Auth.js, right or wrong: under a secure name too, and cut in pieces. */
export const holdsSession = (names: readonly string[]): boolean =>
  names.some((name) => /^(?:__Secure-)?authjs\.session-token(?:\.\d+)?$/.test(name))

const YEAR_S = 365 * 86_400

/** Attributes of our cookies. One that is not `persistent` ends with the browser. */
export const cookieOptions = (secure: boolean, persistent = true) =>
  ({ httpOnly: true, sameSite: 'lax', secure, path: '/', ...(persistent ? { maxAge: YEAR_S } : {}) }) as const
