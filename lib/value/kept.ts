import type { Minor } from '@/lib/core/money'
import { inOrder } from './purchases'
import type { Purchase, ValueFacts } from './schema'

/** A purchase of which something was kept, and what that cost. */
export type KeptPurchase = { purchase: Purchase; net: Minor }

/** What was paid for a purchase less what was paid back for it until `asOf`. */
export function netOf({ paid, returns }: Purchase, asOf: Date): Minor {
  if (returns.length === 0) return paid
  let net = paid
  for (const { at, amount } of returns) if (at <= asOf) net -= amount
  return net
}

/**
 * The purchases not later than `asOf` of which something was kept, earlier to later: those that cost something after
 * their returns, that nothing was brought back of, or of which a piece is known to be kept that cost nothing.
 *
 * The till reports returns without saying of what. When those of a channel come to all that was kept of it so far, its
 * purchases until then went back; what returns exceed them by was bought before anybody counted, and is forgotten.
 * At equal moments a purchase comes before a return.
 */
export function keptOf(facts: ValueFacts, asOf: Date): KeptPurchase[] {
  const kept: KeptPurchase[] = []
  const until = asOf.getTime() // a moment is compared as a number: a batch does it tens of millions of times
  for (const purchase of inOrder(facts.purchases)) {
    if (purchase.at.getTime() > until) break
    const net = netOf(purchase, asOf)
    if (net > 0 || purchase.houses.length > 0 || isUntouched(purchase, asOf)) kept.push({ purchase, net })
  }
  return facts.otherReturns.length === 0 ? kept : withoutReturned(kept, facts.otherReturns, asOf)
}

/** Nothing of it had been brought back by then. */
function isUntouched({ returns }: Purchase, asOf: Date): boolean {
  for (const { at } of returns) if (at <= asOf) return false
  return true
}

function withoutReturned(
  kept: readonly KeptPurchase[],
  returns: ValueFacts['otherReturns'],
  asOf: Date,
): KeptPurchase[] {
  /** By channel what is left, and from which of the purchases on. */
  const left = new Map<string, { amount: Minor; since: number }>()
  const of = (channel: string) => {
    const known = left.get(channel) ?? { amount: 0, since: 0 }
    left.set(channel, known)
    return known
  }
  let next = 0
  for (const { at, amount, channel } of returns.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (at > asOf) break
    for (let each = kept[next]; each && each.purchase.at <= at; each = kept[++next]) {
      of(each.purchase.channel).amount += each.net
    }
    const channelLeft = of(channel)
    channelLeft.amount -= amount
    if (channelLeft.amount <= 0) left.set(channel, { amount: 0, since: next })
  }
  return kept.filter(({ purchase }, i) => i >= (left.get(purchase.channel)?.since ?? 0))
}
