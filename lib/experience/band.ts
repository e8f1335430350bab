import { editorialAlt } from '@/lib/catalog/editorial'
import { editorialPicture, productPicture, type EditorialName } from '@/lib/catalog/pictures'
import type { Product } from '@/lib/catalog/schema'
import { percentOf } from '@/lib/core/money'
import { rankComplements } from '@/lib/ranking/shelves'
import type { Ranked } from '@/lib/ranking/schema'
import type { Projections } from '@/lib/ranking/projections'
import type { SaidPicture } from './cards'
import { decideContent, isPicturedOtherThan } from './content'
import type { Decision } from './decision'
import { shownBefore, withFreshness } from './fresh'
import { bestPercent } from './hero'
import { dearestPiece, lastKeptOrder } from './owned'
import { usedFacts } from './facts'
import { evidenceOf, reasonsOf } from './reasons'
import type { Shopper } from './schema'
import type { HomeShelves } from './home'
import { rankingContext } from './shelf'

export type Band = {
  title: string
  text: string
  link: { href: string; label: string }
  wide: SaidPicture
  tall: SaidPicture
  /** The piece it features, or the content that it is. */
  piece?: string
  content?: string
}

/** Pieces that the still life really shows. */
const IN_STILL_LIFE = new Set(['serpe-coil-bracelet', 'bejewelled-snake-ring', 'grand-soir-cocktail-ring'])

const still = () => ({
  wide: { ...editorialPicture('still-life', 'wide'), alt: editorialAlt('still-life', 'wide') },
  tall: { ...editorialPicture('still-life', 'tall'), alt: editorialAlt('still-life', 'tall') },
})

/** How far down the complements a piece that the still life shows is preferred to one that it does not. */
const NEAR = 12

/**
 * The piece to feature: one that the shelves around it do not show, from the still life when a good one is there, and
 * another than on the visit before. `instead`: it would have been that one.
 */
function featured(
  shopper: Shopper,
  projections: Projections,
  anchor: string,
  { first, second }: HomeShelves,
): { best: Ranked; instead: boolean } | null {
  const shown = new Set([first, second].flatMap((shelf) => shelf?.value.cards.map((card) => card.slug) ?? []))
  const left = rankComplements(rankingContext(shopper, projections), {
    anchors: [anchor],
    owned: shopper.owned,
    place: 'mixed',
  }).filter(({ product }) => product.inStock && !shown.has(product.slug))
  const near = left.slice(0, NEAR)
  const [usual, ...others] = [
    ...near.filter(({ product }) => IN_STILL_LIFE.has(product.slug)),
    ...near.filter(({ product }) => !IN_STILL_LIFE.has(product.slug)),
  ]
  if (!usual) return null
  const last = shopper.fresh?.before.get('home.band')?.products[0]
  const other = usual.product.slug === last ? others[0] : undefined
  return { best: other ?? usual, instead: other !== undefined }
}

/**
 * The feature between the shelves: after an order one more piece that goes with it, with its price after the
 * percentage that is hers; else the content that suits, or the jewellery where there is none.
 * @param banner the picture that the banner above shows: it does not stand on the page twice.
 */
export function decideBand(
  shopper: Shopper,
  projections: Projections,
  shelves: HomeShelves,
  banner: EditorialName | null = null,
): Decision<Band> {
  const { say } = shopper
  const order = shelves.first?.arm === 'goes-with' ? lastKeptOrder(shopper) : null
  const bought = order && dearestPiece(order)
  const found = bought ? featured(shopper, projections, bought.product, shelves) : null
  if (order && bought && found) {
    const { best, instead } = found
    const decision: Decision<Band> = {
      slot: 'home.band',
      arm: 'piece',
      value: pieceBand(best.product, shopper, banner),
      rule: say.t('rule.feature'),
      reasons: reasonsOf([best], shopper),
      facts: [
        {
          id: bought.id,
          text: say.t('fact.bought', { piece: bought.productName, colour: bought.colourName }),
          at: order.placedAt,
        },
        ...usedFacts(
          evidenceOf([best], shopper).filter(({ product }) => product !== bought.product),
          shopper.catalogue,
          say,
        ),
      ],
      personal: true,
      shown: { products: [best.product.slug] },
    }
    if (!instead) return decision
    const facts = shownBefore('home.band', shopper, say.t('fact.shownBand'))
    return withFreshness(decision, { share: 1, facts }, shopper)
  }
  const content = decideContent(shopper, 'home.band', { fits: isPicturedOtherThan(banner) })
  if (content) {
    const { slug, line, ...view } = content.value
    return { ...content, value: { ...view, text: line, content: slug } }
  }
  const jewellery = shopper.catalogue.products.filter((product) => product.category === 'jewellery')
  const [first] = jewellery
  const from = Math.min(...jewellery.map((product) => product.price))
  return {
    slot: 'home.band',
    arm: 'jewellery',
    value: {
      title: say.t('home.band.title'),
      text: say.t('home.band.text'),
      link: { href: '/c/jewellery', label: say.t('home.band.link', { amount: say.money(from) }) },
      ...(first && banner === 'still-life' ? detailOf(first) : still()),
    },
    rule: say.t('rule.band'),
    reasons: [],
    facts: [],
    personal: false,
  }
}

/** The second view of a piece, in both crops. */
function detailOf({ detail }: Product): Pick<Band, 'wide' | 'tall'> {
  const picture = { ...productPicture(detail.picture), alt: detail.alt }
  return { wide: picture, tall: picture }
}

function pieceBand(piece: Product, { say, entitlements }: Shopper, banner: EditorialName | null): Band {
  const percent = bestPercent(entitlements)?.percent ?? 0
  const price =
    percent > 0
      ? say.t('home.piece.price', {
          price: say.money(piece.price),
          reduced: say.money(piece.price - percentOf(piece.price, percent)),
          percent,
        })
      : say.money(piece.price)
  return {
    title: piece.name,
    text: `${say.t('home.piece.text', { house: piece.house.name, description: piece.description })} ${price}`,
    link: { href: `/p/${piece.slug}`, label: say.t('home.piece.link', { piece: piece.name }) },
    piece: piece.slug,
    ...(IN_STILL_LIFE.has(piece.slug) && banner !== 'still-life' ? still() : detailOf(piece)),
  }
}
