import { redirect } from 'next/navigation'
import { ActionForm, FormSection, FormSelect, FormSubmit, FormText } from '@/components/form'
import { LineInfo } from '@/components/cart-line/info'
import { Notice } from '@/components/notice'
import { OfferLines } from '@/components/offer'
import { PageHead } from '@/components/page-head'
import { ReachedLine } from '@/components/reached-line'
import { Summary } from '@/components/summary'
import { productPicture } from '@/lib/catalog/pictures'
import { valuesIn } from '@/lib/catalog/listing'
import { readCart } from '@/lib/cart/queries'
import { newId } from '@/lib/core/ids'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { endedOffer, offerInCart, offerView } from '@/lib/experience/offer'
import { variantWords } from '@/lib/experience/sizes'
import { giftWords, summaryOf } from '@/lib/experience/summary'
import { placeOrderAction } from '@/lib/flows/actions'
import { checkoutQuote, deliveryCountry } from '@/lib/flows/quote'
import { DELIVERY_COUNTRIES, US_STATES } from '@/lib/orders/countries'
import { groupedNumber, TEST_CARDS, testExpiry } from '@/lib/orders/payment'
import { CountrySwitch } from './country-switch'
import { PointsSwitch } from './points-switch'
import { LettersAsk } from '../_views/letters-ask'
import { Why } from '../_views/why'

export const generateMetadata = titled('checkout.title')

