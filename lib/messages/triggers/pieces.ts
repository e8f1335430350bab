import type { Product } from '@/lib/catalog/schema'
import { isKept } from '@/lib/experience/owned'
import type { OrderedLine } from '@/lib/orders/schema'

/** Whether a piece is in the shop and can be bought. */
export const isHere = ({ inStock, listedAt }: Product, now: Date): boolean => inStock && listedAt <= now

/** What was kept of an order, the dearest piece first, each once. */
export const keptPieces = (lines: readonly OrderedLine[]): string[] => [
  ...new Set(
    lines
      .filter(isKept)
      .sort((a, b) => b.unitPrice - a.unitPrice)
      .map(({ product }) => product),
  ),
]
