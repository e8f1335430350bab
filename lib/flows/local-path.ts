const BASE = 'http://shop.invalid'

/**
 * Where to go on after signing in: the path asked for if it is one of this shop's own pages, else `fallback`. Never
 * another site, whatever tricks with slashes, backslashes or dots the address holds, and never a door that would lead
 * straight back here.
 */
export function localPath(asked: unknown, fallback: string): string {
  if (typeof asked !== 'string' || asked.length > 500 || !asked.startsWith('/')) return fallback
  if (/[\\\p{Cc}]/u.test(asked)) return fallback
  if (!URL.canParse(asked, BASE)) return fallback
  const url = new URL(asked, BASE)
  if (url.origin !== BASE || url.pathname.startsWith('//')) return fallback
  if (/^\/(api|_next|sign-in|register)(\/|$)/.test(url.pathname)) return fallback
  return url.pathname + url.search
}
