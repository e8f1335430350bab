import { offerView } from '@/lib/experience/offer'
import { decideRelation } from '@/lib/experience/relational/decide'
import type { Shopper } from '@/lib/experience/schema'
import type { MessageContent } from '../schema'

/**
 * What there is to say of the relationship, by the decision of home; null where it tells of none (no order yet,
 * personalisation off, held out of it). The offer has its own place in a message, so it is told there and not twice.
 */
export function relationOf(shopper: Shopper): MessageContent['relation'] {
  const { value } = decideRelation({ ...shopper, offer: { ...shopper.offer, shown: null } }, 'home')
  if (value.kind !== 'relation') return null
  return {
    statement: [`${value.title}.`, ...value.lines].join(' '),
    figures: value.figures.map(({ figure, label }) => ({ value: figure, label })),
  }
}

/**
 * The offer as the site tells it, where it is one that was promised already, or the first order's, which everybody has. A
 * message promises nothing by itself.
 */
export function offerOf(shopper: Shopper): MessageContent['offer'] {
  const { shown } = shopper.offer
  if (!shown) return null
  const everybodys = shown.stage === 'first-order'
  if (!everybodys && shown.grant === null) return null
  // Home says the first order's in its promises, the account as an offer.
  const view = offerView(shopper, everybodys ? 'account.offer' : 'home.offer')?.value
  return view ? { title: view.title, text: view.text, until: view.until?.text ?? null } : null
}
