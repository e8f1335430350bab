/**
 * The headers every answer carries. `style-src-attr 'unsafe-inline'` is allowed: React writes style attributes, and
 * they cannot load or run anything.
 */
export function securityHeaders(nonce: string, options: { secure: boolean; development: boolean }): [string, string][] {
  const csp = [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${options.development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-elem 'self' ${options.development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ]
  return [
    ['Content-Security-Policy', csp.join('; ')],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()'],
    ...(options.secure
      ? ([['Strict-Transport-Security', 'max-age=31536000; includeSubDomains']] as [string, string][])
      : []),
  ]
}

/** An answer instead of what was asked for. */
export type Refusal = { status: number; message: string }

/**
 * Why a POST is refused before Next sees it, or null. Next answers 500 by itself to a foreign origin or a malformed
 * action; a person's browser never sends those.
 */
export function refusal(request: { method: string; headers: Headers; host: string }): Refusal | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  const origin = request.headers.get('origin')
  // A browser sends Origin with every cross-site POST; "null" comes from sandboxed frames and redirects between sites.
  if (origin !== null && originHost(origin) !== request.host) {
    return { status: 403, message: 'This request came from another site and was not carried out.' }
  }
  const action = request.headers.get('next-action')
  if (action !== null && !/^[0-9a-f]{40,64}$/.test(action)) {
    return { status: 400, message: 'This request was not understood. Reload the page and try again.' }
  }
  if (action !== null && origin === null) {
    return { status: 403, message: 'This request does not say where it came from and was not carried out.' }
  }
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data') && !/boundary=[^\s;]+/.test(type)) {
    return { status: 400, message: 'This form was not complete. Go back, reload the page and try again.' }
  }
  if (Number(request.headers.get('content-length') ?? 0) > 100_000) {
    return { status: 413, message: 'This form is too large.' }
  }
  return null
}

function originHost(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
