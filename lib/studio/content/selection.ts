import type { Selects } from '@/lib/content/schema'
import { MINOR_PER_UNIT } from '@/lib/core/money'
import { fail, ok, type Result } from '@/lib/core/result'
import type { Shop } from '../shop'
import { selectable } from '../values'
import type { ContentErrors } from './form'
import { selectsOf, tokensOf, type ContentTyped } from './typed'

const AMOUNT = /^(?:\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.\d{1,2})?$/

/** Minor units of an amount as people write it ("1,500.00"); null for none, NaN for what is no amount. */
function amountIn(text: string): number | null {
  const plain = text.trim().replace(/^[^\d.,-]+|[^\d.,-]+$/g, '')
  if (text.trim() === '') return null
  return AMOUNT.test(plain) ? Math.round(Number(plain.replaceAll(',', '')) * MINOR_PER_UNIT) : NaN
}

/** Texts with commas or line breaks between. */
export const listIn = (text: string, separator = /[,\n]/): string[] => [
  ...new Set(
    text
      .split(separator)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ),
]

/**
 * Which pieces a form chooses: null where it chooses none. Values must be offered, or chosen before; pieces are named as
 * the shop names them or by their address.
 */
export function selectionIn(
  typed: ContentTyped,
  { catalogue, say }: Shop,
  before: Selects | null,
): Result<Selects | null, ContentErrors> {
  const { t } = say
  const errors: ContentErrors = {}
  const offered = new Set(
    selectable(catalogue, say, tokensOf(before)).flatMap(({ options }) => options.map((o) => o.value)),
  )
  const tokens = [...new Set(typed.select)]
  if (tokens.some((token) => !offered.has(token))) errors.select = t('studio.content.wrong.choice')

  const from = amountIn(typed.priceFrom)
  const to = amountIn(typed.priceTo)
  const noPrice = (field: 'priceFrom' | 'priceTo') =>
    t('studio.content.wrong.price', { field: t(`studio.content.${field}`) })
  if (Number.isNaN(from)) errors.priceFrom = noPrice('priceFrom')
  if (Number.isNaN(to)) errors.priceTo = noPrice('priceTo')
  else if (from !== null && to !== null && to < from) errors.priceTo = t('studio.content.wrong.priceOrder')

  const byName = new Map(catalogue.products.map(({ name, slug }) => [name.toLowerCase(), slug]))
  const products: string[] = []
  for (const named of listIn(typed.products, /\n/)) {
    const slug = catalogue.bySlug.has(named) ? named : byName.get(named.toLowerCase())
    if (slug !== undefined) products.push(slug)
    else errors.products ??= t('studio.content.wrong.product', { piece: named })
  }
  if (Object.keys(errors).length > 0) return fail(errors)
  const selects: Selects = {
    ...selectsOf(tokens),
    ...(from !== null || to !== null ? { price: { from, to } } : {}),
    ...(products.length > 0 ? { products: [...new Set(products)] } : {}),
  }
  return ok(Object.keys(selects).length > 0 ? selects : null)
}
