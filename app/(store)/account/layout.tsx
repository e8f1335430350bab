import type { ReactNode } from 'react'
import { AccountShell } from '@/components/account-shell'
import { Notice } from '@/components/notice'
import { readShopper } from '@/lib/experience/read-shopper'
import { signOutAction } from '@/lib/flows/actions'
import { unreadHere } from '@/lib/messages/inbox/open-message'
import { messagesLabel } from '@/lib/messages/inbox/view'
import { marked } from '../_views/frame'

/** The account's side list. Each page below decides by itself whether somebody has to be signed in. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const asking = await readShopper()
  const { shopper, request } = asking
  const { t } = shopper.say
  const unread = await unreadHere(asking)
  const links = [
    ['/account', t('account.nav.overview')],
    ['/account/orders', t('account.nav.orders')],
    ...(shopper.customer ? ([['/account/inbox', messagesLabel(unread, t)]] as const) : []),
    ['/account/loyalty', t('account.nav.loyalty')],
    ['/account/taste', t('account.nav.taste')],
    ...(shopper.customer ? ([['/account/reviews', t('account.nav.reviews')]] as const) : []),
    ...(shopper.customer ? ([['/account/details', t('account.nav.details')]] as const) : []),
    ...(shopper.customer ? ([['/account/letters', t('account.nav.letters')]] as const) : []),
    ['/account/personalisation', t('account.nav.personalisation')],
    ['/account/data', t('account.nav.data')],
    ...(shopper.customer?.role === 'staff' ? ([['/studio', t('account.nav.studio')]] as const) : []),
  ] as const
  const [path = '', query] = request.url.split('?')
  // What a button of these pages asked for and could not be done.
  const failed = new URLSearchParams(query).get('problem') === 'failed'
  return (
    <AccountShell
      label={t('nav.account')}
      links={links.map(([href, label]) =>
        href === '/account' && path !== '/account' ? { href, label } : marked(href, label, request.url),
      )}
      signOut={
        shopper.customer && (
          <form action={signOutAction}>
            <button>{t('account.signOut')}</button>
          </form>
        )
      }
    >
      {failed && <Notice kind="error" title={t('checkout.failed')} />}
      {children}
    </AccountShell>
  )
}
