import 'server-only'
import { collect } from '@/lib/loyalty/base/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { whatIf, type WhatIf } from './what-if'

/**
 * What would be different under another programme, over the whole base as of a moment: who would hold which tier, and
 * what the discounts would have cost over the last year, beside today. Reads only.
 * @param seen hears how many customers have been looked at
 */
export async function readWhatIf(input: {
  programme: LoyaltyProgram
  changed: LoyaltyProgram
  asOf: Date
  seen?: (customers: number) => void
}): Promise<WhatIf> {
  const { programme, changed, asOf, seen } = input
  const compared = whatIf(programme, changed, asOf)
  await collect(programme, asOf, [compared], seen)
  return compared.result()
}
