import 'server-only'
import { hash, verify } from '@node-rs/argon2'

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. Id is the library's default variant.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** An argon2id hash of a password, computed off the main thread. */
export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS)

let nobody: Promise<string> | undefined

/**
 * Whether the password fits the hash. Without a hash it takes the same time and says no, so that timing does not
 * tell whether an e-mail is known.
 */
export async function checkPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > 200) return false
  nobody ??= hashPassword('nobody has this password')
  const right = await verify(passwordHash ?? (await nobody), password).catch(() => false)
  return right && passwordHash !== null
}
