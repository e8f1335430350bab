import type { APIResponse, Locator } from '@playwright/test'
import type { Shopper } from './browser'

export type Fields = Readonly<Record<string, string>>

/**
 * The fields that a form of a page without scripts would send: what the page put there, hidden fields and names of
 * actions included. A button's own value is not among them.
 */
export const fieldsOf = (form: Locator): Promise<Record<string, string>> =>
  form.evaluate((element) => {
    const entries = [...new FormData(element as HTMLFormElement)]
    return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
  })

/** Sends fields to a page as that page's own form would, whatever they are; redirects are not followed. */
export const post = (
  { context, shop }: Pick<Shopper, 'context' | 'shop'>,
  path: string,
  fields: Fields,
  headers: Fields = {},
): Promise<APIResponse> =>
  context.request.post(path, {
    multipart: { ...fields },
    headers: { origin: shop.url, ...headers },
    maxRedirects: 0,
  })
