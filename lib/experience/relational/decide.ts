import type { PastOrder } from '@/lib/orders/schema'
import { weigh, type UsedFact } from '../decision'
import { dearestPiece } from '../owned'
import { armsAt, homeOfferArms, NO_ARMS } from '../experiment'
import type { Shopper } from '../schema'
import { evaluate } from './engine'
import type { RelationDecision, RelationInput, RelationPlace } from './schema'
import { offerWords } from './words'
import { relationWorkflow } from './workflow'

/** How many orders the panel names besides the first: the newest ones. */
const ORDERS_TOLD = 3

/** Branches that are no reason: the panel itself offers to turn personalisation off, and tells what anybody is shown. */
const NO_REASON: ReadonlySet<string> = new Set(['off', 'generic'])

/**
 * What the shop says of its relationship with this shopper, in one place: the relational workflow, evaluated. It reads
 * what the request has read already. An experiment's arm "generic" on the slot shows what anybody is shown; first it is
 * decided what would have stood there, so that every arm is met by the same shoppers.
 * @param placed on an order's confirmation: that order, which is among the shopper's facts already.
 */
export function decideRelation(
  shopper: Shopper,
  place: RelationPlace,
  placed: Pick<PastOrder, 'id' | 'placedAt'> | null = null,
): RelationDecision {
  // What home does not tell of the offer, its relationship does not tell either.
  const untold = place === 'home' && homeOfferArms(shopper).withheld
  const told = untold ? { ...shopper, offer: { ...shopper.offer, shown: null } } : shopper
  const input = { shopper: told, place, placed, generic: shopper.placements.generic }
  const own = evaluated(input)
  const { withheld, trials } = own.personal ? armsAt(shopper, own.slot) : NO_ARMS
  return { ...(withheld ? evaluated({ ...input, generic: true }) : own), ...(trials.length > 0 ? { trials } : {}) }
}

/** The workflow's decision, whatever the arm. */
function evaluated(input: RelationInput): RelationDecision {
  const { shopper, place } = input
  const { say, programme, now } = shopper
  const { branch, output, used, considered } = evaluate(relationWorkflow, input, { say, programme, now })
  const personal = output.kind === 'relation'
  const taken = considered.at(-1)
  const before = considered
    .slice(0, -1)
    .filter((each) => !NO_REASON.has(each.branch))
    .toReversed()
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
