import { reasonWords } from '@/lib/experience/offer'
import { offerWords } from '@/lib/experience/relational/words'
import type { Shopper } from '@/lib/experience/schema'
import { isUsed } from '@/lib/offers/lifecycle/facts'

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
  const { shown, others, ended } = offer
  const endedBy = new Map(ended.map(({ grant, why }) => [grant.id, why]))
  const stateOf = (grant: (typeof grants)[number]): string => {
    if (isUsed(grant, { usedOffers })) return t('customers.offers.used')
    const why = endedBy.get(grant.id)
    if (why === 'returned') return t('customers.offers.back')
    if (why === 'elsewhere') return t('customers.offers.elsewhere')
    return t(grant.until <= now ? 'customers.offers.over' : 'customers.offers.open')
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
        until: date(grant.until),
        state: stateOf(grant),
      })),
  }
}
