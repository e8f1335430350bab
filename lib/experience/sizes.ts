import { ONE_SIZE } from '@/lib/catalog/sku'
import type { Say } from './say'

/** A size with its system: "US 4", "EU 38", "One size". Shoes are sized in EU, all else in US numbers. */
export function sizeWords(piece: { category: string }, size: string, { t }: Say): string {
  if (size === ONE_SIZE) return t('product.size.one')
  return t(piece.category === 'shoes' ? 'product.size.eu' : 'product.size.us', { size })
}

/** "Scarlet, US 4"; only the colour for what comes in one size. */
export function variantWords(piece: { category: string }, colour: string, size: string, say: Say): string {
  return size === ONE_SIZE ? colour : `${colour}, ${sizeWords(piece, size, say)}`
}
