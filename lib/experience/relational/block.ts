import type { Branch, Verdict } from './engine'
import type { Speaking } from '../benefits'
import type { RelationData } from './data'
import type { Relation, RelationBlock, RelationPromise } from './schema'
import { offerSentence, promisesWith } from './words'

/** How the branches speak: the words of a language, and the programme that they speak of. */
export type RelationVoice = Speaking & { now: Date }

export type RelationBranch = Branch<RelationData, RelationVoice, Relation>

export const yes = (because: string): Verdict => ({ holds: true, because })
export const no = (because: string): Verdict => ({ holds: false, because })

/** The programme's promise, the same with personalisation on or off: what is owed is in it. */
export const promise = (data: RelationData, { say }: RelationVoice): RelationPromise => ({
  kind: 'promise',
  promises: promisesWith(data, say),
})

/** What every block has; a branch adds its own words. */
export function block(
  data: RelationData,
  voice: RelationVoice,
  own: Pick<RelationBlock, 'title' | 'figures'> &
    Partial<Pick<RelationBlock, 'next' | 'link'>> & { lines: readonly (string | null)[] },
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
    link,
    ...own,
    lines: own.lines.filter((line) => line !== null),
  }
}

/** The offer that is shown; else, where no banner says it, the percentage that a cart would take now. */
export function owed({ offer, place, promises }: RelationData, { say }: RelationVoice): string | null {
  if (offer) return offerSentence(offer, say)
  const percent = place === 'account' ? promises.find(({ key }) => key === 'offer') : undefined
  return percent ? `${percent.title}.` : null
}
