import { rankComplements, rankHome } from '@/lib/ranking/shelves'
import type { Projections } from '@/lib/ranking/projections'
import { weigh, type Decision } from './decision'
import { fromMessage, landingFact, landingOf, landingPieces, landingReason } from './landing'
import { dearestPiece, lastKeptOrder } from './owned'
import type { Shopper } from './schema'
import { rankingContext, shelfDecision, SHELF_PIECES, type Shelf } from './shelf'

/** The pieces of the message by whose link somebody came, and then what goes with them. Null for everybody else. */
export function messageShelf(shopper: Shopper, projections: Projections): Decision<Shelf> | null {
  const landing = landingOf(shopper)
  const pieces = landing ? landingPieces(shopper, landing) : []
  if (!landing || pieces.length === 0) return null
  const { t } = shopper.say
  const told = new Set(pieces.map(({ slug }) => slug))
  const context = rankingContext(shopper, projections)
  const fitting = rankComplements(context, { anchors: [...told], owned: shopper.owned, place: 'mixed' })
  // In the colour that the message showed: it was chosen by the same rankings.
  const order = lastKeptOrder(shopper)
  const anchor = order && dearestPiece(order)
  const worn = anchor
    ? rankComplements(context, { anchors: [anchor.product], owned: shopper.owned, place: 'mixed' })
    : []
  const colours = new Map([...rankHome(context), ...worn].map(({ product, colour }) => [product.slug, colour]))
  const further = pieces.length < SHELF_PIECES
  const decision = shelfDecision(shopper, {
    ...{ slot: 'home.shelf-1', arm: 'message', personal: true },
    title: t('landing.shelf.title'),
    line: t(further ? 'landing.shelf.line' : 'landing.shelf.lineOwn'),
    rule: t('landing.shelf.rule'),
    ranked: [...pieces.map((piece) => fromMessage(piece, colours.get(piece.slug))), ...fitting],
    reasonOf: ({ product, chosenWith }) =>
      told.has(product.slug)
        ? t('landing.card')
        : chosenWith &&
          t('card.togetherOwn', {
            count: chosenWith.clients,
            piece: shopper.catalogue.bySlug.get(chosenWith.anchor)?.name ?? chosenWith.anchor,
          }),
    facts: [landingFact(shopper)],
  })
  return (
    decision && {
      ...decision,
      reasons: weigh([landingReason(landing, shopper.say), ...(further ? [t('reason.goesTogether')] : [])]),
    }
  )
}
