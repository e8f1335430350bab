import type { z } from 'zod'
import { NIGHT } from './quiet'
import type { TriggerKey, triggerSchema } from './schema'

/** A trigger as it is written down: what the schema fills in may be left out. */
type Written = { key: TriggerKey; definition: z.input<typeof triggerSchema> }

const days = (count: number): number => count * 24

/**
 * The triggers that come with the shop, one for each of TRIGGERS, in their order. What each waits for stands in
 * docs/messages.md; amounts are minor units of the programme's currency.
 */
export const TRIGGER_SEEDS: readonly Written[] = [
  {
    key: 'welcome',
    // Asked for by joining: who is held out of everything is welcomed like anybody.
    definition: {
      ...{ kind: 'loyalty', priority: 900, delayHours: 0, withinHours: days(3), againAfterDays: null, quiet: NIGHT },
      holdout: false,
    },
  },
  {
    key: 'browse-left',
    definition: {
      ...{ kind: 'reminders', priority: 300, delayHours: 4, withinHours: days(3), againAfterDays: 7, quiet: NIGHT },
      values: { times: 2, pieces: 3 },
    },
  },
  {
    key: 'cart-left',
    definition: {
      ...{ kind: 'reminders', priority: 700, delayHours: 2, withinHours: days(7), againAfterDays: 3, quiet: NIGHT },
    },
  },
  {
    key: 'after-purchase',
    definition: {
      ...{ kind: 'personal', priority: 400, delayHours: days(3), withinHours: days(14) },
      ...{ againAfterDays: null, quiet: NIGHT },
    },
  },
  {
    key: 'second-purchase',
    definition: {
      ...{ kind: 'personal', priority: 350, delayHours: days(21), withinHours: days(365) },
      ...{ againAfterDays: 180, quiet: NIGHT },
    },
  },
  {
    key: 'near-tier',
    definition: {
      ...{ kind: 'loyalty', priority: 500, delayHours: days(2), withinHours: days(120) },
      ...{ againAfterDays: 60, quiet: NIGHT, values: { within: 30_000 } },
    },
  },
  {
    key: 'tier-reached',
    definition: {
      ...{ kind: 'loyalty', priority: 800, delayHours: 0, withinHours: days(14), againAfterDays: null, quiet: NIGHT },
    },
  },
  {
    key: 'tier-in-danger',
    definition: {
      ...{ kind: 'loyalty', priority: 600, delayHours: 0, withinHours: days(61), againAfterDays: 30, quiet: NIGHT },
    },
  },
  {
    key: 'points-ending',
    definition: {
      ...{ kind: 'loyalty', priority: 450, delayHours: 0, withinHours: days(31), againAfterDays: 30, quiet: NIGHT },
      values: { days: 30, worth: 500 },
    },
  },
  {
    key: 'at-risk',
    definition: {
      ...{ kind: 'personal', priority: 250, delayHours: 0, withinHours: days(730), againAfterDays: 180, quiet: NIGHT },
    },
  },
  {
    key: 'won-back',
    definition: {
      ...{ kind: 'personal', priority: 550, delayHours: days(1), withinHours: days(14) },
      ...{ againAfterDays: 180, quiet: NIGHT },
    },
  },
  {
    key: 'new-from-house',
    definition: {
      ...{ kind: 'news', priority: 200, delayHours: 0, withinHours: days(14), againAfterDays: 14, quiet: NIGHT },
    },
  },
]
