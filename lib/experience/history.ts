import type { TierChange } from '@/lib/loyalty/schema'
import type { Shopper } from './schema'

/** A line of the tier history in words, and when. */
export type HistoryLine = { text: string; at: string; dateTime: string }

type Line = { at: Date; text: string; wholeDay: boolean }

/**
 * How a member's tier came to be, newest first: what changed it, joining, leaving, coming back and confirmations. Empty
 * for who is no member.
 */
export function tierHistory(shopper: Shopper): HistoryLine[] {
  const { standing, memberships, say } = shopper
  if (!standing) return []
  const { t } = say
  const lines: Line[] = []
  // Earlier to later; of one moment, joining comes before what it brought.
  const facts = memberships.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  let joined = false
  for (const { kind, at, orderId } of facts) {
    if (kind === 'join') {
      const key = joined ? 'history.rejoined' : orderId ? 'history.joinedByOrder' : 'history.joined'
      lines.push({ at, text: t(key), wholeDay: false })
      joined = true
    } else lines.push({ at, text: t(kind === 'resign' ? 'history.left' : 'history.confirmed'), wholeDay: false })
  }
  // Who became a member by a purchase alone has no fact of joining.
  if (!facts.some(({ kind, at }) => kind === 'join' && at.getTime() === standing.memberSince.getTime())) {
    lines.push({ at: standing.memberSince, text: t('history.joinedByOrder'), wholeDay: false })
  }
  for (const change of standing.history) {
    // The tier of every member came with joining, which is told already.
    if (change.by === 'membership' && change.to?.threshold === 0) continue
    lines.push({ at: change.at, text: changeWords(change, shopper), wholeDay: BY_ITSELF.has(change.by) })
  }
  return lines
    .map((line, i) => ({ line, i }))
    .sort((a, b) => b.line.at.getTime() - a.line.at.getTime() || b.i - a.i)
    .map(({ line: { at, text, wholeDay } }) => ({
      text,
      at: wholeDay ? say.shortDate(at) : say.stamp(at),
      dateTime: at.toISOString(),
    }))
}

/** What comes at the start of a day has no hour of its own. */
const BY_ITSELF: ReadonlySet<TierChange['by']> = new Set(['hold', 'date', 'cycle', 'validity'])

function changeWords({ from, to, by, orderId }: TierChange, shopper: Shopper): string {
  const { t } = shopper.say
  const rises = to !== null && (from === null || to.threshold > from.threshold)
  if (!rises) {
    return to ? t(`history.down.${by}`, { tier: to.name }) : t(`history.ended.${by}`, { tier: from?.name ?? '' })
  }
  const tier = to.name
  if (by !== 'purchase' && by !== 'hold' && by !== 'membership') return t('history.up', { tier })
  const bought = orderId === null ? null : purchaseOf(orderId, shopper)
  if (!bought) return t(by === 'membership' ? 'history.upByJoining' : 'history.up', { tier })
  return t(bought.number ? 'history.upByOrder' : 'history.upByTill', {
    tier,
    order: bought.number ?? '',
    amount: shopper.say.money(bought.amount),
  })
}

/** The purchase that reached a tier: an order's number, or none for the till's, and what of it counted. */
function purchaseOf(orderId: string, { orders, transactions }: Shopper) {
  const fact = transactions.find((one) => one.kind === 'purchase' && one.orderId === orderId)
  return fact ? { amount: fact.amount, number: orders.find(({ id }) => id === orderId)?.number } : null
}
