import { personaByKey } from '@/lib/demo/personas'
import { MESSAGE_KINDS } from '@/lib/shopper/letters'
import type { Past } from '../rows'
import { createIdsOf } from '../past/dice'

/**
 * Vera said yes to every kind of message when she opened her account. The others said nothing: where they live a no ends
 * messages, and no yes has to come first.
 */
export function sayYes(past: Past, seedNumber: number): void {
  const id = personaByKey('vera')?.id
  const at = past.customer.find((customer) => customer.id === id)?.createdAt
  if (!id || !at) throw new Error('Vera has no account to say yes with')
  const ids = createIdsOf(seedNumber, 'letters')
  for (const kind of MESSAGE_KINDS) {
    past.message_choice.push({ id: ids(), customerId: id, kind, choice: 'on', source: 'registration', at })
  }
}
