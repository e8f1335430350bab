import type { Minor } from '@/lib/core/money'
import { MAX_QUANTITY } from './pricing'
import type { PricedLineInput } from './schema'

/** One line of a cart as the shop knows it now: price and stock are live, only `priceSeen` is of an earlier moment. */
export type CartLineView = {
  sku: string
  product: string
  productName: string
  house: { slug: string; name: string }
  category: string
  subcategory: string
  colour: string
  colourName: string
  picture: string
  alt: string
  size: string
  quantity: number
  unitPrice: Minor
  currency: string
  /** What the shopper last saw this piece cost. */
  priceSeen: Minor
  /** Units free to sell. */
  stock: number
  addedAt: Date
}

export type CartView = {
  lines: readonly CartLineView[]
  /** All units together. */
  count: number
}

/** What changed since the shopper last looked. Told beside the line, never hidden by changing the line itself. */
export type CartNotice =
  | { kind: 'price-changed'; sku: string; from: Minor; to: Minor; currency: string }
  | { kind: 'sold-out'; sku: string }
  | { kind: 'fewer-left'; sku: string; left: number; wanted: number }

/** What has to be told about these lines, in their order; for one line the price before the stock. */
export function cartNotices(lines: readonly CartLineView[]): CartNotice[] {
  return lines.flatMap(({ sku, quantity, stock, unitPrice, priceSeen, currency }) => {
    const notices: CartNotice[] = []
    if (unitPrice !== priceSeen) notices.push({ kind: 'price-changed', sku, from: priceSeen, to: unitPrice, currency })
    if (stock <= 0) notices.push({ kind: 'sold-out', sku })
    else if (stock < quantity) notices.push({ kind: 'fewer-left', sku, left: stock, wanted: quantity })
    return notices
  })
}

/**
 * What of the cart can be bought now, as pricing reads it: sold-out lines are left out, of the others no more than is
 * left. The cart's amounts are those of these lines; an order is refused while a line wants more than there is.
 */
export function buyable(lines: readonly CartLineView[]): PricedLineInput[] {
  return lines
    .map(({ sku, quantity, stock, unitPrice }) => ({ sku, quantity: Math.min(quantity, stock), unitPrice }))
    .filter(({ quantity }) => quantity > 0)
}

/** How many units a line may hold: what is free to sell, at most 99, never negative. */
export const mostOf = (stock: number): number => Math.max(0, Math.min(stock, MAX_QUANTITY))

/**
 * The quantity of a line that held `held` after `asked` more were added: as many as there are. A line that already
 * holds more than there are keeps what it has (the shopper is told so elsewhere) and gains nothing.
 */
export function quantityAfterAdding(input: { held: number; asked: number; stock: number }): number {
  const { held, asked, stock } = input
  return Math.max(held, Math.min(held + asked, mostOf(stock)))
}

/** Prices as a form carries them back to say which ones its page had shown: "<sku>=<minor units>", joined by commas. */
export function packPrices(lines: readonly Pick<CartLineView, 'sku' | 'unitPrice'>[]): string {
  return lines.map(({ sku, unitPrice }) => `${sku}=${unitPrice}`).join(',')
}

/** Reads what `packPrices` wrote. Whatever is malformed is left out: these numbers are compared, never charged. */
export function unpackPrices(packed: string): Map<string, Minor> {
  const prices = new Map<string, Minor>()
  for (const part of packed.slice(0, 20_000).split(',')) {
    const match = /^([a-z0-9.:-]{1,180})=(\d{1,9})$/.exec(part)
    if (match?.[1] && match[2]) prices.set(match[1], Number(match[2]))
  }
  return prices
}
