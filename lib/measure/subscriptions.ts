import { MESSAGE_KINDS, takes, type MessageChoices, type MessageKind } from '@/lib/shopper/letters'
import type { Consent } from '@/lib/shopper/market'
import type { MeasuredFacts } from './schema'

/** A yes or no to one kind of message. */
export type Said = { at: Date; kind: MessageKind; choice: 'on' | 'off' }

/**
 * Whether a customer takes messages, from when they became known. They take them as long as they take any kind, where
 * they said nothing by their rule (`consentOf`). A no to any kind that they took is a no: it is told as one, and who still
 * takes another kind takes messages on from the same moment. A no to what nobody would have written says nothing.
 * @param said earlier to later.
 */
export function subscriptionsOf(
  said: readonly Said[],
  { since, consent }: { since: Date; consent: Consent },
): MeasuredFacts['subscriptions'] {
  let choices: MessageChoices = {}
  const takesAny = (): boolean => MESSAGE_KINDS.some((kind) => takes(kind, choices, consent))
  const told = [{ at: since, subscribed: takesAny() }]
  for (const { at, kind, choice } of said) {
    const [took, tookAny] = [takes(kind, choices, consent), takesAny()]
    choices = { ...choices, [kind]: choice }
    const any = takesAny()
    if (took && choice === 'off') told.push({ at, subscribed: false })
    if (any && (choice === 'off' ? took : !tookAny)) told.push({ at, subscribed: true })
  }
  return told
}
