import type { Decision } from './decision'
import type { Say } from './say'
import type { MessageKey } from '@/lib/core/messages'

/** "Why am I seeing this?" in finished strings, from the decision itself. */
export type WhyView = {
  id: string
  open: string
  slot: string
  title: string
  rule: string
  reasons: { text: string; weight: string }[]
  facts: { id: string; text: string; time: string; dateTime: string }[]
  everybody: string
}

/** The panel of a decision; null where nothing personal happened, since then there is nothing to explain. */
export function whyOf(decision: Decision<unknown>, title: string, say: Say): WhyView | null {
  if (!decision.personal) return null
  const slotKey = `slot.${decision.slot}` as MessageKey
  const everybody: MessageKey =
    decision.slot === 'home.hero'
      ? 'generic.hero'
      : decision.slot.startsWith('product.')
        ? 'generic.shelf'
        : 'generic.trending'
  return {
    id: `why-${decision.slot.replace(/[^a-z0-9]+/g, '-')}`,
    open: say.t('why.open'),
    slot: say.t(slotKey),
    title,
    rule: decision.rule,
    reasons: decision.reasons.map((reason) => ({ text: reason.text, weight: reason.weight.toFixed(2) })),
    facts: decision.facts.map((fact) => ({
      id: fact.id,
      text: fact.text,
      time: say.time(fact.at),
      dateTime: fact.at.toISOString(),
    })),
    everybody: say.t(everybody),
  }
}
