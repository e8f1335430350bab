import { catalogue, givenShopper, type Given } from '@/lib/experience/shopper.fixture'
import type { CartLineView } from '@/lib/cart/rules'
import { NOWHERE } from '@/lib/offers/lifecycle/facts'
import { NOW } from '@/lib/ranking/shop.fixture'
import { messageFactsOf, type MessageFacts } from '../facts'
import { triggerSchema, type Due, type Trigger, type TriggerKey } from '../schema'
import { TRIGGER_SEEDS } from '../seeds'
import { CONDITIONS } from '.'

export { NOW }
export const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000)
export const ANNA = 'Anna Hartwell'

/** A trigger as it comes with the shop, with some of its settings changed. */
export function triggerOf(key: TriggerKey, values: Partial<Trigger> = {}): Trigger {
  const seed = TRIGGER_SEEDS.find((one) => one.key === key)
  return { ...triggerSchema.parse(seed?.definition), key, ...values }
}

type Known = Given & { openedAt?: Date; cart?: readonly CartLineView[]; movedClock?: boolean }

/** What conditions read of Anna, who opened her account long ago; `given` says what else is known of her. */
export function factsOf({
  openedAt = hoursAgo(9_000),
  cart = [],
  movedClock = false,
  ...given
}: Known = {}): MessageFacts {
  const shopper = givenShopper({ name: ANNA, catalogue, ...given })
  const known = { facts: [...(given.facts ?? [])], entries: given.entries ?? [], elsewhere: given.elsewhere ?? NOWHERE }
  return messageFactsOf({ shopper, known: { ...known, entries: [...known.entries] } }, { openedAt, cart, movedClock })
}

/** What gives cause for a trigger's message, by what is known of her. */
export const causesOf = (key: TriggerKey, given: Known = {}, values: Partial<Trigger> = {}): readonly Due[] =>
  CONDITIONS[key](factsOf(given), triggerOf(key, values))
