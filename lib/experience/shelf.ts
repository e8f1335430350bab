import { dayOf, isoDay } from '@/lib/core/days'
import type { Fact } from '@/lib/events/schema'
import { MET, type Projections } from '@/lib/ranking/projections'
import type { RankingContext, Ranked } from '@/lib/ranking/schema'
import { cardOf, type Card } from './cards'
import type { Decision } from './decision'
import { usedFacts } from './facts'
import { withFreshness, type Left } from './fresh'
import { factsOf, reasonsOf, withAlso } from './reasons'
import type { Shopper } from './schema'

/** A shelf: four pieces under a heading. */
export type Shelf = {
  title: string
  line: string | null
  cards: Card[]
  link: { href: string; label: string } | null
}

/** Pieces on a shelf. */
export const SHELF_PIECES = 4

/** The pieces of the running visit, oldest first: what like visits are looked for by. */
function sessionOf({ facts, visitId }: Pick<Shopper, 'facts' | 'visitId'>): { item: string; at: number }[] {
  const met = (fact: Fact) => fact.visitId === visitId && MET.has(fact.kind)
  return facts
    .flatMap((fact) => (fact.product !== null && met(fact) ? [{ item: fact.product, at: fact.at.getTime() }] : []))
    .sort((a, b) => a.at - b.at || (a.item < b.item ? -1 : 1))
}

/** The day of the programme's calendar, as content and rules name it: "2026-11-21". */
export const today = ({ now, programme }: Pick<Shopper, 'now' | 'programme'>): string =>
  isoDay(dayOf(now, programme.timeZone))

/** What the ranker reads for this shopper; without personalisation nothing of theirs. */
export function rankingContext(shopper: Shopper, projections: Projections): RankingContext {
  return {
    catalogue: shopper.catalogue.bySlug,
    trending: projections.trending,
    together: projections.together,
    affinity: shopper.personalised && shopper.affinity.weight > 0 ? shopper.affinity : null,
    asOf: shopper.now,
    neighbours: projections.sessions,
    session: sessionOf(shopper),
    visit: shopper.visitId,
    fresh: shopper.fresh,
    // The list as it is kept: what is worked out of it is kept beside it.
    rules: shopper.editorial.rules,
    day: today(shopper),
  }
}

/** What the ranker reads for anybody: the same moment, catalogue and rules, and nothing of hers. */
export const anybodysContext = (shopper: Shopper, projections: Projections): RankingContext => ({
  ...rankingContext(shopper, projections),
  affinity: null,
  session: [],
  fresh: null,
})

/** What a shelf shows of ranked pieces: the first ones that can be bought. */
export const shownOf = (ranked: readonly Ranked[]): Ranked[] =>
  ranked.filter(({ product }) => product.inStock).slice(0, SHELF_PIECES)

/** Whether taste changed which pieces a shelf shows, or their order. */
export const movedIn = (ranked: readonly Ranked[]): boolean => shownOf(ranked).some(({ rise }) => rise !== 0)

/** Puts ranked pieces on a shelf and says why they stand there. Null when fewer than two are left to show. */
export function shelfDecision(
  shopper: Shopper,
  input: {
    slot: string
    arm: string
    title: string
    line?: string | null
    link?: Shelf['link']
    rule: string
    ranked: readonly Ranked[]
    reasonOf?: (ranked: Ranked) => string | null
    personal: boolean
    /** Facts that chose the shelf itself, beside those that ordered it. */
    facts?: Decision<Shelf>['facts']
    /** One more reason, beside those of the pieces. */
    also?: string
    /** What made place because earlier visits showed it in vain: `freshOrder`. */
    left?: Left
  },
): Decision<Shelf> | null {
  const shown = shownOf(input.ranked)
  if (shown.length < 2) return null
  const own = input.facts ?? []
  const { facts, against } = factsOf(shown, shopper)
  // Facts against something are told only where nothing else made it hers.
  const taught = input.personal && !(against && own.length > 0) ? usedFacts(facts, shopper.catalogue, shopper.say) : []
  const less = against && taught.length > 0 ? shopper.say.t('reason.against') : undefined
  const decision: Decision<Shelf> = {
    slot: input.slot,
    arm: input.arm,
    value: {
      title: input.title,
      line: input.line ?? null,
      cards: shown.map((ranked) => cardOf(ranked.product, ranked.colour, shopper.say, input.reasonOf?.(ranked))),
      link: input.link ?? null,
    },
    rule: input.rule,
    reasons: withAlso(reasonsOf(shown, shopper), input.also ?? less),
    facts: [...own, ...taught.filter((fact) => !own.some((mine) => mine.text === fact.text))],
    personal: input.personal,
    ruled: shown.some(({ rule }) => rule),
    shown: { products: shown.map(({ product }) => product.slug) },
  }
  const { left } = input
  return left ? withFreshness(decision, { share: left.count / SHELF_PIECES, facts: left.facts }, shopper) : decision
}
