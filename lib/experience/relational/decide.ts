import type { PastOrder } from '@/lib/orders/schema'
import { weigh, type UsedFact } from '../decision'
import { dearestPiece } from '../owned'
import type { Shopper } from '../schema'
import { evaluate } from './engine'
import type { RelationDecision, RelationPlace } from './schema'
import { offerWords } from './words'
import { relationWorkflow } from './workflow'

/** How many orders the panel names besides the first: the newest ones. */
const ORDERS_TOLD = 3

/**
 * What the shop says of its relationship with this shopper, in one place: the relational workflow, evaluated. It reads
 * what the request has read already.
 * @param placed on an order's confirmation: that order, which is among the shopper's facts already.
 */
export function decideRelation(
  shopper: Shopper,
  place: RelationPlace,
  placed: Pick<PastOrder, 'id' | 'placedAt'> | null = null,
): RelationDecision {
  const { say, programme, now } = shopper
  const { branch, output, used, considered } = evaluate(
    relationWorkflow,
    { shopper, place, placed },
    { say, programme, now },
  )
  const personal = output.kind === 'relation'
  const taken = considered.at(-1)
  // That personalisation is on is no reason: the panel itself offers to turn it off.
  const before = considered.slice(1, -1).toReversed()
  return {
    slot: `${place}.relation`,
    arm: branch,
    value: output,
    rule: say.t('rule.relation'),
    reasons: personal && taken ? weigh([taken, ...before].map(({ because }) => because)) : [],
    facts: personal ? factsOf(shopper) : [],
    personal,
    considered,
    used,
  }
}

/** What the numbers rest on: the newest purchases and the first, the membership and its tier, and what was promised. */
function factsOf(shopper: Shopper): UsedFact[] {
  const { say, orders, transactions, standing, offer, grants, now } = shopper
  const { t } = say
  const facts: UsedFact[] = []
  const first = orders.at(-1)
  for (const order of [...orders.slice(0, ORDERS_TOLD), ...(first ? [first] : [])]) {
    const piece = dearestPiece(order) ?? order.lines[0]
    if (!piece || facts.some(({ id }) => id === order.id)) continue
    const text =
      order === first
        ? t('fact.relation.first', { piece: piece.productName })
        : t('fact.bought', { piece: piece.productName, colour: piece.colourName })
    facts.push({ id: order.id, text, at: order.placedAt })
  }
  if (orders.length === 0) {
    for (const { kind, at, amount, orderId } of transactions.slice(-ORDERS_TOLD)) {
      if (kind === 'purchase')
        facts.push({ id: orderId, text: t('fact.relation.purchase', { amount: say.money(amount) }), at })
    }
  }
  if (standing) facts.push({ id: 'membership', text: t('fact.joined'), at: standing.memberSince })
  if (standing?.tier && standing.reached) {
    facts.push({ id: 'tier', text: t('fact.reached', { tier: standing.tier.name }), at: standing.reached.at })
  }
  if (offer.shown) {
    const grant = grants.find(({ id }) => id === offer.shown?.grant)
    const text = t('fact.relation.promised', { benefit: offerWords(offer.shown, { say, standing }) })
    facts.push({ id: grant?.id ?? offer.shown.subject, text, at: grant?.at ?? now })
  }
  return facts.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1))
}
