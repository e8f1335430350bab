import { buysAtFullPrice, type OfferFacts } from './facts'
import type { Benefit, LifecycleOffer, OfferReason } from './schema'

/** What an offer gives this shopper, and why it is this and not a percentage, where that was a question. */
export type Given = { benefits: readonly Benefit[]; reasons: OfferReason[] }

/**
 * What an offer gives somebody. Who buys without a percentage gets none, and who is rising is recognised first where the
 * offer says so: both get what stands `instead`. What would come to nothing is left out: a percentage that a tier takes off
 * every order anyway, points in a programme without. Where that leaves nothing, recognition is given in its place. Null
 * where nothing of it is left either.
 */
export function givenBy(offer: LifecycleOffer, facts: OfferFacts): Given | null {
  const { benefits, reasons } = chosen(offer, facts)
  const useful = usefulOf(benefits, facts)
  if (useful.length > 0) return { benefits: useful, reasons }
  const recognition = usefulOf(offer.instead?.benefits ?? [], facts)
  return recognition.length > 0 ? { benefits: recognition, reasons } : null
}

function usefulOf(benefits: readonly Benefit[], facts: OfferFacts): readonly Benefit[] {
  const always = Math.max(0, ...facts.percents.filter((each) => each.offer === null).map(({ percent }) => percent))
  return benefits.filter((benefit) => {
    if (benefit.kind === 'percent') return benefit.percent > always
    return benefit.kind !== 'points' || (facts.programme.points !== null && facts.programme.points.perUnit > 0)
  })
}

function chosen({ benefits, instead }: LifecycleOffer, { orders, value }: OfferFacts): Given {
  const going: OfferReason[] =
    value?.trend === 'declining' ? [{ key: 'offer.reason.declining', values: {}, facts: [] }] : []
  if (!instead) return { benefits, reasons: recognises(benefits, value?.trend === 'rising') ?? going }
  const { is, full, of } = buysAtFullPrice(orders)
  if (is) {
    const used = orders.filter(({ discount }) => discount === 0).map(({ id }) => id)
    const reason = { key: 'offer.reason.fullPrice', values: { full, of }, facts: used.slice(0, 6) }
    return { benefits: instead.benefits, reasons: [reason] }
  }
  if (instead.rising && value?.trend === 'rising') {
    return { benefits: instead.benefits, reasons: recognises(instead.benefits, true) ?? [] }
  }
  return { benefits, reasons: going }
}

/** Who is rising is told so where what is given is recognition. */
const recognises = (benefits: readonly Benefit[], rising: boolean): OfferReason[] | null =>
  rising && benefits.every(({ kind }) => kind !== 'percent')
    ? [{ key: 'offer.reason.rising', values: {}, facts: [] }]
    : null
