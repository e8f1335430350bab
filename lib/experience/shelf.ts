import type { RankingContext, Ranked } from '@/lib/ranking/schema'
import type { Projections } from '@/lib/ranking/projections'
import { cardOf, type Card } from './cards'
import type { Decision } from './decision'
import { usedFacts } from './facts'
import { evidenceOf, reasonsOf } from './reasons'
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

/** What the ranker reads for this shopper; without personalisation nothing of theirs. */
export function rankingContext(shopper: Shopper, projections: Projections): RankingContext {
  return {
    catalogue: shopper.catalogue.bySlug,
    trending: projections.trending,
    together: projections.together,
    affinity: shopper.personalised && shopper.affinity.weight > 0 ? shopper.affinity : null,
    asOf: shopper.now,
  }
}

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
  },
): Decision<Shelf> | null {
  const shown = shownOf(input.ranked)
  if (shown.length < 2) return null
  const taught = input.personal ? usedFacts(evidenceOf(shown, shopper), shopper.catalogue, shopper.say) : []
  const own = input.facts ?? []
  return {
    slot: input.slot,
    arm: input.arm,
    value: {
      title: input.title,
      line: input.line ?? null,
      cards: shown.map((ranked) => cardOf(ranked.product, ranked.colour, shopper.say, input.reasonOf?.(ranked))),
      link: input.link ?? null,
    },
    rule: input.rule,
    reasons: reasonsOf(shown, shopper),
    facts: [...own, ...taught.filter((fact) => !own.some((mine) => mine.text === fact.text))],
    personal: input.personal,
  }
}
