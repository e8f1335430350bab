import type { Branch, Verdict } from './engine'
import type { Speaking } from '../benefits'
import type { RelationData } from './data'
import type { Relation, RelationBlock, RelationPromise } from './schema'

/** How the branches speak: the words of a language, and the programme that they speak of. */
export type RelationVoice = Speaking & { now: Date }

export type RelationBranch = Branch<RelationData, RelationVoice, Relation>

export const yes = (because: string): Verdict => ({ holds: true, because })
export const no = (because: string): Verdict => ({ holds: false, because })

/** The programme's promise, the same with personalisation on or off: what is owed is in it. */
export const promise = ({ promises }: RelationData): RelationPromise => ({ kind: 'promise', promises })

/** What every block has; a branch adds its own words. */
export function block(
  data: RelationData,
  voice: RelationVoice,
  own: Pick<RelationBlock, 'title' | 'figures'> &
    Partial<Pick<RelationBlock, 'next' | 'link' | 'saysOffer'>> & { lines: readonly (string | null)[] },
): RelationBlock {
  const { t } = voice.say
  const { standing, place, ordinal } = data
  const link = standing
    ? place === 'home'
      ? { href: '/account', label: t('relation.link.account') }
      : { href: '/account/loyalty', label: t('promise.loyalty.yours') }
    : { href: '/loyalty', label: t('relation.link.programme') }
  return {
    kind: 'relation',
    lead: ordinal === null ? null : t('relation.lead', { n: ordinal }),
    tier: standing?.tier ? { name: standing.tier.name, metal: standing.tier.accent } : null,
    next: data.way,
    saysOffer: false,
    link,
    ...own,
    lines: own.lines.filter((line) => line !== null),
  }
}

/** The percentage that a cart would take now, where no banner says it, and the offer that is shown does not. */
export function percentOwed({ offer, place, promises }: RelationData): string | null {
  const percent = place === 'account' && !offer ? promises.find(({ key }) => key === 'offer') : undefined
  return percent ? `${percent.title}.` : null
}
