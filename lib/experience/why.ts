import type { MessageKey } from '@/lib/core/messages'
import type { Decision } from './decision'
import type { Say } from './say'

/** "Why am I seeing this?" in finished strings, from the decision itself. */
export type WhyView = {
  id: string
  title: string
  close: string
  slot: string
  subject: string
  rule: { title: string; text: string }
  reasons: { title: string; items: { text: string; weight: string }[] }
  facts: { title: string; items: { text: string; at: string; dateTime: string }[] }
  otherwise: string
}

/** What everybody else sees in a place, where it is not the same shelf in everybody's order. */
const OTHERWISE: Readonly<Record<string, MessageKey>> = {
  'home.hero': 'generic.hero',
  'home.shelf-1': 'generic.trending',
  'home.shelf-2': 'generic.second',
  'home.band': 'generic.band',
  'home.tile-1': 'generic.content',
  'home.tile-2': 'generic.content',
  'category.edit': 'generic.content',
  'home.relation': 'generic.relation',
  'account.relation': 'generic.relation',
  'order.relation': 'generic.relation',
  'home.keep': 'generic.keep',
  'cart.keep': 'generic.keep',
  'cart.loyalty': 'generic.keep',
  'cart.points': 'generic.keep',
  'home.offer': 'generic.keep',
  'cart.offer': 'generic.keep',
  'checkout.offer': 'generic.keep',
  'account.offer': 'generic.keep',
  'category.order': 'generic.trending',
  'search.order': 'generic.search',
}

/** The panel of a decision; undefined where neither the shopper nor a rule of the house made it, and nothing is to tell. */
export function whyOf(decision: Decision<unknown>, subject: string, { t, stamp }: Say): WhyView | undefined {
  if (!decision.personal && !decision.ruled) return undefined
  return {
    id: `why-${decision.slot.replace(/[^a-z0-9]+/g, '-')}`,
    title: t('why.open'),
    close: t('why.close'),
    slot: t(`slot.${decision.slot}` as MessageKey), // every slot has its words; why.test.ts holds them together
    subject,
    rule: { title: t('why.rule'), text: decision.rule },
    reasons: {
      title: t('why.reasons'),
      items: decision.reasons.map((reason) => ({
        text: reason.text,
        weight: reason.weight < 0.005 ? '<0.01' : reason.weight.toFixed(2),
      })),
    },
    facts: {
      title: t('why.facts'),
      items: decision.facts
        // What happened again reads the same: the first of a text is its newest.
        .filter(({ text }, i, all) => all.findIndex((other) => other.text === text) === i)
        .map((fact) => ({ text: fact.text, at: stamp(fact.at), dateTime: fact.at.toISOString() })),
    },
    otherwise: t(decision.personal ? (OTHERWISE[decision.slot] ?? 'generic.shelf') : 'generic.everybody'),
  }
}
