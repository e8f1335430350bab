import { AddForm } from '@/components/add-form'
import { ButtonLink } from '@/components/button'
import { CartLine, CartLines } from '@/components/cart-line'
import { EmptyState } from '@/components/empty-state'
import { Notice } from '@/components/notice'
import { Nudge } from '@/components/nudge'
import { Keep } from '@/components/nudge/keep'
import { OfferLines } from '@/components/offer'
import { PageHead } from '@/components/page-head'
import { PayBar } from '@/components/pay-bar'
import { ReachedLine } from '@/components/reached-line'
import { Summary } from '@/components/summary'
import { readVariantsOf } from '@/lib/catalog/queries'
import { MAX_QUANTITY, priceCart } from '@/lib/cart/pricing'
import { readCart } from '@/lib/cart/queries'
import { buyable, packPrices, type CartLineView } from '@/lib/cart/rules'
import { valuesIn } from '@/lib/catalog/listing'
import { titled } from '@/lib/experience/page-words'
import { deliveryCountry } from '@/lib/flows/quote'
import { cartProblem, cutNotice, sayer } from '@/lib/flows/words'
import { addChoice } from '@/lib/experience/added'
import { decideGapPieces, decidePointsReminder } from '@/lib/experience/cart'
import { explainCartLoyalty } from '@/lib/experience/cart-loyalty'
import { cartLineView } from '@/lib/experience/cart-lines'
import { notePage } from '@/lib/experience/noting'
import { endedOffer, offerInCart, offerView } from '@/lib/experience/offer'
import { cartLoyalty } from '@/lib/experience/nudge'
import { readShopper } from '@/lib/experience/read-shopper'
import type { Shopper } from '@/lib/experience/schema'
import { summaryOf } from '@/lib/experience/summary'
import { setQuantityAction } from '@/lib/flows/actions'
import { addPieceAction } from '@/lib/flows/buy-actions'
import { countedOf } from '@/lib/loyalty/points-use'
import { getProjections } from '@/lib/ranking/queries'
import { Cards } from '../_views/cards'
import { Why } from '../_views/why'

export const generateMetadata = titled('cart.title')

export default async function CartPage({ searchParams }: PageProps<'/cart'>) {
  const [asking, params] = await Promise.all([readShopper(), searchParams])
  const { shopper } = asking
  const { say, programme, entitlements } = shopper
  // As the checkout will assume it.
  const country = deliveryCountry(shopper.country)
  const { t } = say
  const [cart, projections] = await Promise.all([
    readCart({ visitorId: shopper.visitorId, customerId: shopper.customer?.id ?? null }),
    getProjections(),
  ])
  const problem = cartProblem(valuesIn(params, 'problem')[0])
  if (cart.lines.length === 0) {
    return (
      <EmptyState
        title={t('cart.empty.title')}
        text={t('cart.empty.text')}
        link={{ href: '/c/dresses', label: t('cart.empty.link') }}
      />
    )
  }

  const lines = buyable(cart.lines)
  const { currency } = programme
  const priced = priceCart({ lines, currency, entitlements, shippingTo: country })
  const counted = countedOf(programme, priced)
  const offered = offerInCart(shopper, priced, country)
  const pieces = cart.lines.map((line) => line.product)
  const decide = (who: Shopper) => {
    const loyalty = cartLoyalty(who, counted)
    return {
      loyalty,
      explained: explainCartLoyalty(who, counted, loyalty),
      closing: loyalty.nudge ? decideGapPieces(who, projections, { gap: loyalty.nudge.gap, pieces }) : null,
      points: decidePointsReminder(who, { lines, currency }),
      offer: offered.sentences.length > 0 ? offerView(who, 'cart.offer') : null,
    }
  }
  const decided = decide(shopper)
  const { loyalty, explained, closing, points, offer } = decided
  const variants = closing ? await readVariantsOf(closing.value.cards.map((card) => card.slug)) : []
  const noted = ({ loyalty: { keep }, ...others }: typeof decided) => [keep, ...Object.values(others)]
  await notePage(asking, { shown: noted(decided), would: (other) => noted(decide(other)) })

  const shown = packPrices(cart.lines)
  const saying = sayer(say.locale)
  const cut = valuesIn(params, 'cut')
  const saidCut = (line: CartLineView) => {
    const said = cutNotice(line, cut)
    return said ? saying(said) : null
  }
  const summary = summaryOf(priced, { country, countryName: say.country(country) }, say)
  const checkout = { href: '/checkout', label: t('cart.checkout') }
  return (
    <div className="wrap">
      <PageHead
        title={t('cart.title')}
        line={t(shopper.customer ? 'cart.keptAccount' : 'cart.kept', { count: cart.count })}
      />
      <div className="cols">
        <div>
          {problem && <Notice kind="error" title={t(problem, { most: MAX_QUANTITY })} />}
          <CartLines>
            {cart.lines.map((line) => (
              <CartLine
                key={line.sku}
                action={setQuantityAction}
                fields={{ shown }}
                {...cartLineView(line, say, saidCut(line))}
              />
            ))}
          </CartLines>
          {loyalty.keep && (
            <div className="pt-12">
              <Keep
                metal={loyalty.keep.value.tier.accent}
                title={loyalty.keep.value.headline}
                link={loyalty.keep.value.link}
                why={<Why decision={loyalty.keep} subject={loyalty.keep.value.headline} />}
              />
            </div>
          )}
          {loyalty.nudge && (
            <div data-place={closing?.slot}>
              <Nudge
                title={loyalty.nudge.headline}
                progress={loyalty.nudge.progress}
                gives={loyalty.nudge.gives}
                why={<Why decision={closing ?? explained} subject={loyalty.nudge.headline} />}
              >
                <Cards
                  cards={closing?.value.cards ?? []}
                  place="mini"
                  add={(card) => {
                    const piece = shopper.catalogue.bySlug.get(card.slug)
                    const own = variants.filter(
                      (variant) => variant.product === card.slug && variant.colour === card.colour,
                    )
                    const choice =
                      piece && addChoice(piece, own, { label: t('cart.add'), place: 'cart.nudge', then: 'stay' }, say)
                    return choice && <AddForm action={addPieceAction} {...choice} />
                  }}
                />
              </Nudge>
            </div>
          )}
        </div>
        <div className="side">
          <Summary
            title={t('cart.summary')}
            {...summary}
            reached={
              loyalty.reached && (
                <>
                  <ReachedLine metal={loyalty.reached.tier.accent} text={loyalty.reached.text} />
                  <Why decision={explained} subject={loyalty.reached.text} />
                </>
              )
            }
          >
            <OfferLines
              sentences={offered.sentences}
              ended={endedOffer(shopper)}
              why={offer && <Why decision={offer} subject={offer.value.text} />}
            />
            {points && (
              <div className="caption grid gap-1">
                <p>{points.value.text}</p>
                <a className="link mb-2 min-h-6" href={points.value.link.href}>
                  {points.value.link.label}
                </a>
                <Why decision={points} subject={points.value.text} />
              </div>
            )}
            <ButtonLink full href={checkout.href}>
              {checkout.label}
            </ButtonLink>
            <p className="caption text-muted">{t('cart.demo')}</p>
          </Summary>
        </div>
      </div>
      <PayBar total={summary.total} link={checkout} />
    </div>
  )
}
