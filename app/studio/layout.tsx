import type { ReactNode } from 'react'
import { StudioHeader } from '@/components/studio/header'
import { SkipLink } from '@/components/skip-link'
import { translator } from '@/lib/core/messages'
import { openStudio } from './door'

/** What frames the studio's pages; nobody but staff sees that there are any. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { request } = await openStudio()
  const t = translator(request.market.locale)
  return (
    <>
      <SkipLink label={t('nav.skip')} />
      <StudioHeader
        home={{ href: '/', label: t('shop.name') }}
        title={t('studio.name')}
        label={t('studio.nav')}
        links={[
          { href: '/studio/programme', label: t('studio.programme'), current: 'page' },
          { href: '/', label: t('studio.shop') },
        ]}
      />
      <main id="main" tabIndex={-1} className="wrap">
        {children}
      </main>
    </>
  )
}
