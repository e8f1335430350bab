import { createHmac, timingSafeEqual } from 'node:crypto'

// Purpose is part of what is signed, so that a cookie of one kind cannot be passed off as another.
const mac = (purpose: string, body: string, secret: string) =>
  createHmac('sha256', secret).update(`${purpose}\n${body}`).digest('base64url')

/** Packs a JSON value for a cookie: "<base64url body>.<HMAC-SHA-256>". */
export function seal(purpose: string, value: unknown, secret: string): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${body}.${mac(purpose, body, secret)}`
}

/** The value that `seal` packed, or null for anything absent, forged, truncated or of another purpose. */
export function unseal(purpose: string, sealed: string | undefined, secret: string): unknown {
  if (!sealed || sealed.length > 4096) return null
  const dot = sealed.indexOf('.')
  if (dot < 1) return null
  const body = sealed.slice(0, dot)
  const given = Buffer.from(sealed.slice(dot + 1))
  const right = Buffer.from(mac(purpose, body, secret))
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
