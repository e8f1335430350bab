import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BuyPanel } from '@/components/buy-panel'
import { Crumbs } from '@/components/crumbs'
import { Notice } from '@/components/notice'
import { Folds, Lines, Product as ProductView } from '@/components/product'
import { RatingLine } from '@/components/reviews'
import { Said } from '@/components/said'
import { Swatches } from '@/components/swatches'
import { productPicture } from '@/lib/catalog/pictures'
import { readVariants } from '@/lib/catalog/queries'
import type { Colourway, Product } from '@/lib/catalog/schema'
import { valuesIn } from '@/lib/catalog/listing'
import { isSlug, parseSku } from '@/lib/catalog/sku'
import { readCart } from '@/lib/cart/queries'
import { buyingLines, sizeOffers } from '@/lib/experience/buying'
import { notePage } from '@/lib/experience/noting'
import { decideProductShelves } from '@/lib/experience/product'
import { readShopper } from '@/lib/experience/read-shopper'
import type { Shopper } from '@/lib/experience/schema'
import { sizeWords } from '@/lib/experience/sizes'
import { describeAdded } from '@/lib/flows/added'
import { addPieceAction, buyAction } from '@/lib/flows/buy-actions'
import { contributeAction } from '@/lib/flows/contribute-actions'
import { saidOf, sizeSaid } from '@/lib/flows/contribute-view'
import { sayingProblem } from '@/lib/flows/contribute-words'
import { ratingLine, reviewPage } from '@/lib/flows/review-view'
import { getProjections } from '@/lib/ranking/queries'
import { readReviews } from '@/lib/reviews/queries'
import { DecidedShelf } from '../../_views/cards'
import { FollowHouse } from '../../_views/follow-house'
import { PieceReviews } from '../_views/reviews'

type Props = PageProps<'/p/[slug]'>

async function pieceOf({ params }: Props) {
  const [{ slug }, asking] = await Promise.all([params, readShopper()])
  return { asking, piece: isSlug(slug) ? asking.shopper.catalogue.bySlug.get(slug) : undefined }
}

/** The page of a piece in one of its colours; the first needs no word of it. */
const addressOf = (piece: Product, way: Colourway) =>
  way.slug === piece.colourways[0]?.slug ? `/p/${piece.slug}` : `/p/${piece.slug}?colour=${way.slug}`

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { piece } = await pieceOf(props)
  // What clients write stays text: a browser makes no link of a number or an address in it.
  const formatDetection = { telephone: false, email: false, address: false, date: false, url: false }
  return piece ? { title: piece.name, description: piece.description, formatDetection } : {}
}

export default async function ProductPage(props: Props) {
  const [{ asking, piece }, params] = await Promise.all([pieceOf(props), props.searchParams])
  if (!piece) notFound()
  const { shopper } = asking
  const { say, catalogue } = shopper
  const { t, money } = say
  const page = reviewPage(valuesIn(params, 'reviews')[0])
  const [variants, reviews, cart, projections] = await Promise.all([
    readVariants(piece.slug),
    readReviews({ product: piece.slug, viewer: shopper.customer?.id ?? null, asOf: shopper.now, page }),
    readCart({ visitorId: shopper.visitorId, customerId: shopper.customer?.id ?? null }),
    getProjections(),
  ])

  const [sku] = valuesIn(params, 'added')
  const problem = sayingProblem(valuesIn(params, 'problem')[0])
  const owner = { visitorId: shopper.visitorId, customerId: shopper.customer?.id ?? null }
  const added = sku ? await describeAdded(asking, owner, sku) : null

  const first = piece.colourways[0]
  const shown = piece.colourways.find((way) => way.slug === params.colour) ?? first
  if (!shown || !first) notFound()
  const hers = sizeSaid(shopper, piece.category)
  const offers = sizeOffers(piece, shown.slug, variants, shopper).map((offer) =>
    hers !== null && parseSku(offer.sku)?.size === hers
      ? { ...offer, yours: t('product.yourSize', { size: sizeWords(piece, hers, say) }) }
      : offer,
  )
  const soldOut = offers.every((offer) => offer.soldOut)
  const inCart = cart.lines.map((line) => line.product)
  const decide = (who: Shopper) => decideProductShelves(who, projections, piece, { colour: shown.slug, inCart })
  const shelves = decide(shopper)
  await notePage(asking, {
    fact: { kind: 'view', product: piece.slug, colour: shown.slug, category: piece.category, subject: piece.slug },
    shown: Object.values(shelves),
    would: (other) => Object.values(decide(other)),
  })

  const category = catalogue.categories.find(({ slug }) => slug === piece.category)
  const detail = piece.detail.colour === shown.slug
  const rating = ratingLine(reviews, say)
  return (
    <>
      <div className="wrap">
        <Crumbs
          label={t('product.crumbs')}
          links={[
            { href: `/c/${piece.category}`, label: category?.name ?? piece.category },
            { href: `/houses/${piece.house.slug}`, label: piece.house.name },
          ]}
        />
        <ProductView
          pictures={[
            { ...productPicture(shown.picture), alt: shown.alt },
            ...(detail ? [{ ...productPicture(piece.detail.picture), alt: piece.detail.alt }] : []),
          ]}
          house={{ name: piece.house.name, href: `/houses/${piece.house.slug}` }}
          follow={<FollowHouse house={piece.house} place="product" />}
          name={piece.name}
          price={money(piece.price)}
          rating={rating && <RatingLine {...rating} />}
          description={piece.description}
        >
          <Swatches
            heading={t('product.colour', { colour: shown.name })}
            items={piece.colourways.map((way) => ({
              href: addressOf(piece, way),
              label: way.inStock ? way.name : t('product.colourSoldOut', { colour: way.name }),
              hex: way.hex,
              current: way === shown,
            }))}
          />
          <BuyPanel
            key={shown.slug}
            action={buyAction}
            addAction={addPieceAction}
            sizes={offers}
            sku={added ? sku : undefined}
            added={added ?? undefined}
            fields={{ place: 'product' }}
            words={{
              heading: t('product.sizeNone'),
              guide: offers.length > 1 ? { href: '/care#sizes', label: t('product.sizeGuide') } : undefined,
              missing: t('product.chooseSize'),
              add: t('product.add'),
              adding: t('product.adding'),
              soldOut: soldOut ? t('product.soldOut') : undefined,
            }}
          />
          <div className="grid gap-3">
            <Said action={contributeAction} {...saidOf(piece, shown.slug, shopper)} />
            {problem && <Notice kind="error" title={t(problem)} />}
          </div>
          <Lines items={buyingLines(piece, shopper)} />
          <Folds
            items={[
              { title: t('product.fabric'), text: piece.care },
              { title: t('product.picture'), text: t('product.pictureText') },
            ]}
          />
        </ProductView>
      </div>
      <div className="shelves">
        <DecidedShelf decision={shelves.similar} />
        <DecidedShelf decision={shelves.complements} />
        <DecidedShelf decision={shelves.alsoChosen} />
      </div>
      <PieceReviews
        piece={piece}
        shopper={shopper}
        reviews={reviews}
        page={page}
        path={addressOf(piece, shown)}
        kept={valuesIn(params, 'review')[0] === 'kept'}
      />
    </>
  )
}
