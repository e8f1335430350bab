import type { FoldedFacts, MessageFacts } from '../facts'
import type { Due, Trigger, TriggerKey } from '../schema'
import { afterPurchase } from './after-purchase'
import { atRisk } from './at-risk'
import { browseLeft } from './browse-left'
import { cartLeft } from './cart-left'
import type { Condition, FoldedCondition } from './condition'
import { nearTier } from './near-tier'
import { newFromHouse } from './new-from-house'
import { pointsEnding } from './points-ending'
import { secondPurchase } from './second-purchase'
import { tierInDanger } from './tier-in-danger'
import { tierReached } from './tier-reached'
import { orderPlaced, returnReceived } from './transactional'
import { welcome } from './welcome'
import { wonBack } from './won-back'

const FOLDED = {
  'second-purchase': secondPurchase,
  'near-tier': nearTier,
  'tier-reached': tierReached,
  'tier-in-danger': tierInDanger,
  'points-ending': pointsEnding,
  'at-risk': atRisk,
  'won-back': wonBack,
} as const satisfies Partial<Record<TriggerKey, FoldedCondition>>

/** What gives cause for each. */
export const CONDITIONS: Readonly<Record<TriggerKey, Condition>> = {
  ...FOLDED,
  welcome,
  'browse-left': browseLeft,
  'cart-left': cartLeft,
  'after-purchase': afterPurchase,
  'new-from-house': newFromHouse,
}

/** Everything that gives cause for a message now: of these triggers, and of orders and returns always. */
export const duesOf = (facts: MessageFacts, triggers: readonly Trigger[]): Due[] => [
  ...orderPlaced(facts),
  ...returnReceived(facts),
  ...triggers.flatMap((trigger) => CONDITIONS[trigger.key](facts, trigger)),
]

const folded: Readonly<Partial<Record<TriggerKey, FoldedCondition>>> = FOLDED

/** The same of those triggers alone whose conditions ask for standing and value: for everybody at once. */
export const foldedDuesOf = (facts: FoldedFacts, triggers: readonly Trigger[]): Due[] =>
  triggers.flatMap((trigger) => folded[trigger.key]?.(facts, trigger) ?? [])
