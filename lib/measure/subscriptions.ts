import { MESSAGE_KINDS, takes, type MessageChoices, type MessageKind } from '@/lib/shopper/letters'
import type { MeasuredFacts } from './schema'

/** A yes or no to one kind of message. */
export type Said = { at: Date; kind: MessageKind; choice: 'on' | 'off' }

/**
 * Whether a customer takes messages, from when they became known. They take them as long as they take any kind, where
 * they said nothing as their country has it. A no to any kind that they took is a no: it is told as one, and who still
 * takes another kind takes messages on from the same moment. A no to what nobody would have written says nothing.
 * @param said earlier to later.
 */
export function subscriptionsOf(
  said: readonly Said[],
  { since, country }: { since: Date; country: string | null },
): MeasuredFacts['subscriptions'] {
  let choices: MessageChoices = {}
  const takesAny = (): boolean => MESSAGE_KINDS.some((kind) => takes(kind, choices, country))
  const told = [{ at: since, subscribed: takesAny() }]
  for (const { at, kind, choice } of said) {
    const [took, tookAny] = [takes(kind, choices, country), takesAny()]
    choices = { ...choices, [kind]: choice }
    const any = takesAny()
    if (took && choice === 'off') told.push({ at, subscribed: false })
    if (any && (choice === 'off' ? took : !tookAny)) told.push({ at, subscribed: true })
  }
  return told
}
