import type { FooterProps } from '@/components/footer'
import type { HeaderProps, NavLink } from '@/components/header'
import type { Say } from '@/lib/experience/say'
import type { Shopper } from '@/lib/experience/schema'
import { wishesOf } from '@/lib/flows/contribute-view'
import { messagesLabel } from '@/lib/messages/inbox/view'
import { LANGUAGE_NAMES, languageOf, LANGUAGES } from '@/lib/shopper/language'

/** How many rooms stand in the header beside the name; the menu and the footer hold all. */
const HEADER_ROOMS = 5

/** A link that knows whether this page is it or lies within it. */
export function marked(href: string, label: string, url: string): NavLink {
  const path = url.split('?')[0] ?? url
  if (path === href) return { href, label, current: 'page' }
  return href !== '/' && path.startsWith(`${href}/`) ? { href, label, current: 'true' } : { href, label }
}

const rooms = (shopper: Shopper) =>
  shopper.catalogue.categories.map(({ slug, name }) => ({ href: `/c/${slug}`, label: name }))

/** The header for this shopper on the page at `url`. `unread`: messages that wait to be read. */
export function headerOf(shopper: Shopper, url: string, unread: number): HeaderProps {
  const { say, customer, cartCount } = shopper
  const { t } = say
  const all = rooms(shopper)
  return {
    home: marked('/', t('shop.name'), url),
    links: all.slice(0, HEADER_ROOMS).map(({ href, label }) => marked(href, label, url)),
    menuExtra: [...all.slice(HEADER_ROOMS), { href: '/loyalty', label: t('footer.loyalty') }].map(({ href, label }) =>
      marked(href, label, url),
    ),
    search: marked('/search', t('nav.search'), url),
    account: customer ? marked('/account', customer.firstName, url) : marked('/sign-in', t('nav.signIn'), url),
    ...(customer
      ? { messages: { ...marked('/account/inbox', messagesLabel(unread, t), url), waiting: unread > 0 } }
      : {}),
    wishlist: marked('/wishlist', t('wish.header', { count: wishesOf(shopper).length }), url),
    cart: marked('/cart', t('cart.header', { count: cartCount }), url),
    words: { shop: t('nav.shop'), menu: t('nav.menu'), close: t('why.close') },
  }
}

/** The footer; the presenter's link stands in it only in the demo. */
export function footerOf(shopper: Shopper, demo: boolean): FooterProps {
  const { t } = shopper.say
  return {
    name: t('shop.name'),
    about: t('footer.about'),
    columns: [
      { title: t('footer.shop'), links: rooms(shopper) },
      {
        title: t('footer.care'),
        links: [
          { href: '/care#shipping', label: t('footer.shipping') },
          { href: '/care#returns', label: t('footer.returns') },
          { href: '/care#contact', label: t('footer.contact') },
        ],
      },
      {
        title: t('footer.loyalty'),
        links: [
          { href: '/loyalty', label: t('footer.programme') },
          { href: '/account/personalisation', label: t('footer.personalisation') },
          ...(demo ? [{ href: '/demo', label: t('footer.demo') }] : []),
        ],
      },
    ],
  }
}

/** The languages of the shop, in the words of each; the one that is spoken now is marked. */
export const languagesOf = ({ locale }: Pick<Say, 'locale'>) =>
  LANGUAGES.map((value) => ({ value, name: LANGUAGE_NAMES[value], current: value === languageOf(locale) }))
