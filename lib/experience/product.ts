import type { Product } from '@/lib/catalog/schema'
import type { Ranked, RankingContext } from '@/lib/ranking/schema'
import type { Projections } from '@/lib/ranking/projections'
import { rankAlsoChosen, rankComplements, rankSimilar } from '@/lib/ranking/shelves'
import type { Decision } from './decision'
import { usedFacts } from './facts'
import { leftOut } from './left-out'
import { evidenceOf, kindOf } from './reasons'
import type { Shopper } from './schema'
import { anybodysContext, movedIn, rankingContext, shelfDecision, shownOf, type Shelf } from './shelf'

export type ProductShelves = {
  similar: Decision<Shelf> | null
  complements: Decision<Shelf> | null
  alsoChosen: Decision<Shelf> | null
}

/** The three shelves of a piece's page: instead of it, with it, and what others bought beside it. */
export function decideProductShelves(
  shopper: Shopper,
  projections: Projections,
  piece: Product,
  shown: { colour: string; inCart: readonly string[] },
): ProductShelves {
  const { say, personalised, affinity } = shopper
  const context = rankingContext(shopper, projections)
  const personal = personalised && affinity.weight > 0
  const kind = kindOf(piece, shopper)

  const anchor = { anchor: piece.slug, colour: shown.colour }
  const similar = rankSimilar(context, { ...anchor, exclude: shopper.owned })
  const trait = sharedTrait(shownOf(similar), piece)
  const complements = rankComplements(context, {
    anchors: [piece.slug],
    owned: shopper.owned,
    inCart: shown.inCart,
    place: 'product',
  })
  const first = slugsOf(complements)
  const byTaste = personal && movedIn(complements)
  const chosen = rankAlsoChosen(context, { anchor: piece.slug, exclude: first })

  // What of hers keeps a piece away that anybody else would be shown here.
  const held = new Set([...shopper.owned, ...shown.inCart])
  const others =
    held.size > 0 || byTaste ? everybodys(anybodysContext(shopper, projections), piece.slug, shown.colour) : null
  const missing = (of: readonly Ranked[] | undefined, left: ReadonlySet<string>) =>
    of && personalised ? leftOut(of, left, shopper) : []
  const missingSimilar = missing(others?.similar, shopper.owned)
  const missingComplements = missing(others?.complements, held)
  const also = say.t('reason.left')
  return {
    similar: shelfDecision(shopper, {
      slot: 'product.similar',
      arm: 'similar',
      title: say.t('shelf.similar.title'),
      line: trait ? say.t('shelf.similar.sentence', { trait }) : say.t('shelf.similar.plain'),
      rule: say.t('rule.similar'),
      ranked: similar,
      personal: (personal && movedIn(similar)) || missingSimilar.length > 0,
      facts: missingSimilar,
      ...(missingSimilar.length > 0 ? { also } : {}),
    }),
    complements: shelfDecision(shopper, {
      slot: 'product.complete',
      arm: byTaste ? 'taste' : 'plain',
      title: say.t('shelf.complete.title'),
      line: say.t(byTaste ? 'shelf.complete.sentence' : 'shelf.complete.plain', { piece: piece.name }),
      rule: say.t('rule.complements'),
      ranked: complements,
      reasonOf: ({ chosenWith }) =>
        chosenWith
          ? say.t('card.together', { count: chosenWith.clients, kind })
          : say.t('card.pair', { piece: piece.name }),
      personal: byTaste || missingComplements.length > 0,
      facts: missingComplements,
      ...(missingComplements.length > 0 ? { also } : {}),
    }),
    // What the shelf above shows already is not said twice.
    alsoChosen: shelfDecision(shopper, {
      slot: 'product.chosen',
      arm: 'together',
      title: say.t('shelf.chosen.title'),
      line: say.t('shelf.chosen.sentence', { kind }),
      rule: say.t('rule.alsoChosen'),
      ranked: chosen,
      // It follows the shelf above, and differs where that does.
      personal: others !== null && !sameShown(chosen, others.chosen),
      facts:
        others !== null && !sameShown(chosen, others.chosen)
          ? usedFacts(evidenceOf(shownOf(complements), shopper), shopper.catalogue, say)
          : [],
    }),
  }
}

const slugsOf = (ranked: readonly Ranked[]): Set<string> => new Set(shownOf(ranked).map(({ product }) => product.slug))

const sameShown = (one: readonly Ranked[], other: readonly Ranked[]): boolean =>
  [...slugsOf(one)].join() === [...slugsOf(other)].join()

/** The shelves of a piece as somebody is shown them of whom nothing is known. */
function everybodys(context: RankingContext, anchor: string, colour: string) {
  const complements = rankComplements(context, { anchors: [anchor], place: 'product' })
  return {
    similar: rankSimilar(context, { anchor, colour }),
    complements,
    chosen: rankAlsoChosen(context, { anchor, exclude: slugsOf(complements) }),
  }
}

/** Attributes worth a sentence, the most telling first. Cuts are not among them: the sentence says they differ. */
const TOLD = ['neckline', 'heel', 'stone', 'fabric', 'subcategory'] as const

/**
 * What the piece shares with all that stand beside it, as the start of "Off-shoulder, in other cuts and houses"; null
 * where they share nothing worth telling or are all of its own house.
 */
function sharedTrait(shown: readonly Ranked[], piece: Product): string | null {
  const [first, ...others] = shown
  if (!first || shown.every(({ product }) => product.house.slug === piece.house.slug)) return null
  const common = first.shared.filter((key) => others.every(({ shared }) => shared.includes(key)))
  for (const attribute of TOLD) {
    const value = common.find((key) => key.startsWith(`${attribute}:`))?.slice(attribute.length + 1)
    if (value) return value.charAt(0).toUpperCase() + value.slice(1)
  }
  return null
}
