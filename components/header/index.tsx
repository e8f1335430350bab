import { OpenSheet, Sheet } from '@/components/sheet'

/** `current`: "page" when the link is this very page, "true" when this page lies within it. */
export type NavLink = { href: string; label: string; current?: 'page' | 'true' }

export type HeaderProps = {
  home: NavLink
  /** The shop's rooms; five of them fit beside the name on a small desktop, the menu holds all. */
  links: readonly NavLink[]
  search: NavLink
  /** "Sign in", or the first name of who has. */
  account: NavLink
  /**
   * What the shop wrote to who is signed in, with how many are unread: "Messages (2)". In the bar while something waits,
   * in the menu always; on a phone the button of the menu carries a dot then.
   */
  messages?: NavLink & { waiting: boolean }
  /** Label with its count as one phrase: "Wishlist (2)". */
  wishlist: NavLink
  /** Label with its count as one phrase: "Cart (2)". */
  cart: NavLink
  /** Further lines of the menu on a phone, after search and account. */
  menuExtra?: readonly NavLink[]
  words: { shop: string; menu: string; close: string }
}

const MENU = 'menu'

export function Header(props: HeaderProps) {
  const { home, links, search, account, messages, wishlist, cart, menuExtra = [], words } = props
  return (
    <header className="header">
      <div className="wrap">
        <nav className="ends" aria-label={words.shop}>
          <OpenSheet sheet={MENU} className="mobile-only">
            <span>{words.menu}</span>
            {messages?.waiting && (
              <>
                <span className="waits" aria-hidden />
                <span className="sr-only">{messages.label}</span>
              </>
            )}
          </OpenSheet>
          {links.map((link) => (
            <a key={link.href} className="desk-only" href={link.href} aria-current={link.current}>
              {link.label}
            </a>
          ))}
        </nav>
        <a className="wordmark" href={home.href} aria-current={home.current}>
          {home.label}
        </a>
        <div className="ends">
          <a className="desk-only" href={search.href} aria-current={search.current}>
            {search.label}
          </a>
          <a className="desk-only who" href={account.href} aria-current={account.current}>
            {account.label}
          </a>
          {messages?.waiting && (
            <a className="desk-only num" href={messages.href} aria-current={messages.current}>
              {messages.label}
            </a>
          )}
          <a className="desk-only num" href={wishlist.href} aria-current={wishlist.current}>
            {wishlist.label}
          </a>
          <a className="num" href={cart.href} aria-current={cart.current}>
            {cart.label}
          </a>
        </div>
      </div>
      <Sheet id={MENU} title={words.menu} close={words.close}>
        <nav aria-label={words.menu}>
          <ul className="menu">
            {links.map((link) => (
              <li key={link.href}>
                <a className="display d28" href={link.href} aria-current={link.current}>
                  {link.label}
                </a>
              </li>
            ))}
            {[search, account, ...(messages ? [messages] : []), wishlist, ...menuExtra].map((link) => (
              <li key={link.href}>
                <a href={link.href} aria-current={link.current}>
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </Sheet>
    </header>
  )
}

export type BareHeaderProps = { home: NavLink; left: string; right?: NavLink }

/** The presenter's header: where this is, the name, one way out. */
export function BareHeader({ home, left, right }: BareHeaderProps) {
  return (
    <header className="header">
      <div className="wrap">
        <p className="ends">
          <span>{left}</span>
        </p>
        <a className="wordmark" href={home.href}>
          {home.label}
        </a>
        <div className="ends">{right && <a href={right.href}>{right.label}</a>}</div>
      </div>
    </header>
  )
}
