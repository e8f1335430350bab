import type { Product } from '@/lib/catalog/schema'
import type { Ranked, RankingContext } from '@/lib/ranking/schema'
import type { Projections } from '@/lib/ranking/projections'
import { rankAlsoChosen, rankComplements, rankSimilar } from '@/lib/ranking/shelves'
import type { Decision } from './decision'
import { usedFacts } from './facts'
import { leftOut } from './left-out'
import { factsOf, kindOf } from './reasons'
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
  const { say, personalised, affinity, owned } = shopper
  const context = rankingContext(shopper, projections)
  const kind = kindOf(piece, shopper)

  const similar = rankSimilar(context, { anchor: piece.slug, colour: shown.colour, exclude: owned })
  const trait = sharedTrait(shownOf(similar), piece)
  const complements = rankComplements(context, {
    anchors: [piece.slug],
    owned,
    inCart: shown.inCart,
    place: 'product',
  })
  const byTaste = personalised && affinity.weight > 0 && movedIn(complements)
  const chosen = rankAlsoChosen(context, { anchor: piece.slug, exclude: slugsOf(complements) })

  // What is hers here is told by what anybody else is shown, and by what of hers keeps it away.
  const left = new Set([...owned, ...shown.inCart, ...affinity.disliked])
  const known = personalised && (left.size > 0 || affinity.weight > 0)
  const others = known ? everybodys(anybodysContext(shopper, projections), piece.slug, shown.colour) : null
  const hers = (own: readonly Ranked[], anybodys: readonly Ranked[] | undefined) => {
    const personal = anybodys !== undefined && !sameShown(own, anybodys)
    const facts = personal ? leftOut(anybodys, left, shopper) : []
    return { personal, facts, ...(facts.length > 0 ? { also: say.t('reason.left') } : {}) }
  }
  const chosenHers = hers(chosen, others?.chosen)
  return {
    similar: shelfDecision(shopper, {
      slot: 'product.similar',
      arm: 'similar',
      title: say.t('shelf.similar.title'),
      line: trait ? say.t('shelf.similar.sentence', { trait }) : say.t('shelf.similar.plain'),
      rule: say.t('rule.similar'),
      ranked: similar,
      ...hers(similar, others?.similar),
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
      ...hers(complements, others?.complements),
    }),
    // What the shelf above shows already is not said twice: it differs where that does, for the same facts.
    alsoChosen: shelfDecision(shopper, {
      slot: 'product.chosen',
      arm: 'together',
      title: say.t('shelf.chosen.title'),
      line: say.t('shelf.chosen.sentence', { kind }),
      rule: say.t('rule.alsoChosen'),
      ranked: chosen,
      ...chosenHers,
      ...(chosenHers.personal && chosenHers.facts.length === 0
        ? { facts: usedFacts(factsOf(shownOf(complements), shopper).facts, shopper.catalogue, say) }
        : {}),
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
 * What the piece shares with all that stand beside it, as the start of "Off-shoulder, in other cuts, and by other houses too"; null
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
