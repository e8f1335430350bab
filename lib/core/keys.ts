import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** The key of an `Authorization: Bearer <key>` header, or null. */
export const bearerOf = (header: string | null): string | null =>
  /^Bearer +([^\s]+) *$/i.exec(header ?? '')?.[1] ?? null

/**
 * The number of the key in `keys` that was given, or null. Takes the same time whichever it is, how much of one was
 * guessed and how long the guess is.
 */
export function keyNumber(given: string, keys: readonly string[]): number | null {
  const guess = digest(given)
  let found: number | null = null
  keys.forEach((key, i) => {
    if (timingSafeEqual(digest(key), guess)) found = i
  })
  return found
}
