import { Picture, type PictureSet } from '@/components/picture'

export type CartLineProps = {
  /** Receives `sku` and `quantity`; 0 removes the line. */
  action: (form: FormData) => void | Promise<void>
  sku: string
  /** Further hidden fields of its forms: which prices this page shows. */
  fields?: Readonly<Record<string, string>>
  href: string
  house: string
  name: string
  variant: string
  /** Of the line, all its units together. */
  price: string
  /** "$380.00 each", where there are several. */
  each?: string
  quantity: number
  /** The most that can be had now. */
  max: number
  picture: PictureSet
  /** What has changed since it was put here, told and not hidden: "The price was $3,000.00." */
  notice?: string
  /** `fewer`, `more` and `removeName` name the piece: they are what a screen reader hears. */
  words: { fewer: string; more: string; remove: string; removeName: string }
}

/** A line of the cart. Stepper and Remove are submit buttons of forms, so they work without a script. */
export function CartLine(props: CartLineProps) {
  const {
    action,
    sku,
    fields = {},
    href,
    house,
    name,
    variant,
    price,
    each,
    quantity,
    max,
    picture,
    notice,
    words,
  } = props
  const hidden = Object.entries({ sku, ...fields }).map(([key, value]) => (
    <input key={key} type="hidden" name={key} value={value} />
  ))
  return (
    <li className="cartline">
      <Picture picture={picture} sizes="(width >= 900px) 136px, 96px" alt="" eager />
      <div className="info">
        <div>
          <p className="text-muted">{house}</p>
          <div className="priceline">
            <h2 className="name">
              <a href={href}>{name}</a>
            </h2>
            <p className="num name fresh" key={price}>
              {price}
            </p>
          </div>
          <p className="text-muted">{variant}</p>
          {each && <p className="num text-muted">{each}</p>}
          {notice && <p role="status">{notice}</p>}
        </div>
        <div className="bar">
          <form action={action} className="stepper">
            {hidden}
            <button name="quantity" value={quantity - 1} aria-label={words.fewer}>
              −
            </button>
            <span className="num">{quantity}</span>
            <button name="quantity" value={quantity + 1} aria-label={words.more} disabled={quantity >= max}>
              +
            </button>
          </form>
          <form action={action}>
            {hidden}
            <button className="close" name="quantity" value="0" aria-label={words.removeName}>
              {words.remove}
            </button>
          </form>
        </div>
      </div>
    </li>
  )
}

/** The lines of the cart, between hairlines. */
export function CartLines({ children }: { children: React.ReactNode }) {
  return <ul className="lines-box">{children}</ul>
}