export default async function CheckoutPage({ searchParams }: PageProps<'/checkout'>) {
  const [{ shopper }, params] = await Promise.all([readShopper(), searchParams])
  const { say, customer } = shopper
  const { t, money } = say
  const cart = await readCart({ visitorId: shopper.visitorId, customerId: customer?.id ?? null })
  const country = deliveryCountry(valuesIn(params, 'country')[0] ?? shopper.country)
  const usePoints = valuesIn(params, 'points')[0] === 'yes'
  const quote = checkoutQuote({ shopper, cart, country, usePoints })
  // A cart whose pieces are all sold out stays here: whoever has just sent the form reads what happened.
  if (!quote) redirect('/cart')

  const { priced, points, reachesTier, countsFrom, earns, blocked } = quote
  const gift = giftWords(shopper)
  const offered = offerInCart(shopper, priced, country)
  const offer = offered.sentences.length > 0 ? offerView(shopper, 'checkout.offer') : null
  const countries = DELIVERY_COUNTRIES.map((code) => ({ value: code, label: say.country(code) })).sort((a, b) =>
    a.label.localeCompare(b.label, say.locale),
  )
  return (
    <div className="wrap">
      <PageHead title={t('checkout.title')} line={t('cart.demo')} />
      <div className="cols">
        <div>
          {blocked && (
            <Notice kind="error" title={t('checkout.blocked')}>
              <a className="link" href="/cart">
                {t('cart.added.view')}
              </a>
            </Notice>
          )}
          <CountrySwitch
            label={t('checkout.country')}
            submit={t('checkout.country.submit')}
            country={country}
            countries={countries}
            points={usePoints}
          />
          {points && (
            <PointsSwitch
              legend={t('checkout.points')}
              line={t('checkout.points.held', { count: shopper.standing?.spendablePoints ?? 0 })}
              label={t('checkout.points.use', { count: points.points, amount: money(points.amount) })}
              submit={t('checkout.points.submit')}
              used={usePoints}
              country={country}
            />
          )}
          <ActionForm action={placeOrderAction}>
            <input type="hidden" name="key" value={newId()} />
            <input type="hidden" name="shownTotal" value={priced.total} />
            <input type="hidden" name="shownOffer" value={offered.seal} />
            <input type="hidden" name="points" value={priced.pointsUsed} />
            <input type="hidden" name="country" value={country} />
            {!customer && (
              <FormSection title={t('checkout.account')} line={t('checkout.account.line')}>
                <FormText name="email" type="email" label={t('field.email')} autoComplete="username" required half />
                <FormText
                  name="password"
                  type="password"
                  label={t('field.password')}
                  hint={t('field.password.hint')}
                  autoComplete="new-password"
                  required
                  half
                />
                <LettersAsk shopper={shopper} />
              </FormSection>
            )}
            <FormSection title={t('checkout.address')}>
              <FormText
                name="name"
                label={t('field.name')}
                autoComplete="name"
                defaultValue={customer?.name}
                required
              />
              <FormText name="line1" label={t('checkout.line1')} autoComplete="address-line1" required />
              <FormText name="line2" label={t('checkout.line2')} autoComplete="address-line2" />
              <FormText name="city" label={t('checkout.city')} autoComplete="address-level2" required half />
              {country === 'US' ? (
                <FormSelect
                  name="region"
                  label={t('checkout.state')}
                  autoComplete="address-level1"
                  half
                  options={[
                    { value: '', label: t('checkout.state.choose') },
                    ...US_STATES.map(([value, label]) => ({ value, label })),
                  ]}
                />
              ) : (
                <FormText name="region" label={t('checkout.region')} autoComplete="address-level1" half />
              )}
              <FormText
                name="postcode"
                label={t(country === 'US' ? 'checkout.zip' : 'checkout.postcode')}
                autoComplete="postal-code"
                half
              />
            </FormSection>
            <FormSection title={t('checkout.payment')} line={t('checkout.payment.line')}>
              <ul className="caption grid gap-1 text-muted">
                {TEST_CARDS.map(({ number, outcome }) => (
                  <li key={number} className="num">
                    {t(`checkout.card.${outcome}`, { number: groupedNumber(number) })}
                  </li>
                ))}
              </ul>
              <FormText
                name="cardNumber"
                label={t('checkout.card')}
                inputMode="numeric"
                autoComplete="off"
                defaultValue={groupedNumber(TEST_CARDS[0].number)}
                required
              />
              <FormText
                name="cardExpiry"
                label={t('checkout.expiry')}
                autoComplete="off"
                defaultValue={testExpiry(shopper.now)}
                required
                half
              />
              <FormText
                name="cardCvc"
                label={t('checkout.cvc')}
                inputMode="numeric"
                autoComplete="off"
                defaultValue="123"
                required
                half
              />
            </FormSection>
            <FormSubmit label={t('checkout.submit', { total: money(priced.total) })} pending={t('form.pending')} full />
          </ActionForm>
        </div>
        <div className="side">
          <Summary
            title={t('cart.summary')}
            {...summaryOf(priced, { country, countryName: say.country(country) }, say)}
            reached={
              reachesTier && (
                <ReachedLine
                  metal={reachesTier.accent}
                  text={
                    countsFrom
                      ? t('cart.reachesOn', { tier: reachesTier.name, date: say.date(countsFrom) })
                      : t('cart.reaches', { tier: reachesTier.name })
                  }
                />
              )
            }
          >
            <OfferLines
              sentences={offered.sentences}
              ended={endedOffer(shopper)}
              why={offer && <Why decision={offer} subject={offer.value.text} />}
            />
            {gift && <p className="caption text-muted">{gift}</p>}
            {earns > 0 && <p className="caption text-muted">{t('cart.earns', { count: earns })}</p>}
            <ul className="grid gap-4 pt-6">
              {cart.lines.map((line) => (
                <li key={line.sku}>
                  <LineInfo
                    picture={{ ...productPicture(line.picture), alt: line.alt }}
                    house={line.house.name}
                    name={line.productName}
                    variant={variantWords(line, line.colourName, line.size, say)}
                    price={money(line.unitPrice * line.quantity)}
                    quantity={line.quantity > 1 ? t('checkout.pieces', { count: line.quantity }) : undefined}
                  />
                </li>
              ))}
            </ul>
          </Summary>
        </div>
      </div>
    </div>
  )
}
