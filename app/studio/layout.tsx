import type { ReactNode } from 'react'
import type { NavLink } from '@/components/header'
import { StudioHeader } from '@/components/studio/header'
import { SkipLink } from '@/components/skip-link'
import { translator } from '@/lib/core/messages'
import { JourneySlot } from '../(store)/_views/journey-slot'
import { openStudio } from './door'

/** What frames the studio's pages; nobody but staff sees that there are any. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { request } = await openStudio()
  const t = translator(request.market.locale)
  const path = request.url.split('?')[0] ?? ''
  const part = (href: string, label: string): NavLink =>
    path === href
      ? { href, label, current: 'page' }
      : path.startsWith(`${href}/`)
        ? { href, label, current: 'true' }
        : { href, label }
  return (
    <>
      <SkipLink label={t('nav.skip')} />
      <StudioHeader
        home={{ href: '/', label: t('shop.name') }}
        title={t('studio.name')}
        label={t('studio.nav')}
        links={[
          part('/studio/programme', t('studio.programme')),
          part('/studio/customers', t('customers.title')),
          part('/studio/value', t('valueStudio.title')),
          part('/studio/results', t('results.title')),
          part('/studio/campaigns', t('outbox.campaigns')),
          part('/studio/outbox', t('outbox.title')),
          part('/studio/merchandising', t('studio.merchandising')),
          part('/studio/content', t('studio.content')),
          part('/studio/reviews', t('studio.reviews')),
          { href: '/', label: t('studio.shop') },
        ]}
      />
      <main id="main" tabIndex={-1} className="wrap">
        {children}
      </main>
      <JourneySlot />
    </>
  )
}
