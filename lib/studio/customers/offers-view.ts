import { reasonWords } from '@/lib/experience/offer'
import { offerWords } from '@/lib/experience/relational/words'
import type { Shopper } from '@/lib/experience/schema'
import { endOf, isUsed, NOWHERE } from '@/lib/offers/lifecycle/facts'

/** Offers of one person: the one on their pages and why, those that are not and why not, and what was promised so far. */
export type OffersView = {
  shown: { stage: string; gives: string; promised: boolean; reasons: string[] } | null
  others: { key: string; offer: string; why: string }[]
  grants: { key: string; gives: string; at: string; until: string; state: string }[]
}

/** How many promises are listed: the newest ones. */
const LISTED = 20

export function offersView(shopper: Shopper): OffersView {
  const { offer, grants, usedOffers, say, now } = shopper
  const { t, date } = say
  const { shown, others } = offer
  // As the shop holds it; no browser stands between, so that nothing is another account's.
  const facts = { ...shopper, asOf: now, elsewhere: NOWHERE }
  const stateOf = (grant: (typeof grants)[number]): string => {
    if (isUsed(grant, { usedOffers })) return t('customers.offers.used')
    switch (endOf(grant, facts)) {
      case 'returned':
        return t('customers.offers.back')
      case 'elsewhere':
        return t('customers.offers.elsewhere')
      case 'date':
        return t('customers.offers.over')
      case null:
        return t('customers.offers.open')
    }
  }
  return {
    shown: shown && {
      stage: t(`customers.stage.${shown.stage}`),
      gives: offerWords(shown, shopper),
      promised: shown.grant !== null || shown.stage === 'first-order',
      reasons: shown.reasons.flatMap((reason) => reasonWords(reason, say) ?? []),
    },
    others: others.map((other, i) => ({
      key: `${i} ${other.offer}`,
      offer: t(`customers.stage.${other.stage}`),
      why: reasonWords(other.why, say) ?? '',
    })),
    grants: grants
      .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1))
      .slice(0, LISTED)
      .map((grant) => ({
        key: grant.id,
        gives: offerWords({ benefits: grant.benefits, until: null }, shopper),
        at: date(grant.at),
        // The last day on which it can be used: its end is the first moment at which it cannot.
        until: date(new Date(grant.until.getTime() - 1)),
        state: stateOf(grant),
      })),
  }
}
