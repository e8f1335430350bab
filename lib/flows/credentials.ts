import { z } from 'zod'
import { isMessageKey, type MessageKey } from '@/lib/core/messages'
import { tidy } from '@/lib/orders/address'
import { isCommonPassword } from './common-passwords'
import type { FieldFaults, FlowCode, Said } from './words'

export const PASSWORD_LEAST = 10
export const PASSWORD_MOST = 200

const key = <K extends MessageKey>(code: K): K => code

/** Trimmed and in lower case, as accounts keep it. */
export const emailSchema = z
  .string({ error: key('auth.email') })
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email(key('auth.email')).max(254, key('auth.email')))

/** A password as it is tried: any, so that an old one that today's rules would refuse still opens its account. */
export const triedPasswordSchema = z
  .string({ error: key('auth.password') })
  .min(1, key('auth.password'))
  .max(PASSWORD_MOST, key('auth.passwordLong'))

export const nameSchema = z
  .string({ error: key('auth.name') })
  .max(1_000, key('auth.long'))
  .transform(tidy)
  .pipe(z.string().min(1, key('auth.name')).max(100, key('auth.long')))

export const signInSchema = z.object({ email: emailSchema, password: triedPasswordSchema })
export const registerSchema = z.object({ name: nameSchema, email: emailSchema, password: triedPasswordSchema })

/** Why a new account may not have this password; null when it may. */
export function passwordFault(password: string, email: string): Said | null {
  const plain = password.toLowerCase()
  // Characters as people count them, not UTF-16 units.
  if ([...password].length < PASSWORD_LEAST) return { code: 'auth.passwordShort', values: { least: PASSWORD_LEAST } }
  if (password.length > PASSWORD_MOST) return { code: 'auth.passwordLong', values: { most: PASSWORD_MOST } }
  if (plain === email || plain === email.split('@')[0]) return { code: 'auth.passwordIsEmail' }
  return isCommonPassword(password) ? { code: 'auth.passwordCommon' } : null
}

// Values of the messages that schemas name; the rest have none.
const VALUES: Readonly<Record<string, Said['values']>> = { 'auth.passwordLong': { most: PASSWORD_MOST } }

/** The first fault of each field of a form that a schema refused. Schemas name a message where they refuse. */
export function fieldFaults(error: z.ZodError, otherwise: FlowCode): FieldFaults {
  const faults: Partial<Record<string, Said>> = {}
  for (const { path, message } of error.issues) {
    const field = String(path.at(-1) ?? 'form')
    const code = isMessageKey(message) ? (message as FlowCode) : otherwise
    faults[field] ??= { code, values: VALUES[code] }
  }
  return faults
}
