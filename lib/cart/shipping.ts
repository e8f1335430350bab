import type { Minor } from '@/lib/core/money'

/** What sending one order costs, by the currency it is paid in, and where the house sends without charge. */
export const SHIPPING: Readonly<Record<string, { fee: Minor; freeTo: readonly string[] }>> = {
  USD: { fee: 2_500, freeTo: ['US'] },
  PLN: { fee: 4_000, freeTo: ['PL'] },
}
