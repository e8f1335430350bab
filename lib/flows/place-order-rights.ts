import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { standingOf } from '@/lib/loyalty/standing'
import { entitlementsFor } from '@/lib/offers/rules'
import type { Rights } from '@/lib/orders/reserve'
import { readCustomerFacts } from './facts'

/**
 * What a customer may have taken off an order as of a moment, folded from facts read here and now: called under the
 * customer's lock, nothing can be spent between the reading and the order that follows from it. Points of every order
 * that stands are spent, whatever its time. Who is no member has no points.
 */
export async function readRights(customerId: string | null, asOf: Date, within: Transaction = db): Promise<Rights> {
  const { programme, orders, usedOffers, ...facts } = await readCustomerFacts(customerId, asOf, within)
  const result = standingOf({ programme, ...facts, asOf })
  const standing = result.member ? result.standing : null
  return {
    entitlements: entitlementsFor({ programme, standing, orders, usedOffers, asOf }),
    points: { spendable: standing?.spendablePoints ?? 0, worth: programme.points?.worth ?? 0 },
  }
}
