import { checkQuantity, MAX_QUANTITY } from './pricing'

/** A line whose quantity was cut: `wanted` is what both carts held together. */
export type CappedLine = { sku: string; wanted: number; quantity: number }

/**
 * Two carts as one: what signing in does with the customer's kept cart and this browser's.
 *
 * Lines of `kept` come first, then those only `added` holds, each in their own order. Quantities of one sku are added
 * up, then capped by its stock and by 99; what was capped is told. Where both hold a sku, the other fields (the price
 * last seen, the time) are those of `added`, which the shopper has just been looking at.
 * A sold-out or unknown sku keeps its line and quantity: whether it can be bought is told by the cart, which reads stock
 * each time, and the piece may come back.
 * Throws a RangeError for a quantity that is no integer of 1 to 99.
 */
export function mergeCarts<Line extends { sku: string; quantity: number }>(
  kept: readonly Line[],
  added: readonly Line[],
  stockBySku: ReadonlyMap<string, number>,
): { lines: Line[]; capped: CappedLine[] } {
  const merged = new Map<string, Line>()
  for (const line of [...kept, ...added]) {
    checkQuantity(line.sku, line.quantity)
    const held = merged.get(line.sku)?.quantity ?? 0
    merged.set(line.sku, { ...line, quantity: held + line.quantity })
  }
  const capped: CappedLine[] = []
  const lines = [...merged.values()].map((line) => {
    const stock = stockBySku.get(line.sku) ?? 0
    const quantity = Math.min(line.quantity, MAX_QUANTITY, stock > 0 ? stock : MAX_QUANTITY)
    if (quantity < line.quantity) capped.push({ sku: line.sku, wanted: line.quantity, quantity })
    return { ...line, quantity }
  })
  return { lines, capped }
}
