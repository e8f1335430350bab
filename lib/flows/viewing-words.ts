/** The parameter by which a page tells who only looks that nothing was changed. */
const PARAMETER = 'viewing'
const REFUSED = 'only'

/** The page that somebody was on, which then says that nothing was changed. */
export function refusedAt(url: string): string {
  const address = new URL(url, 'http://shop.invalid')
  address.searchParams.set(PARAMETER, REFUSED)
  return address.pathname + address.search
}

/** Whether the page is to say that nothing was changed. */
export const wasRefused = (url: string): boolean =>
  new URL(url, 'http://shop.invalid').searchParams.get(PARAMETER) === REFUSED
