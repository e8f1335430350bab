/** Where a letter's `List-Unsubscribe` leads; the token is the group. */
const UNSUBSCRIBE = /^\/unsubscribe\/([\w-]{1,100})$/

/** More than any such body holds. */
export const ONE_CLICK_BYTES = 2_000

/** Whether a request may be a mail client's one click, before its body is read. */
export function mayBeOneClick({ method, path, headers }: { method: string; path: string; headers: Headers }): boolean {
  const type = headers.get('content-type') ?? ''
  return (
    method === 'POST' &&
    UNSUBSCRIBE.test(path) &&
    !headers.has('next-action') &&
    /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type) &&
    !(Number(headers.get('content-length') ?? 0) > ONE_CLICK_BYTES)
  )
}

/**
 * Whether a body says what a mail client sends when somebody presses its own button (RFC 8058, 3.2): the pair
 * List-Unsubscribe=One-Click in either encoding of a form, and nothing else. It comes from the mail provider's
 * machines, without cookies and from no page of ours.
 */
export async function isOneClick(body: Uint8Array | null, type: string): Promise<boolean> {
  if (!body) return false
  const form = await new Response(Buffer.from(body), { headers: { 'content-type': type } }).formData().catch(() => null)
  const pairs = form ? [...form] : []
  return pairs.length === 1 && pairs[0]?.[0] === 'List-Unsubscribe' && pairs[0][1] === 'One-Click'
}

/** The path of the handler that a one-click request is handed to, which is not the page's. */
export const oneClickPath = (path: string): string => `/api/unsubscribe/${UNSUBSCRIBE.exec(path)?.[1] ?? ''}`
