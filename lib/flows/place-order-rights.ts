import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { standingOf } from '@/lib/loyalty/standing'
import { promisesOf } from '@/lib/offers/lifecycle/facts'
import { entitlementsFor } from '@/lib/offers/rules'
import type { Rights } from '@/lib/orders/reserve'
import { readCustomerFacts } from './facts'

/**
 * What a customer may have taken off an order as of a moment, folded from facts read here and now: called under the
 * customer's lock, nothing can be spent between the reading and the order that follows from it. Points of every order
 * that stands are spent, whatever its time. Who is no member has no points. What was promised to them holds until its
 * date, unless what earned it went back, or another account of the same browser had it.
 * @param visitorId the browser that asks; null where nobody's does
 */
export async function readRights(
  customerId: string | null,
  asOf: Date,
  within: Transaction = db,
  visitorId: string | null = null,
): Promise<Rights> {
  const facts = await readCustomerFacts(customerId, asOf, within, visitorId)
  const { programme, orders, usedOffers, grants, elsewhere, ...loyalty } = facts
  const result = standingOf({ programme, ...loyalty, asOf })
  const standing = result.member ? result.standing : null
  const promises = promisesOf({ asOf, programme, standing, orders, grants, usedOffers, elsewhere })
  const boughtElsewhere = elsewhere.bought
  return {
    entitlements: entitlementsFor({ programme, standing, orders, usedOffers, asOf, promises, boughtElsewhere }),
    points: { spendable: standing?.spendablePoints ?? 0, worth: programme.points?.worth ?? 0 },
  }
}
