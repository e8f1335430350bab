import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** A new random id (UUID v4). Ids never carry meaning and are never trusted from a client. */
export const newId = (): string => randomUUID()

/** A new unguessable token of `bytes` random bytes, in base64url. */
export const newToken = (bytes = 16): string => randomBytes(bytes).toString('base64url')

/** Hex SHA-256: for comparing content and for keeping personal subjects out of guard tables. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
