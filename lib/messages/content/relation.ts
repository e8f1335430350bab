import { offerView } from '@/lib/experience/offer'
import { decideRelation } from '@/lib/experience/relational/decide'
import type { Shopper } from '@/lib/experience/schema'
import type { Due, MessageContent } from '../schema'

/** What a message tells of the relationship, and of what is promised. */
type Told = Pick<MessageContent, 'relation' | 'offer'>

/**
 * What there is to say of the relationship, by the decision of home, and the offer where the relationship's sentences do not
 * say it already: as on home, it is told once. No relationship to tell (no order yet, personalisation off, held out of it)
 * is null.
 *
 * Only an offer that was promised already is told, or the first order's, which everybody has: a message promises nothing
 * by itself.
 */
export function relationOf(reader: Shopper, { cause }: Pick<Due, 'cause'>): Told {
  const shopper = isPromised(reader) ? reader : { ...reader, offer: { ...reader.offer, shown: null } }
  const { arm, value } = decideRelation(shopper, 'home')
  if (value.kind !== 'relation') return { relation: null, offer: offerOf(shopper) }
  // What the message itself begins with is not said again.
  const head = cause === 'near-tier' && arm === 'near-tier' ? [] : [`${value.title}.`]
  const figures = value.figures.map(({ figure, label }) => ({ value: figure, label }))
  const relation = { statement: [...head, ...value.lines].join(' '), figures }
  return { relation, offer: value.saysOffer ? null : offerOf(shopper) }
}

const isPromised = ({ offer: { shown } }: Shopper): boolean =>
  shown === null || shown.grant !== null || shown.stage === 'first-order'

/** The offer as the site tells it: the first order's as the account does, since home says it among its promises. */
function offerOf(shopper: Shopper): MessageContent['offer'] {
  const slot = shopper.offer.shown?.stage === 'first-order' ? 'account.offer' : 'home.offer'
  const view = offerView(shopper, slot)?.value
  return view ? { title: view.title, text: view.text, until: view.until?.text ?? null } : null
}
