import type { Consent } from './market'

/** What messages by e-mail are about, each with a yes or no of its own. What an order needs said is none of these. */
export const MESSAGE_KINDS = ['reminders', 'loyalty', 'personal', 'news'] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

/** Where a yes or no was said. */
export const CHOICE_SOURCES = [
  ...(['account', 'registration', 'checkout', 'one-click', 'unsubscribe-page', 'seed'] as const),
] as const
export type ChoiceSource = (typeof CHOICE_SOURCES)[number]

/** Their newest yes or no to each kind; missing where they said neither. */
export type MessageChoices = Readonly<Partial<Record<MessageKind, 'on' | 'off'>>>

/**
 * Whether messages of a kind may be written to somebody: as they said, and where they said nothing by their rule
 * (`consentOf`): a yes has to come first where consent is opt-in, elsewhere a no ends it.
 */
export function takes(kind: MessageKind, choices: MessageChoices, consent: Consent): boolean {
  const said = choices[kind]
  return said ? said === 'on' : consent === 'opt-out'
}
