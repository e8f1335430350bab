import type { ReactNode } from 'react'
import { Beacon } from '@/components/beacon'
import { Footer } from '@/components/footer'
import { LanguageSwitch } from '@/components/footer/language'
import { Header } from '@/components/header'
import { LandingBar } from '@/components/landing-bar'
import { SheetSupport } from '@/components/sheet/support'
import { SkipLink } from '@/components/skip-link'
import { landedBar } from '@/lib/experience/landing'
import { readShopper } from '@/lib/experience/read-shopper'
import { personalisationAction } from '@/lib/flows/actions'
import { languageAction } from '@/lib/flows/answers-actions'
import { ensureLinked } from '@/lib/flows/visitor-link'
import { noteFollowed, unreadHere } from '@/lib/messages/inbox/open-message'
import { ConsentBanner } from './_views/consent-banner'
import { footerOf, headerOf, languagesOf } from './_views/frame'
import { JourneySlot } from './_views/journey-slot'
import { Viewing } from './_views/viewing'

/** What frames every page of the shop: who is signed in, how full the cart is, and the way around. */
export default async function StoreLayout({ children }: { children: ReactNode }) {
  const asking = await readShopper()
  const { shopper, request, linked } = asking
  // A session can outlive its visitor's cookie: the new visitor is this customer's too.
  // Not for a prefetch, whose visitor no cookie keeps.
  if (!linked && shopper.customer && !request.silent) {
    await ensureLinked({ visitorId: shopper.visitorId, customerId: shopper.customer.id, now: shopper.now })
  }
  const [unread] = await Promise.all([unreadHere(asking), noteFollowed(asking)])
  const landed = landedBar(shopper, request.url)
  return (
    <>
      <SkipLink label={shopper.say.t('nav.skip')} />
      <Viewing viewing={request.viewing} url={request.url} />
      <Header {...headerOf(shopper, request.url, unread)} />
      {shopper.consentOpen && <ConsentBanner say={shopper.say} />}
      {landed && <LandingBar {...landed} />}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Footer {...footerOf(shopper, request.demo.on)}>
        <LanguageSwitch
          label={shopper.say.t('footer.language')}
          languages={languagesOf(shopper.say)}
          action={languageAction}
        />
        {!shopper.consentOpen && (
          <form action={personalisationAction}>
            <input type="hidden" name="choice" value={shopper.allowed ? 'off' : 'on'} />
            <button className="link alone">
              {shopper.say.t(shopper.allowed ? 'footer.switchOff' : 'footer.switchOn')}
            </button>
          </form>
        )}
      </Footer>
      <JourneySlot />
      <SheetSupport />
      {shopper.learns && <Beacon />}
    </>
  )
}
